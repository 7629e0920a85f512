"""What dues are reckoned from: rules, office hours and days of a unit and those above."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Min
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.core.models import EditorialRecord, EventStatus
from cms.deadlines.calendars import Exemption, OfficeCalendar, Timetable
from cms.deadlines.choices import ClockKind, Combination, Start
from cms.deadlines.clocks import (
    ZONE,
    CalendarClock,
    NeverOpenError,
    OfficeClock,
    Span,
)
from cms.deadlines.models import DayOverride, DeadlineRule, DeadlineSetting, Due
from sites.models import OfficeHours, Unit

# Where no unit up to the top has written down its hours.
USUAL_DAY = ((time(7, 30), time(11, 30)), (time(13, 30), time(17)))
# How long after a deadline lists tell of office hours.
TOLD_LATE = timedelta(hours=16)
USUAL = Timetable(dict.fromkeys(range(1, 6), USUAL_DAY))


@dataclass(frozen=True)
class Plan:
    """Until when an item has to have come how far, by one rule."""

    rule: DeadlineRule
    start: datetime
    spans: list[Span]
    after: Sequence[Span] = ()  # office hours behind it, to say how late something is

    @property
    def due_at(self) -> datetime:
        return self.spans[-1].ends

    @property
    def facts(self) -> dict[str, Any]:
        """Return what it was counted with, as it is kept."""
        counted = _written(self.spans)
        later = {"after": _written(self.after)} if self.after else {}
        return {
            "clock": self.rule.clock,
            "amount": self.rule.amount,
            "version": self.rule.version,
            "spans": counted,
            **later,
        }


def _written(spans: Iterable[Span]) -> list[list[str]]:
    return [[span.begins.isoformat(), span.ends.isoformat()] for span in spans]


class Books:
    """The rules and calendars of units, each read once for as many items as there are."""

    def __init__(self) -> None:
        self._lines: dict[int, list[int]] = {}
        self._rules: dict[int, dict[int, list[DeadlineRule]]] = {}
        self._calendars: dict[int, OfficeCalendar] = {}
        self._ways: dict[int, str] = {}

    def line(self, unit_id: int) -> list[int]:
        """Return a unit and those above it, the nearest first."""
        if unit_id not in self._lines:
            self._lines[unit_id] = Unit.objects.line(unit_id)
        return self._lines[unit_id]

    def rules(self, unit_id: int) -> dict[int, list[DeadlineRule]]:
        """Return the rules that may count for a unit, by whose they are."""
        if unit_id not in self._rules:
            found: dict[int, list[DeadlineRule]] = defaultdict(list)
            for rule in DeadlineRule.objects.filter(unit__in=self.line(unit_id)):
                found[rule.unit_id].append(rule)
            self._rules[unit_id] = found
        return self._rules[unit_id]

    def calendar(self, unit_id: int) -> OfficeCalendar:
        if unit_id not in self._calendars:
            line = self.line(unit_id)
            days = exemptions_of(line)
            self._calendars[unit_id] = OfficeCalendar(timetables_of(line)[1], days)
        return self._calendars[unit_id]

    def combination(self, unit_id: int) -> str:
        """Return how several rules combine: as the nearest unit that says so decided."""
        if unit_id not in self._ways:
            self._ways[unit_id] = combination_of(self.line(unit_id))[1]
        return self._ways[unit_id]

    def clock(self, rule: DeadlineRule, unit_id: int) -> CalendarClock | OfficeClock:
        if rule.clock == ClockKind.CALENDAR:
            return CalendarClock()
        return self.calendar(unit_id).clock

    def plan(self, rule: DeadlineRule, unit_id: int, start: datetime) -> Plan | None:
        """Return the plan by a rule; None where the unit has no hours to count."""
        clock = self.clock(rule, unit_id)
        try:
            spans = clock.counted(start, rule.length)
            is_office = rule.clock == ClockKind.OFFICE
            after = clock.counted(spans[-1].ends, TOLD_LATE) if is_office else []
        except NeverOpenError:
            return None
        return Plan(rule, start, spans, after)


def timetables_of(line: list[int]) -> tuple[int | None, list[Timetable]]:
    """Return whose timetables count for a unit, and them; the usual ones for nobody's."""
    weeks: dict[int, dict[date | None, dict[int, list[Any]]]] = {}
    for row in OfficeHours.objects.filter(unit__in=line).order_by("opens"):
        of_unit = weeks.setdefault(row.unit_id, {})
        week = of_unit.setdefault(row.valid_from, defaultdict(list))
        week[row.weekday].append((row.opens, row.closes))
    nearest = next((unit for unit in line if unit in weeks), None)
    if nearest is None:
        return None, [USUAL]
    found = [Timetable(week, since) for since, week in weeks[nearest].items()]
    found.sort(key=lambda one: one.since or date.min)
    before = [USUAL] if found[0].since else []  # until the first that it wrote down
    return nearest, [*before, *found]


