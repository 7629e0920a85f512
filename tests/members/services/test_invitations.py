"""Invitations: who sends them, what becomes of a link, and what never does."""

from datetime import timedelta
from smtplib import SMTPException
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from cms.accounts.models import AccountState
from cms.accounts.services import disable_account
from cms.audit.kinds import Kind
from cms.audit.models import SecurityEntry
from cms.members.letters import invitation_by, link_to, token_of
from cms.members.models import Invitation, InvitationState
from cms.members.services.invitations import (
    PER_DAY,
    InvitationSpentError,
    accept_as_member,
    accept_as_newcomer,
    invite,
    invite_again,
    withdraw_invitation,
)
from cms.members.services.suspension import Succession, suspend
from cms.users.models import User
from sites.models import Capability, RoleAssignment
from sites.services import end_role
from tests.members.conftest import Staff

pytestmark = pytest.mark.django_db

EMAIL = "minh.tam@dinh.example"


def send(staff: Staff, **facts: Any) -> Invitation:
    wanted: dict[str, Any] = {
        "actor": staff.admin,
        "unit": staff.unit,
        "email": EMAIL,
        "full_name": "Trần Minh Tâm",
        "position": "Biên tập viên",
        "capability": Capability.EDITOR,
    }
    return invite(**{**wanted, **facts})


def come(invitation: Invitation) -> User:
    return accept_as_newcomer(
        invitation=invitation, full_name="Trần Minh Tâm", password="Sân-Đình-2026-ok"
    )


def test_a_letter_goes_out_with_a_link_that_opens(
    staff: Staff, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        invitation = send(staff)
    (letter,) = mail.outbox
    assert letter.to == [EMAIL]
    assert link_to(invitation) in letter.body
    assert staff.unit.short_name in letter.subject
    assert "Trần Minh Tâm" in letter.body
    assert invitation_by(token_of(invitation)) == invitation
    invitation.refresh_from_db()
    assert invitation.sent_at is not None
    entry = SecurityEntry.objects.get(kind=Kind.INVITED)
    assert (entry.actor_id, entry.facts["email"]) == (staff.admin.pk, EMAIL)


def test_a_mail_server_that_refuses_loses_no_invitation(
    staff: Staff,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    def refuse(self: Any, messages: Any) -> None:
        raise SMTPException

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        invitation = send(staff)
    assert Invitation.objects.get(pk=invitation.pk).sent_at is None
    assert "could not be sent" in caplog.text


def test_whoever_accepts_gets_account_and_role(staff: Staff) -> None:
    invitation = send(staff)
    user = come(invitation)
    assert (user.username, user.email, user.position) == (EMAIL, EMAIL, "Biên tập viên")
    assert user.check_password("Sân-Đình-2026-ok")
    assert not AccountState.objects.get(user=user).password_is_given
    role = RoleAssignment.objects.get(user=user)
    assert (role.unit, role.capability, role.valid_to) == (staff.unit, "editor", None)
    invitation.refresh_from_db()
    assert (invitation.state, invitation.accepted_by) == (
        InvitationState.ACCEPTED,
        user,
    )
    kinds = set(SecurityEntry.objects.values_list("kind", flat=True))
    assert {Kind.ACCOUNT_CREATED, Kind.INVITATION_ACCEPTED} <= kinds


def test_a_member_elsewhere_keeps_the_account(staff: Staff) -> None:
    invitation = send(staff, email=staff.stranger.email)
    accept_as_member(invitation=invitation, user=staff.stranger)
    roles = RoleAssignment.objects.filter(user=staff.stranger)
    assert set(roles.values_list("unit", "capability")) == {
        (staff.unit.pk, "editor"),
        (staff.other.unit.pk, "unit_admin"),
    }


def expire(staff: Staff, invitation: Invitation) -> None:
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))


def use(staff: Staff, invitation: Invitation) -> None:
    accept_as_member(invitation=invitation, user=staff.second)


def take_back(staff: Staff, invitation: Invitation) -> None:
    withdraw_invitation(actor=staff.second, invitation=invitation)


def send_again(staff: Staff, invitation: Invitation) -> None:
    invite_again(actor=staff.admin, invitation=invitation)


