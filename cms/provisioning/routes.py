"""Routes of approval in a specification, in the terms of ``cms.routes.specs``."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from cms.core.models import ContentForm, DutyKind
from cms.core.models.record import Tier
from cms.provisioning.reading import Cursor
from cms.routes.matters import ELECTION, EMBARGO, FLAGS
from cms.routes.models import Check, Destination, PartyKind, Subject, WhoseUnit
from cms.routes.services import MOST_STEPS
from cms.routes.specs import PartySpec, RouteSpec, StepSpec
from sites.models import Capability

ROUTE = (
    *("name", "subject", "destination", "rank", "grounds", "steps"),
    *("forms", "tiers", "languages", "flags", "sections", "topics"),
)
STEP = ("name", "parties")
PARTY = (
    *("kind", "capabilities", "whose", "unit", "person", "duty", "label"),
    *("is_personal", "checks", "principles", "declares_secrecy"),
)
LAST_RANK = 999


@dataclass(frozen=True)
class RouteRow:
    """A route as written: its sections by address, its topics by name."""

    spec: RouteSpec
    sections: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


def parse_routes(place: Cursor, slugs: Collection[str] | None) -> tuple[RouteRow, ...]:
    """Return the routes written at a place; ``slugs`` are the sections there are."""
    rows = tuple(_route(item, slugs) for item in place.items())
    place.refuse_twins([row.spec.name for row in rows])
    return rows


def _route(place: Cursor, slugs: Collection[str] | None) -> RouteRow:
    place.expect(*ROUTE)
    spec = RouteSpec(
        name=place.at("name").text(required=True, most=150),
        subject=place.at("subject").choice(Subject.values, default=Subject.ITEM),
        destination=place.at("destination").choice(
            Destination.values, default=Destination.PORTAL
        ),
        rank=place.at("rank").number(low=1, high=LAST_RANK, default=10) or 10,
        grounds=place.at("grounds").text(),
        forms=_among(place.at("forms"), ContentForm.values),
        tiers=_among(place.at("tiers"), Tier.values),
        languages=_among(place.at("languages"), dict(settings.LANGUAGES)),
        flags=_among(place.at("flags"), (*FLAGS, EMBARGO, ELECTION)),
        steps=_steps(place.at("steps")),
    )
    topics = tuple(
        item.text(required=True, most=100) for item in place.at("topics").items()
    )
    return RouteRow(spec, _sections(place.at("sections"), slugs), topics)


def _sections(place: Cursor, slugs: Collection[str] | None) -> tuple[str, ...]:
    named = []
    for item in place.items():
        slug = item.text(required=True, most=80)
        if slug and slugs is not None and slug not in slugs:
            item.fault(_("“%(name)s” is none of the sections") % {"name": slug})
        named.append(slug)
    place.refuse_twins(named)
    return tuple(named)


def _steps(place: Cursor) -> tuple[StepSpec, ...]:
    steps = tuple(_step(item) for item in place.items())
    if not 1 <= len(steps) <= MOST_STEPS:
        place.fault(
            _("A route has between 1 and %(most)s steps.") % {"most": MOST_STEPS}
        )
    return steps


def _step(place: Cursor) -> StepSpec:
    place.expect(*STEP)
    parties = tuple(_party(item) for item in place.at("parties").items())
    if not parties:
        place.at("parties").fault(_("names nobody who decides"))
    return StepSpec(place.at("name").text(required=True, most=150), parties)


def _party(place: Cursor) -> PartySpec:
    duty = place.expect(*PARTY).at("duty")
    party = PartySpec(
        kind=place.at("kind").choice(PartyKind.values, default=PartyKind.ROLE),
        capabilities=_among(place.at("capabilities"), Capability.values),
        whose=place.at("whose").choice(WhoseUnit.values, default=WhoseUnit.PORTAL),
        unit=place.at("unit").text(most=80),
        person=place.at("person").text(most=150),
        duty=duty.choice(DutyKind.values) if duty.exists else "",
        label=place.at("label").text(most=150),
        is_personal=_flag(place.at("is_personal")),
        checks=_among(place.at("checks"), Check.values),
        principles=tuple(
            item.text(required=True, most=500)
            for item in place.at("principles").items()
        ),
        declares_secrecy=_flag(place.at("declares_secrecy")),
    )
    for name, words in lacks_of(party):
        place.at(name).fault(words)
    return party


def lacks_of(party: PartySpec) -> Iterable[tuple[str, str]]:
    """Yield what is missing for a party of its kind: the field, and in words."""
    if party.kind == PartyKind.ROLE and not party.capabilities:
        yield "capabilities", _("names no role")
    if party.kind == PartyKind.PERSON and not party.person:
        yield "person", _("is missing")
    if party.kind == PartyKind.DUTY and not party.duty:
        yield "duty", _("is missing")
    if party.whose == WhoseUnit.NAMED and not party.unit:
        yield "unit", _("is missing")


def _among(place: Cursor, choices: Collection[str]) -> tuple[str, ...]:
    named = tuple(item.choice(choices) for item in place.items())
    place.refuse_twins(named)
    return named


def _flag(place: Cursor) -> bool:
    value = place.value
    if value is None or isinstance(value, bool):
        return bool(value)
    place.fault(_("must be true or false"))
    return False
