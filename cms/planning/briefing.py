"""“In giao ban”: what a Monday meeting wants to know of a week, on one page.

Figures count everything; lists show the first of it and say how much is left out.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db.models import F, QuerySet, Window
from django.db.models.aggregates import Count
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from cms.core.models import EditorialRecord
from cms.deadlines.models import Due
from cms.moderation.models import Case, CaseState
from cms.planning.models import Assignment
from cms.planning.weeks import Week

ROOM = 28  # rows of all lists together: more do not fit on a page of A4
LONGEST = 96  # letters of a title, so that each row is one line on paper


@dataclass(frozen=True)
class Row:
    """One line of a list: what, by whom, when."""

    title: str
    who: str = ""
    when: date | datetime | None = None
    unit: str = ""

    @property
    def short(self) -> str:
        if len(self.title) <= LONGEST:
            return self.title
        return self.title[: LONGEST - 1].rstrip() + "…"


@dataclass(frozen=True)
class Part:
    """One list, and how many there are in all."""

    name: str
    label: str | Promise
    rows: list[Row]
    total: int

    @property
    def left_out(self) -> int:
        return self.total - len(self.rows)


@dataclass(frozen=True)
class Brief:
    week: Week
    parts: list[Part]

    @property
    def totals(self) -> dict[str, int]:
        return {part.name: part.total for part in self.parts}


def brief_of(
    user: AbstractUser, units: Collection[int], week: Week, now: datetime | None = None
) -> Brief:
    """Return what a person may know of the units' week and of the one before it.

    One query a list, however many units and rows there are.
    """
    moment = now or timezone.now()
    today = timezone.localdate(moment)
    planned = Assignment.objects.visible_to(user).filter(unit__in=units).for_lists()
    parts = [
        *_late(user, units, week, moment),
        _returned(user, units, week),
        _published(user, units, week),
        _planned(planned, week),
        _unassigned(planned, today),
    ]
    shares = allotted([part.total for part in parts])
    return Brief(
        week,
        [
            replace(part, rows=part.rows[:share])
            for part, share in zip(parts, shares, strict=True)
        ],
    )


def allotted(totals: Sequence[int], room: int = ROOM) -> list[int]:
    """Share the rows of a page among lists: row by row, until all have theirs."""
    shares = [0] * len(totals)
    while room and shares != list(totals):
        for place, total in enumerate(totals):
            if room and shares[place] < total:
                shares[place] += 1
                room -= 1
    return shares


def _late(
    user: AbstractUser, units: Collection[int], week: Week, moment: datetime
) -> list[Part]:
    """Return what is overdue now, or came too late in the week before: items and plans."""
    since, until = week.before.moments
    dues = Due.objects.visible_to(user).filter(record__unit__in=units)
    waiting = dues.overdue(moment)
    came = dues.late().filter(stopped_at__gte=since, stopped_at__lt=until)
    rows = (waiting | came).select_related("record__unit", "record__liable_person")
    day = timezone.localdate(moment)
    owed = Assignment.objects.visible_to(user).filter(unit__in=units).overdue(day)
    return [
        _part(
            "late",
            _("Items past their deadline"),
            rows.order_by("due_at", "pk"),
            lambda due: Row(
                due.record.title,
                str(due.record.liable_person or ""),
                due.due_at,
                due.record.unit.short_name,
            ),
        ),
        _part(
            "owed",
            _("Assignments past their day"),
            owed.for_lists().order_by("due_on", "pk"),
            _of_assignment,
        ),
    ]


def _returned(user: AbstractUser, units: Collection[int], week: Week) -> Part:
    """Return what stands with its author: returned, and not submitted again."""
    rows = Case.objects.visible_to(user).filter(
        unit__in=units, state=CaseState.RETURNED, step_since__lt=week.moments[1]
    )
    return _part(
        "returned",
        pgettext_lazy("list of a meeting", "Returned"),
        rows.select_related("record", "submitted_by", "unit").order_by(
            "-step_since", "pk"
        ),
        lambda case: Row(
            case.record.title,
            str(case.submitted_by),
            case.step_since,
            case.unit.short_name,
        ),
    )


def _published(user: AbstractUser, units: Collection[int], week: Week) -> Part:
    since, until = week.before.moments
    rows = EditorialRecord.objects.visible_to(user).items()
    out = rows.filter(
        unit__in=units, first_published_at__gte=since, first_published_at__lt=until
    )
    return _part(
        "published",
        _("Published last week"),
        out.select_related("unit").order_by("-first_published_at", "pk"),
        lambda record: Row(
            record.title,
            record.byline,
            record.first_published_at,
            record.unit.short_name,
        ),
    )


def _planned(rows: Any, week: Week) -> Part:
    due = rows.open().due_between(week.monday, week.sunday)
    return _part("planned", _("Planned this week"), due, _of_assignment)


def _unassigned(rows: Any, today: date) -> Part:
    """Return what nobody has, from what is due first on; four weeks ahead."""
    soon = rows.unassigned().filter(due_on__lte=today + timedelta(days=28))
    return _part("unassigned", _("Nobody has it yet"), soon, _of_assignment)


def _of_assignment(row: Assignment) -> Row:
    who = str(row.person or row.room)
    return Row(row.title, who, row.due_on, row.unit.short_name)


def _part(name: str, label: str | Promise, rows: "QuerySet[Any]", row: Any) -> Part:
    """Read the first rows, and with them how many there are."""
    counted = rows.annotate(in_all=Window(Count(F("pk"))))
    found = list(counted[:ROOM])
    return Part(
        name, label, [row(one) for one in found], found[0].in_all if found else 0
    )
