"""Rows as they are shown and exported: words, bars, links."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, ngettext

from cms.corrections.models import OPEN_STATES
from cms.members.selectors import FORMER
from cms.overview.days import ago
from cms.overview.details import Details, details_of
from cms.overview.drawing import Bar, Line, bar_of, line_of
from cms.overview.freshness import StaleSection
from cms.overview.needs import Need
from cms.overview.rows import FACTS, UnitRow
from cms.overview.states import LOOKS
from sites.columns import moment

FEW = 2  # so many sections and names are told; the rest is a number


@dataclass(frozen=True)
class ShownSection:
    title: str
    since: str
    url: str


@dataclass
class Shown:
    """One row of the table."""

    row: UnitRow
    details: Details

    @property
    def state_label(self) -> str:
        return str(self.row.state.label)

    @property
    def state_look(self) -> str:
        return LOOKS[self.row.state]

    @property
    def is_urgent(self) -> bool:
        return Need.OWNER in self.row.needs or Need.HANDOVER in self.row.needs

    @property
    def languages(self) -> str:
        return ", ".join(self.details.languages)

    @property
    def successors(self) -> str:
        return ", ".join(self.details.successors)

    @property
    def url(self) -> str:
        """Return where the pages of the unit are; empty without a portal."""
        home = self.row.home_id
        return reverse("wagtailadmin_explore", args=[home]) if home else ""

    @property
    def facts(self) -> str:
        return f"{self.row.facts}/{FACTS}"

    @property
    def missing(self) -> str:
        return ", ".join(map(str, self.row.missing))

    @property
    def published_ago(self) -> str:
        silence = self.row.silence
        return _("never") if silence is None else ago(silence)

    @property
    def published_at(self) -> str:
        last = self.row.last_published
        return moment(last) if last else ""

    @cached_property
    def bar(self) -> Bar:
        return bar_of(self.row.recent, self.row.before)

    @cached_property
    def line(self) -> Line:
        return line_of(self.details.weeks)

    @property
    def line_words(self) -> str:
        weeks = self.details.weeks
        return _("12 weeks: at most %(most)d items, %(last)d in the last one") % {
            "most": max(weeks),
            "last": weeks[-1],
        }

    @property
    def sections(self) -> list[ShownSection]:
        return [
            ShownSection(
                section.title,
                since_words(section),
                reverse("wagtailadmin_explore", args=[section.page_id]),
            )
            for section in self.row.stale[:FEW]
        ]

    @property
    def more_sections(self) -> str:
        return _more(len(self.row.stale))

    @property
    def departed(self) -> str:
        return ", ".join(self.row.departed[:FEW])

    @property
    def more_departed(self) -> str:
        return _more(len(self.row.departed))

    @property
    def departed_url(self) -> str:
        query = urlencode({"unit": self.row.pk, "state": FORMER})
        return f"{reverse('members:index')}?{query}"

    @property
    def reports_url(self) -> str:
        states = [("state", state.value) for state in OPEN_STATES]
        query = urlencode([("unit", str(self.row.pk)), *states])
        return f"{reverse('corrections:index')}?{query}"


def since_words(section: StaleSection) -> str:
    """Say how long a section has had nothing new, and what it allows."""
    if section.since is None:
        return _("nothing yet, %(days)d days allowed") % {"days": section.allowed}
    return _("%(since)d days, %(days)d allowed") % {
        "since": section.since,
        "days": section.allowed,
    }


def shown(rows: Sequence[UnitRow], now: datetime | None = None) -> list[Shown]:
    """Return rows with their details; three queries."""
    details = details_of(rows, now or timezone.now())
    return [Shown(row, details[row.pk]) for row in rows]


def _more(number: int) -> str:
    rest = number - FEW
    if rest <= 0:
        return ""
    return ngettext("and %(rest)d more", "and %(rest)d more", rest) % {"rest": rest}
