"""What a unit keeps of its people: duties, invitations, a suspension, and who is in."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils import timezone

from cms.core.models import Duty, DutyKind
from cms.members.models import Handover, Invitation, Suspension
from cms.provisioning.models import Opening, OpeningState
from cms.users.models import User
from sites.models import Capability, RoleAssignment, Unit
from tests.factories.people import person_of
from tests.factories.portals import Living


@dataclass(frozen=True)
class Staff:
    """A colleague who is logged in elsewhere, and one who was suspended."""

    colleague: User
    sitting: UserSession
    passkey: Authenticator
    duty: Duty
    invitation: Invitation
    minutes: Handover
    suspension: Suspension
    opening: Opening  # of a portal below the unit, still a draft
    opened: Opening  # of the unit's own portal

    @property
    def role(self) -> RoleAssignment:
        found: RoleAssignment = self.duty.assignment
        return found


def build_staff(name: str, living: Living, head: User) -> Staff:
    unit = living.unit
    colleague = person_of(
        unit,
        Capability.CONTRIBUTOR,
        username=f"{name}-colleague",
        full_name=f"Lê {name}-dongnghiep",
    )
    role = RoleAssignment.objects.get(user=colleague)
    minutes = _minutes(name, unit, head)
    return Staff(
        colleague,
        UserSession.objects.create(
            user=colleague, ip="192.0.2.7", session_key=f"{name}-key", user_agent="x"
        ),
        Authenticator.objects.create(
            user=colleague,
            type=Authenticator.Type.WEBAUTHN,
            data={"name": f"{name}-khoa", "credential": {}},
        ),
        Duty.objects.create(
            assignment=role, kind=DutyKind.values[0], section=living.section
        ),
        _invitation(name, unit, head),
        minutes,
        Suspension.objects.create(
            unit=unit, person=minutes.person, handover=minutes, since=timezone.now()
        ),
        Opening.objects.create(**_opening(name, unit, head)),
        Opening.objects.create(
            **_opening(name, unit, head),
            state=OpeningState.OPEN,
            portal=living.portal,
            decision=f"{name}-quyetdinh",
        ),
    )


def _opening(name: str, unit: Unit, head: User) -> dict[str, Any]:
    return {
        "above": unit,
        "name": f"Xã {name}-mocong",
        "taken_from": f"{name}-mau",
        "typed": {"name": f"{name}-mocong", "email": f"{name}@mocong.example"},
        "created_by": head,
        "changed_by": head,
    }


def _invitation(name: str, unit: Unit, head: User) -> Invitation:
    now = timezone.now()
    return Invitation.objects.create(
        unit=unit,
        email=f"{name}-moi@dinh.example",
        full_name=f"{name}-duocmoi",
        capability=Capability.EDITOR,
        invited_by=head,
        invited_at=now,
        expires_at=now + timedelta(days=3),
        sent_at=now,
    )


def _minutes(name: str, unit: Unit, head: User) -> Handover:
    gone = person_of(unit, username=f"{name}-gone", full_name=f"Võ {name}-nghi")
    party = {"name": gone.full_name, "position": "", "username": gone.username}
    content = {
        "unit": {"name": unit.name, "above": "", "symbol": ""},
        "person": party,
        "made_by": party,
        "successors": [party],
        "roles": [],
        "passed": [],
        "released": [],
    }
    return Handover.objects.create(
        unit=unit,
        person=gone,
        successor=head,
        made_by=head,
        made_at=timezone.now(),
        reason=f"{name}-lydo",
        content=content,
    )
