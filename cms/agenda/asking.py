"""What an address asks the calendar for; what makes no sense is left out."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone

from cms.agenda.permissions import units_looked_at
from cms.agenda.sources import Question
from cms.agenda.states import State
from cms.core.sections import SectionFacts, sections_of
from search.text import sort_key
from sites.directory import directory
from sites.models import Unit

EARLIEST, LATEST = date(1930, 1, 1), date(2190, 12, 31)  # lunar dates are known
UNIT, SECTION, STATE = "cong", "muc", "trang-thai"
FILTERS = (UNIT, SECTION, STATE)


def asked_day(words: str) -> date:
    """Return the day that words name, “2026-11” its first; today for anything else."""
    try:
        day = date.fromisoformat(words if words.count("-") > 1 else f"{words}-01")
    except ValueError:
        return timezone.localdate()
    return day if EARLIEST <= day <= LATEST else timezone.localdate()


class Narrowing:
    """The units of a person, and what the filters leave of them."""

    def __init__(self, user: Any, told: Mapping[str, str]) -> None:
        self.user = user
        self.told = told

    @cached_property
    def all_units(self) -> list[Unit]:
        rows = units_looked_at(self.user).select_related("portal")
        return sorted(rows, key=lambda one: (sort_key(one.short_name), one.pk))

    @cached_property
    def unit(self) -> Unit | None:
        asked = self.told.get(UNIT, "")
        named = [one for one in self.all_units if str(one.pk) == asked]
        only = self.all_units if len(self.all_units) == 1 else []
        return next(iter(named or only), None)

    @property
    def units(self) -> list[Unit]:
        return [self.unit] if self.unit else self.all_units

    @cached_property
    def sections(self) -> list[SectionFacts]:
        """Return the sections of the one portal that is looked at; of several, none."""
        return sections_in(self.unit) if self.unit else []

    @cached_property
    def section(self) -> SectionFacts | None:
        asked = self.told.get(SECTION, "")
        return next((one for one in self.sections if str(one.id) == asked), None)

    @property
    def state(self) -> State | None:
        asked = self.told.get(STATE, "")
        return State(asked) if asked in State.values else None

    @property
    def kept(self) -> dict[str, str]:
        """Return the filters as links between months and weeks keep them."""
        return {name: self.told[name] for name in FILTERS if self.told.get(name)}

    @property
    def kept_query(self) -> str:
        return urlencode(self.kept)

    def question(self, start: date, end: date, **told: Any) -> Question:
        return Question(
            user=self.user,
            units=frozenset(unit.pk for unit in self.units),
            start=start,
            end=end,
            section=self.section.path if self.section else "",
            states=frozenset([self.state] if self.state else State),
            **told,
        )


def sections_in(unit: Unit) -> list[SectionFacts]:
    """Return the live sections of a unit's portal in its default language."""
    found = directory.portal(unit.portal.pk)
    if found is None:
        return []
    return list(sections_of(found, found.default_language.code).values())
