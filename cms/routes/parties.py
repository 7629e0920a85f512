"""Who may speak for a party to a step, now."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import F, Q, QuerySet
from wagtail.models import Page

from cms.core.models import Duty, DutyKind, EditorialRecord
from cms.routes.matters import Matter
from cms.routes.models import PartyKind, StepParty, WhoseUnit
from cms.users.models import User
from sites.models import Capability, RoleAssignment, Unit
from sites.permissions import FROM_ABOVE

HEADS = (Capability.HEAD_OF_UNIT,)
BY_SUBJECT = (PartyKind.DUTY, PartyKind.FIELD)


@dataclass(frozen=True)
class Wait:
    """One way to speak for a party: as a person, or by holding a role for a unit.

    ``is_personal``: not by a role that was lent.
    """

    person_id: int | None = None
    capability: str = ""
    unit_id: int | None = None
    is_personal: bool = False


@dataclass(frozen=True)
class Standpoint:
    """By what somebody speaks for a party: for which unit, and by which decision."""

    unit: Unit | None
    grounds: str = ""  # the decision by which a deputy acts
    lender: User | None = None


def waits_for(party: StepParty, record: EditorialRecord, matter: Matter) -> list[Wait]:
    """Return the ways to speak for a party; empty if nobody can."""
    if party.kind in BY_SUBJECT:
        charged = [Wait(person_id=key) for key in _charged(party, record, matter)]
        return charged or _by_role(party, record)
    return standing_waits(party, record)


def standing_waits(party: StepParty, record: EditorialRecord) -> list[Wait]:
    """Return the ways that can be told whatever the item is about; asks nothing."""
    if party.kind == PartyKind.PERSON:
        return [Wait(person_id=party.person_id)]
    if party.kind == PartyKind.LIABLE:
        key = record.liable_person_id
        return [Wait(person_id=key)] if key else []
    return [] if party.kind in BY_SUBJECT else _by_role(party, record)


def standpoint_of(
    user: Any, party: StepParty, record: EditorialRecord, matter: Matter
) -> Standpoint | None:
    """Return by what a person speaks for a party now; None if they don't.

    Asked anew at every decision: a role may have ended since the item came.
    """
    if not user.is_active:
        return None
    waits = waits_for(party, record, matter)
    if any(wait.person_id == user.pk for wait in waits):
        return _personal(user, party, record)
    roles = RoleAssignment.objects.active().filter(user=user).filter(_held(waits))
    role = (
        roles.select_related("unit", "delegated_by")
        .order_by(F("delegated_from").asc(nulls_first=True), "pk")
        .first()
    )
    return _by(role, party) if role else None


def people_speaking(waits: Iterable[Wait]) -> "QuerySet[Any]":
    """Return everybody who can speak in one of the ways now."""
    listed = list(waits)
    persons = [wait.person_id for wait in listed if wait.person_id]
    roles = RoleAssignment.objects.active().filter(_held(listed))
    return get_user_model().objects.filter(
        Q(pk__in=persons) | Q(pk__in=roles.values("user")), is_active=True
    )


def _held(waits: Iterable[Wait]) -> Q:
    """Return the condition that a role is one of those waited for.

    What is held for a unit above counts where it does so at all.
    """
    condition = Q(pk__in=[])
    for wait in waits:
        units = Q(unit=wait.unit_id)
        if wait.capability in FROM_ABOVE and wait.unit_id:
            units |= Q(unit__in=Unit.objects.above(wait.unit_id))
        held = units & Q(capability=wait.capability)
        if wait.is_personal:
            held &= Q(delegated_from__isnull=True)
        condition |= held
    return condition


def _by_role(party: StepParty, record: EditorialRecord) -> list[Wait]:
    unit_id = _unit_of(party, record)
    if unit_id is None:
        return []
    names = {
        PartyKind.HEAD: HEADS,
        PartyKind.FIELD: (Capability.FIELD_REVIEWER,),
    }.get(PartyKind(party.kind), tuple(party.capabilities))
    return [
        Wait(capability=str(name), unit_id=unit_id, is_personal=party.is_personal)
        for name in names
    ]


def _unit_of(party: StepParty, record: EditorialRecord) -> int | None:
    if party.whose == WhoseUnit.NAMED:
        return party.unit_id
    if party.whose == WhoseUnit.LIABLE:
        return record.liable_unit_id or record.unit_id
    if party.whose == WhoseUnit.ABOVE:
        above: int | None = record.unit.parent_id
        return above
    return record.unit_id


def _charged(
    party: StepParty, record: EditorialRecord, matter: Matter
) -> "QuerySet[Any]":
    """Return the keys of people charged with the item's topic or section.

    For a field reviewer the topic decides, whichever unit it is of: the room that knows
    the field may be another unit's (ROLE-06, S2). For other duties somebody charged with
    everything in the portal's unit counts as well (ROLE-15).
    """
    duties = Duty.objects.in_force()
    if party.kind == PartyKind.FIELD:
        duties = duties.filter(
            kind=DutyKind.REVIEW,
            topic__in=matter.topics,
            assignment__capability=Capability.FIELD_REVIEWER,
        )
    else:
        duties = duties.filter(
            _about(matter), kind=party.duty, assignment__unit=_unit_of(party, record)
        )
    if party.is_personal:
        duties = duties.filter(assignment__delegated_from__isnull=True)
    keys = duties.values_list("assignment__user", flat=True)
    return keys.distinct().order_by("assignment__user")


def _about(matter: Matter) -> Q:
    steps = range(Page.steplen, len(matter.path), Page.steplen)
    above = Page.objects.filter(path__in=[matter.path[:end] for end in steps])
    everything = Q(section__isnull=True, topic__isnull=True)
    return everything | Q(topic__in=matter.topics) | Q(section__in=above.values("pk"))


def _personal(user: Any, party: StepParty, record: EditorialRecord) -> Standpoint:
    """Return the unit for which a person named or charged speaks.

    The one the step asks for, if they serve it; a field reviewer speaks for the room
    whose field it is. A role of their own goes before one that was lent.
    """
    roles = RoleAssignment.objects.active().filter(user=user)
    unit_id = _unit_of(party, record)

    def least(role: RoleAssignment) -> tuple[bool, bool, bool, int]:
        is_field = role.capability == Capability.FIELD_REVIEWER
        return (
            party.kind == PartyKind.FIELD and not is_field,
            role.unit_id != unit_id,
            role.delegated_from_id is not None,
            -role.pk,
        )

    found = sorted(roles.select_related("unit", "delegated_by"), key=least)
    return _by(found[0], party) if found else Standpoint(None)


def _by(role: RoleAssignment, party: StepParty) -> Standpoint:
    """Return the standpoint a role gives; whoever acts for a head says by what."""
    lender: Any = role.delegated_by
    is_deputy = lender is not None or party.kind == PartyKind.HEAD
    return Standpoint(role.unit, role.grounds if is_deputy else "", lender)
