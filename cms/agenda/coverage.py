"""Which sections got something in which week, and which got nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Left, Length, TruncWeek
from django.utils import timezone
from wagtail.models import Page

from cms.agenda.asking import sections_in
from cms.agenda.grid import WEEK, week_of
from cms.core.models import EditorialRecord
from cms.core.sections import SectionFacts
from cms.planning.models import Assignment
from sites.models import Unit

WEEKS, AHEAD = 8, 3  # this week is the fifth of eight


@dataclass(frozen=True)
class Cell:
    monday: date
    published: int
    planned: int

    @property
    def is_empty(self) -> bool:
        return not (self.published or self.planned)


@dataclass(frozen=True)
class Line:
    """One section of a portal, week by week."""

    unit: Unit
    section: SectionFacts
    cells: list[Cell]

    @property
    def empty_weeks(self) -> int:
        return sum(cell.is_empty for cell in self.cells)


def mondays(today: date) -> list[date]:
    """Return the Mondays of eight weeks: four before this one, three after."""
    last = week_of(today)[0] + timedelta(AHEAD * WEEK)
    return [last - timedelta(back * WEEK) for back in range(WEEKS - 1, -1, -1)]


def coverage_of(user: Any, units: Iterable[Unit], weeks: list[date]) -> list[Line]:
    """Return a line for each live section of the units. Two queries."""
    found = [(unit, one) for unit in units for one in sections_in(unit)]
    paths = [section.path for _unit, section in found]
    keys = [unit.pk for unit in units]
    out = _published(user, keys, weeks, paths)
    due = _planned(user, keys, weeks, paths)
    return [
        Line(
            unit,
            section,
            [
                Cell(day, out[section.path][day], due[section.path][day])
                for day in weeks
            ],
        )
        for unit, section in found
    ]


Counts = defaultdict[str, Counter[date]]


def _published(
    user: Any, units: list[int], weeks: list[date], paths: list[str]
) -> Counts:
    page = Page.objects.filter(pk=OuterRef("page_id")).values("path")[:1]
    rows = (
        EditorialRecord.objects.visible_to(user)
        .items()
        .filter(unit__in=units)
        .filter(first_published_at__gte=_midnight(weeks[0]))
        .filter(first_published_at__lt=_midnight(weeks[-1] + timedelta(WEEK)))
        .annotate(path=Subquery(page))
        .annotate(place=Left("path", Length("path") - Page.steplen))
        .annotate(week=TruncWeek("first_published_at"))
        .values_list("place", "week")
        .annotate(number=Count("pk"))
        .order_by()
    )
    found: Counts = defaultdict(Counter)
    for place, week, number in rows:
        day = timezone.localtime(week).date()
        found[_innermost(place or "", paths)][day] += number
    return found


def _planned(
    user: Any, units: list[int], weeks: list[date], paths: list[str]
) -> Counts:
    last = weeks[-1] + timedelta(WEEK - 1)
    rows = (
        Assignment.objects.visible_to(user)
        .open()
        .filter(unit__in=units, section__isnull=False)
        .due_between(weeks[0], last)
        .values_list("section__path", "due_on")
        .annotate(number=Count("pk"))
        .order_by()
    )
    found: Counts = defaultdict(Counter)
    for place, day, number in rows:
        found[_innermost(place, paths)][week_of(day)[0]] += number
    return found


def _innermost(place: str, paths: Iterable[str]) -> str:
    """Return the path of the section that a place lies in; empty for none of them."""
    return max((path for path in paths if place.startswith(path)), key=len, default="")


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
