"""The unit part of a specification."""

import re
from collections.abc import Iterator
from datetime import date, time
from itertools import pairwise

from django.core.validators import validate_slug
from django.utils.translation import gettext as _

from cms.provisioning.reading import Cursor
from cms.provisioning.spec import HoursSpec, SuccessionSpec, UnitSpec
from sites.models import Regime, SuccessionKind, UnitKind

ABOVE = (
    "code", "name", "short_name", "symbol", "ma_dinh_danh", "kind", "regime", "parent",
    "valid_from", "valid_to", "office_hours",
)  # fmt: skip
UNIT = (*ABOVE, "successors")
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
DAYS = {"mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7}


def parse_unit(place: Cursor, keys: tuple[str, ...] = UNIT) -> UnitSpec:
    place.expect(*keys)
    code = place.at("code")
    unit = UnitSpec(
        code=code.checked(validate_slug, code.text(required=True, most=80)),
        name=place.at("name").text(required=True),
        short_name=place.at("short_name").text(required=True, most=100),
        symbol=place.at("symbol").text(most=40),
        ma_dinh_danh=place.at("ma_dinh_danh").text(most=35),
        kind=place.at("kind").choice(UnitKind.values),
        regime=place.at("regime").choice(Regime.values, default=Regime.STATE),
        parent=place.at("parent").text(most=80),
        valid_from=place.at("valid_from").day(),
        valid_to=place.at("valid_to").day(),
        office_hours=_office_hours(place.at("office_hours")),
        successions=_successions(place.at("successors"), code.text()),
    )
    if unit.valid_from and unit.valid_to and unit.valid_to < unit.valid_from:
        place.at("valid_to").fault(_("A unit can't end before it begins."))
    if unit.parent and unit.parent == unit.code:
        place.at("parent").fault(_("A unit can't be its own parent."))
    return unit


def _office_hours(place: Cursor) -> tuple[HoursSpec, ...]:
    hours = [entry for item in place.items() for entry in _stretches(item)]
    hours.sort(key=lambda entry: (entry.weekday, entry.opens))
    for earlier, later in pairwise(hours):
        if earlier.weekday == later.weekday and later.opens < earlier.closes:
            place.fault(_("Two stretches of one day overlap."))
    return tuple(hours)


def _stretches(place: Cursor) -> Iterator[HoursSpec]:
    """Yield one stretch per day named."""
    place.expect("days", "from", "to")
    opens, closes = _clock(place.at("from")), _clock(place.at("to"))
    days = [day.choice(DAYS) for day in place.at("days").items()]
    if not days:
        place.at("days").fault(_("names no day"))
    if opens is None or closes is None:
        return
    if opens >= closes:
        place.fault(_("Opening time must be before closing time."))
    for day in days:
        if day in DAYS:
            yield HoursSpec(DAYS[day], opens, closes)


def _clock(place: Cursor) -> time | None:
    written = place.text(required=True)
    if CLOCK.fullmatch(written):
        return time.fromisoformat(written)
    if written:
        place.fault(_("must be a time like 07:30"))
    return None


def _successions(place: Cursor, code: str) -> tuple[SuccessionSpec, ...]:
    successions = tuple(_succession(item, code) for item in place.items())
    place.refuse_twins([succession.unit for succession in successions])
    return successions


def _succession(place: Cursor, code: str) -> SuccessionSpec:
    place.expect("unit", "kind", "decision", "decided_on", "effective_on")
    unit, effective = place.at("unit"), place.at("effective_on")
    if code and unit.text() == code:
        unit.fault(_("A unit can't succeed itself."))
    if not effective.exists:
        effective.fault(_("is missing"))
    return SuccessionSpec(
        unit=unit.text(required=True, most=80),
        kind=place.at("kind").choice(SuccessionKind.values),
        decision=place.at("decision").text(),
        decided_on=place.at("decided_on").day(),
        effective_on=effective.day() or date.min,
    )