def end_the_sender(staff: Staff, invitation: Invitation) -> None:
    end_role(assignment=staff.role(staff.admin))


def close_the_sender(staff: Staff, invitation: Invitation) -> None:
    disable_account(user=staff.admin, reason="test")


@pytest.mark.parametrize(
    ("what", "state"),
    [
        (expire, InvitationState.EXPIRED),
        (use, InvitationState.ACCEPTED),
        (take_back, InvitationState.WITHDRAWN),
        (send_again, InvitationState.WITHDRAWN),
        (end_the_sender, InvitationState.WITHDRAWN),
        (close_the_sender, InvitationState.WITHDRAWN),
    ],
)
def test_a_link_that_leads_nowhere_gives_nothing(
    staff: Staff, what: Any, state: InvitationState
) -> None:
    invitation = send(staff)
    stale = Invitation.objects.get()
    what(staff, invitation)
    roles = RoleAssignment.objects.count()
    with pytest.raises(InvitationSpentError) as spent:
        come(stale)
    assert spent.value.state == state
    assert not User.objects.filter(email=EMAIL).exists()
    assert RoleAssignment.objects.count() == roles


def test_sent_again_it_is_another_link(staff: Staff) -> None:
    invitation = send(staff)
    old = token_of(invitation)
    again = invite_again(actor=staff.second, invitation=invitation)
    assert invitation_by(old) is None
    found = invitation_by(token_of(again))
    assert found is not None
    assert found.invited_by == staff.second
    assert come(found).email == EMAIL


@pytest.mark.parametrize(
    "facts",
    [
        {"capability": Capability.STANDING_OFFICE},
        {"actor": "stranger"},
        {"actor": "editor"},
        {"actor": "auditor"},
    ],
)
def test_what_is_refused_sends_nothing(staff: Staff, facts: dict[str, Any]) -> None:
    if "actor" in facts:
        facts = {"actor": getattr(staff, facts["actor"])}
    with pytest.raises(ValidationError):
        send(staff, **facts)
    assert not Invitation.objects.exists()
    assert not SecurityEntry.objects.exists()


def test_one_invitation_at_a_time_and_not_thousands(staff: Staff) -> None:
    send(staff)
    with pytest.raises(ValidationError):
        send(staff, email=EMAIL.upper())
    now = timezone.now()
    Invitation.objects.bulk_create(
        Invitation(
            unit=staff.unit,
            email=f"{number}@dinh.example",
            full_name="Ai Đó",
            capability="editor",
            invited_by=staff.admin,
            invited_at=now,
            expires_at=now + timedelta(days=7),
        )
        for number in range(PER_DAY)
    )
    with pytest.raises(ValidationError):
        send(staff, email="them@dinh.example")
    assert Invitation.objects.count() == PER_DAY + 1


@pytest.mark.parametrize("who", ["stranger", "editor", "auditor"])
def test_others_touch_no_invitation(staff: Staff, who: str) -> None:
    invitation = send(staff)
    for act in (invite_again, withdraw_invitation):
        with pytest.raises(ValidationError):
            act(actor=getattr(staff, who), invitation=invitation)
    found = Invitation.objects.get()
    assert (found.nonce, found.withdrawn_at) == (invitation.nonce, None)


def test_a_foreign_signature_opens_nothing(staff: Staff) -> None:
    token = token_of(send(staff))
    key, rest = token.split(":", 1)
    for forged in ("", "a", token[:-2], f"{key}x:{rest}", token.swapcase()):
        assert invitation_by(forged) is None


def test_a_suspended_person_who_is_invited_back_works_again(staff: Staff) -> None:
    suspend(
        actor=staff.admin,
        person=staff.editor,
        unit=staff.unit,
        succession=Succession(staff.second),
        reason="Nghỉ",
    )
    invitation = send(staff, email=staff.editor.email)
    User.objects.filter(pk=staff.editor.pk).update(is_active=True)
    accept_as_member(invitation=invitation, user=staff.editor)
    assert not staff.editor.suspensions.in_force().exists()
    assert RoleAssignment.objects.active().filter(user=staff.editor).count() == 1
