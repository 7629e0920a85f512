"""Days, weeks and months of the calendar, filled."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst

from cms.agenda.entries import Entry
from cms.agenda.sources import Question, Row, rows_of
from cms.agenda.states import ORDER, State
from cms.almanac.falling import Falling
from cms.almanac.lunar import LunarDate, lunar_of
from cms.almanac.selectors import occasions_between
from cms.almanac.words import day_words, mark_words, short_words

WEEK = 7


@dataclass
class Day:
    """One day as a cell shows it; ``whole`` is how many entries it has, shown or not."""

    date: date
    is_out: bool = False  # of the month before or after
    occasions: list[Falling] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    whole: Counter[State] = field(default_factory=Counter)

    @property
    def lunar(self) -> LunarDate:
        return lunar_of(self.date)

    @property
    def lunar_words(self) -> str:
        return short_words(self.lunar)

    @property
    def lunar_long(self) -> str:
        return day_words(self.lunar)

    @property
    def mark(self) -> str:
        """Return “mồng một” or “rằm” where it is that day."""
        return mark_words(self.lunar)

    @property
    def is_today(self) -> bool:
        return self.date == timezone.localdate()

    @property
    def is_empty(self) -> bool:
        return not self.occasions and not self.whole

    @property
    def name(self) -> str:
        """Return “Thứ Năm, 19/11”."""
        return f"{capfirst(date_format(self.date, 'l'))}, {self.date:%d/%m}"

    @property
    def more(self) -> int:
        return self.whole.total() - len(self.entries)

    @property
    def url(self) -> str:
        return reverse("agenda:day", args=[self.date.isoformat()])


@dataclass(frozen=True)
class Calendar:
    days: list[Day]

    @property
    def weeks(self) -> list[list[Day]]:
        return [self.days[at : at + WEEK] for at in range(0, len(self.days), WEEK)]

    @property
    def counts(self) -> Counter[State]:
        """Return how many entries the days have by state; not those of other months."""
        counted: Counter[State] = Counter()
        for day in self.days:
            if not day.is_out:
                counted += day.whole
        return counted


def month_of(day: date) -> tuple[date, date]:
    """Return the first and the last day of a month."""
    first = day.replace(day=1)
    return first, (first + timedelta(31)).replace(day=1) - timedelta(1)


def week_of(day: date) -> tuple[date, date]:
    """Return Monday and Sunday of a day's week."""
    monday = day - timedelta(day.weekday())
    return monday, monday + timedelta(WEEK - 1)


def spread(month: date) -> tuple[date, date]:
    """Return the Monday before a month begins and the Sunday after it ends."""
    first, last = month_of(month)
    return week_of(first)[0], week_of(last)[1]


def calendar_of(
    question: Question, *, cell: int, month: date | None = None
) -> Calendar:
    """Fill the days of a question; a day shows ``cell`` entries. Five queries."""
    found: defaultdict[date, list[Row]] = defaultdict(list)
    for entry, whole in rows_of(question):
        found[entry.day].append((entry, whole))
    occasions: defaultdict[date, list[Falling]] = defaultdict(list)
    for falling in occasions_between(question.units, question.start, question.end):
        occasions[falling.day].append(falling)
    days = []
    for day in _days(question.start, question.end):
        is_out = month is not None and day.month != month.month
        shown = sorted((row[0] for row in found[day]), key=_place)[:cell]
        days.append(Day(day, is_out, occasions[day], shown, _whole(found[day])))
    return Calendar(days)


def _days(start: date, end: date) -> Iterator[date]:
    for number in range((end - start).days + 1):
        yield start + timedelta(number)


def _whole(rows: Iterable[Row]) -> Counter[State]:
    return Counter({entry.state: whole for entry, whole in rows})


def _place(entry: Entry) -> tuple[int, str]:
    return ORDER.index(entry.state), entry.hour
