"""Who decides at a step, in words: bodies as regulations call them, and people."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import ngettext

from cms.core.models import EditorialRecord
from cms.moderation.selectors import authors_of
from cms.routes.matters import Matter
from cms.routes.models import PartyKind, RouteVersion, StepParty, WhoseUnit
from cms.routes.parties import people_speaking, waits_for
from sites.models import Capability

NAMED = 3  # people named before the rest is counted


@dataclass(frozen=True)
class Stop:
    """One step of a route before it is taken: its name, and who would decide."""

    position: int
    name: str
    bodies: tuple[str, ...]


def body_of(party: StepParty) -> str:
    """Return how the body is called: by its own name, its person, or its role."""
    if party.label:
        return party.label
    if party.kind == PartyKind.PERSON and party.person:
        return str(party.person)
    if party.kind != PartyKind.ROLE:
        return str(PartyKind(party.kind).label)
    roles = ", ".join(str(Capability(name).label) for name in party.capabilities)
    unit = party.unit if party.whose == WhoseUnit.NAMED else None
    return f"{roles} ({unit.short_name or unit.name})" if unit else roles


def stops_of(
    version: RouteVersion, record: EditorialRecord, matter: Matter, page_id: int
) -> list[Stop]:
    """Return the way that an item would go, with the people who could decide today.

    Whoever wrote on it is none of them.
    """
    authors = authors_of(page_id, matter.destination)
    steps = version.steps.prefetch_related("parties__unit", "parties__person")
    return [
        Stop(
            step.position,
            step.name,
            tuple(
                f"{body_of(party)}: "
                + _named(
                    people_speaking(waits_for(party, record, matter)).exclude(
                        pk__in=authors
                    )
                )
                for party in step.parties.all()
            ),
        )
        for step in steps
    ]


def _named(people: "QuerySet[Any]") -> str:
    first = list(people[: NAMED + 1])
    named = ", ".join(map(str, first[:NAMED]))
    if len(first) <= NAMED:
        return named or "–"
    rest = people.count() - NAMED
    words = ngettext(" and %(rest)d other", " and %(rest)d others", rest)
    return named + words % {"rest": rest}