def exemptions_of(line: list[int]) -> dict[date, Exemption]:
    """Return the days decided otherwise; the nearest unit's word counts."""
    place = {unit: number for number, unit in enumerate(line)}
    rows = sorted(
        DayOverride.objects.for_units(line),
        key=lambda row: -place.get(row.unit_id or 0, len(line)),
    )
    return {row.day: Exemption(row.is_working, row.decision) for row in rows}


def combination_of(line: list[int]) -> tuple[int | None, str]:
    """Return which unit's setting counts, and what it says."""
    rows = DeadlineSetting.objects.filter(unit__in=line)
    said = {row.unit_id: row.combination for row in rows}
    nearest = next((unit for unit in line if unit in said), None)
    return (nearest, said[nearest]) if nearest else (None, Combination.ALL)


def governing_rules(books: Books, unit_id: int, day: date) -> dict[bool, int]:
    """Return whose rules count on a day: for who writes (False), for the board (True).

    A unit with rules of its own follows only these; others follow the nearest above.
    """
    found: dict[bool, int] = {}
    rules = books.rules(unit_id)
    for unit in books.line(unit_id):
        for rule in rules.get(unit, ()):
            if rule.is_in_force(day):
                found.setdefault(rule.is_board_time, unit)
    return found


def plans_of(record: EditorialRecord, books: Books) -> list[Plan]:
    """Return what the rules for writers ask of an item as it is known now."""
    if not record.form or not books.rules(record.unit_id):
        return []
    starts = Starts(record)
    today = timezone.localdate()
    for unit in books.line(record.unit_id):
        rules = [
            (rule, starts.of(rule.start))
            for rule in books.rules(record.unit_id).get(unit, ())
            if not rule.is_board_time
        ]
        in_force = [
            (rule, start)
            for rule, start in rules
            if rule.is_in_force(_day(start) if start else today)
        ]
        if in_force:
            return list(_planned(record, books, in_force))
    return []


def _day(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()


def _planned(
    record: EditorialRecord,
    books: Books,
    rules: Iterable[tuple[DeadlineRule, datetime | None]],
) -> Iterator[Plan]:
    for rule, start in rules:
        if start is not None and covers(rule, record):
            plan = books.plan(rule, record.unit_id, start)
            if plan is not None:
                yield plan


def board_rules(
    record: EditorialRecord, books: Books, at: datetime
) -> list[DeadlineRule]:
    """Return the rules for the board's own time that cover an item submitted now."""
    day = _day(at)
    whose = governing_rules(books, record.unit_id, day).get(True)
    rules = books.rules(record.unit_id).get(whose or 0, ())
    return [
        rule
        for rule in rules
        if rule.is_board_time and rule.is_in_force(day) and covers(rule, record)
    ]


class Starts:
    """From when an item's time is counted, for each kind of start; asked once."""

    def __init__(self, record: EditorialRecord) -> None:
        self.record = record

    def of(self, kind: str) -> datetime | None:
        if kind == Start.EVENT_END:
            return self.event_end
        if kind == Start.RECEIPT:
            return self.receipt
        return self.record.source_published_at

    @property
    def event_end(self) -> datetime | None:
        """Return the event's end, else midnight after the date shown; none if cancelled."""
        event, shown = self.record.event, self.record.event_date
        if event is not None:
            is_off = event.status == EventStatus.CANCELLED
            return None if is_off else event.ends_at
        if shown is None:
            return None
        return datetime.combine(shown + timedelta(days=1), time(), ZONE)

    @property
    def receipt(self) -> datetime | None:
        versions = Revision.page_revisions.filter(object_id=str(self.record.page_id))
        found: datetime | None = versions.aggregate(first=Min("created_at"))["first"]
        return found


def covers(rule: DeadlineRule, record: EditorialRecord) -> bool:
    """Tell whether all conditions of a rule hold for an item."""
    return (
        (not rule.forms or record.form in rule.forms)
        and record.form not in rule.exempt_forms
        and (not rule.tiers or record.tier in rule.tiers)
        and (not rule.only_important or _is_important(record))
        and (not rule.is_for_sections or _is_in_section(rule, record))
    )


def _is_important(record: EditorialRecord) -> bool:
    return record.event is not None and record.event.is_important


def _is_in_section(rule: DeadlineRule, record: EditorialRecord) -> bool:
    path = Page.objects.filter(pk=record.page_id).values_list("path", flat=True).first()
    sections = rule.sections.values_list("path", flat=True)
    return path is not None and any(map(path.startswith, sections))


def with_next_due(rows: Any, column: str = "pk", key: str = "record") -> Any:
    """Add ``next_due``, to be shown, and ``next_due_at``, to be sorted by; no query more.

    ``column`` of the rows names the editorial record, or by ``key`` the page.
    """
    waiting = Due.objects.next_of(column, key)
    return rows.annotate(next_due=waiting.told(), next_due_at=waiting.moment())
