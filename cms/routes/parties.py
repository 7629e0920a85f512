"""Who may speak for a party to a step, now."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
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
    """One way to speak for a party: as a person, or by holding a role for a unit."""

    person_id: int | None = None
    capability: str = ""
    unit_id: int | None = None


@dataclass(frozen=True)
class Standpoint:
    """By what somebody speaks for a party: for which unit, and by which decision."""

    unit: Unit | None
    grounds: str = ""  # of a role that was lent
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
    if party.is_personal:
        roles = roles.filter(delegated_from__isnull=True)
    role = (
        roles.select_related("unit", "delegated_by")
        .order_by("delegated_from", "pk")
        .first()
    )
    if role is None:
        return None
    lender: Any = role.delegated_by
    return Standpoint(role.unit, role.grounds if lender else "", lender)


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
        if not wait.capability:
            continue
        units = Q(unit=wait.unit_id)
        if wait.capability in FROM_ABOVE and wait.unit_id:
            units |= Q(unit__in=Unit.objects.above(wait.unit_id))
        condition |= units & Q(capability=wait.capability)
    return condition


def _by_role(party: StepParty, record: EditorialRecord) -> list[Wait]:
    unit_id = _unit_of(party, record)
    if unit_id is None:
        return []
    names = {
        PartyKind.HEAD: HEADS,
        PartyKind.FIELD: (Capability.FIELD_REVIEWER,),
    }.get(PartyKind(party.kind), tuple(party.capabilities))
    return [Wait(capability=str(name), unit_id=unit_id) for name in names]


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
    """Return the unit for which a person named or charged speaks."""
    roles = RoleAssignment.objects.active().filter(user=user).select_related("unit")
    unit_id = _unit_of(party, record)
    known = {role.unit_id: role.unit for role in roles.order_by("-pk")}
    return Standpoint(known.get(unit_id or 0) or next(iter(known.values()), None))
