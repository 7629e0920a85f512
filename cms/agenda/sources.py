"""Where entries come from: plans, cases on their way, cases approved, records.

Each source is one query, whatever the number of units and items: it reads the first rows
of each day and, in every row, how many the day has.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import Coalesce, RowNumber, TruncDate
from django.utils import timezone
from wagtail.models import Page

from cms.agenda.entries import Entry
from cms.agenda.permissions import units_planned
from cms.agenda.states import State
from cms.core.models import EditorialRecord
from cms.deadlines.selectors import with_next_due
from cms.moderation.models import Case, Decision
from cms.planning.models import Assignment
from cms.routes.models import Destination, Subject


@dataclass(frozen=True)
class Question:
    """Whose calendar, for which units and days, narrowed to what.

    ``section`` is a path in the page tree; empty asks for all. Of each day the rows after
    ``skipped`` and up to ``most`` are read.
    """

    user: Any
    units: frozenset[int]
    start: date
    end: date
    section: str = ""
    states: frozenset[State] = field(default_factory=lambda: frozenset(State))
    most: int = 4
    skipped: int = 0

    @property
    def first(self) -> datetime:
        return _midnight(self.start)

    @property
    def last(self) -> datetime:
        return _midnight(self.end + timedelta(1))


Row = tuple[Entry, int]  # the entry, and how many its source has that day


def rows_of(question: Question) -> Iterator[Row]:
    """Yield the first entries of each day, with how many of their state it has."""
    for state, source in SOURCES.items():
        if state in question.states:
            yield from source(question)


def planned(question: Question) -> Iterator[Row]:
    """Yield what is to be written and is on no way to readers yet."""
    on_the_way = Case.objects.filter(
        record=OuterRef("record"), state__in=("running", "approved")
    )
    rows = (
        Assignment.objects.visible_to(question.user)
        .open()
        .due_between(question.start, question.end)
        .filter(~Exists(on_the_way), record__first_published_at__isnull=True)
        .annotate(day=F("due_on"), moment=F("due_time"))
    )
    movable, today = units_planned(question.user), timezone.localdate()
    if question.section:
        rows = rows.filter(section__path__startswith=question.section)
    for row in _first_of_days(rows, question, "title"):
        may_move = movable is None or row["unit"] in movable
        late = row["day"] < today
        yield _entry(State.PLANNED, row, "title", is_late=late, may_move=may_move)


def submitted(question: Question) -> Iterator[Row]:
    """Yield what waits for a decision: on its deadline, else on the day of its event."""
    cases = _cases(question).filter(state="running")
    rows = with_next_due(cases, "record").annotate(
        moment=F("next_due_at"),
        day=Coalesce(
            TruncDate("next_due_at"),
            TruncDate("record__event__ends_at"),
            "record__event_date",
            TruncDate("submitted_at"),
        ),
    )
    rows, now = rows.filter(day__range=(question.start, question.end)), timezone.now()
    for row in _first_of_days(rows, question, "record__title"):
        due = row["moment"]
        late = due is not None and due < now
        yield _entry(State.SUBMITTED, row, "record__title", due=due, is_late=late)


def scheduled(question: Question) -> Iterator[Row]:
    """Yield what is approved and waits for its hour."""
    spoke = Decision.objects.filter(
        case=OuterRef("pk"),
        round=OuterRef("round"),
        person=question.user.pk,
        is_void=False,
    )
    mine = Q(submitted_by=question.user.pk) | Exists(spoke)
    rows = (
        _cases(question)
        .filter(state="approved")
        .filter(release_at__gte=question.first, release_at__lt=question.last)
        .annotate(
            day=TruncDate("release_at"),
            moment=F("release_at"),
            is_mine=mine & Q(bundle__isnull=True),
        )
    )
    for row in _first_of_days(rows, question, "record__title", "is_mine"):
        may_move = row["is_mine"]
        yield _entry(State.SCHEDULED, row, "record__title", may_move=may_move)


def published(question: Question) -> Iterator[Row]:
    """Yield what readers got for the first time."""
    rows = (
        EditorialRecord.objects.visible_to(question.user)
        .items()
        .filter(
            first_published_at__gte=question.first,
            first_published_at__lt=question.last,
        )
        .annotate(day=TruncDate("first_published_at"), moment=F("first_published_at"))
    )
    if question.section:
        pages = Page.objects.filter(path__startswith=question.section)
        rows = rows.filter(page_id__in=pages.values("pk"))
    for row in _first_of_days(rows, question, "title"):
        yield _entry(State.PUBLISHED, row, "title")


SOURCES = {
    State.PUBLISHED: published,
    State.SCHEDULED: scheduled,
    State.SUBMITTED: submitted,
    State.PLANNED: planned,
}


def _cases(question: Question) -> "QuerySet[Case]":
    rows: QuerySet[Case] = Case.objects.visible_to(question.user).filter(
        destination=Destination.PORTAL, subject=Subject.ITEM
    )
    if question.section:
        rows = rows.filter(page__path__startswith=question.section)
    return rows


def _first_of_days(
    rows: "QuerySet[Any]", question: Question, *columns: str
) -> Iterator[dict[str, Any]]:
    days = [F("day")]
    order = [F("moment").asc(nulls_last=True), F("pk").asc()]
    counted = rows.filter(unit__in=question.units).annotate(
        place=Window(RowNumber(), partition_by=days, order_by=order),
        whole=Window(Count("pk"), partition_by=days),
    )
    shown = counted.filter(place__gt=question.skipped, place__lte=question.most)
    facts = ("pk", "day", "moment", "whole", "unit", "unit__short_name")
    yield from shown.order_by("day", "place").values(*facts, *columns)


def _entry(state: State, row: dict[str, Any], title: str, **told: Any) -> Row:
    entry = Entry(
        state=state,
        key=row["pk"],
        day=row["day"],
        title=row[title],
        unit=row["unit__short_name"],
        moment=row["moment"],
        **told,
    )
    return entry, row["whole"]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
