"""Lines that people type or paste: days, rows of a plan, decisions of a meeting.

Every bad line is told by its number, all of them at once; a blank line is no line.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from search.text import fold

LONGEST_TITLE, LONGEST_ROOM = 255, 120
MOST_LINES = 500
DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?")
UNTIL = ("han:", "han", "truoc ngay", "truoc", "den ngay", "den", "ngay")
# What an office calls its rooms; a name that begins so is no person's.
ROOMS = ("phong ", "ban ", "to ", "doi ", "khoa ", "trung tam ", "van phong")
PLAN_PARTS, DECISION_PARTS = 3, 3


@dataclass(frozen=True)
class Line:
    """One line that says something: who is to write what until when."""

    number: int
    text: str
    title: str = ""
    who: str = ""
    due_on: date | None = None
    person_id: int | None = None


Reader = Callable[[int, str], Line]


@dataclass(frozen=True)
class Fault:
    """A line that can't be taken, and why."""

    number: int
    text: str
    why: str


@dataclass
class Lines:
    good: list[Line] = field(default_factory=list)
    bad: list[Fault] = field(default_factory=list)

    @property
    def left(self) -> str:
        """Return the lines that could not be taken, as they were typed."""
        return "\n".join(fault.text for fault in self.bad)


class UnreadableError(ValueError):
    """A part of a line says nothing that can be used; the message says what."""


def read_plan(text: str) -> Lines:
    """Read pasted rows of a plan: title, room, due date with its year."""

    def read(number: int, line: str) -> Line:
        parts = _parts(line, PLAN_PARTS, _("title; room; due date"))
        due = read_day(parts[2])
        return Line(number, line, _title(parts[0]), _room(parts[1]), due)

    return _read(text, read)


def read_decisions(text: str, *, held_on: date, people: Mapping[str, int]) -> Lines:
    """Read decisions of a meeting: work; who; until when.

    ``people`` gives keys by folded name; a name that two people have is not in it. A day
    without a year is the one nearest to the meeting.
    """

    def read(number: int, line: str) -> Line:
        parts = _parts(line, DECISION_PARTS, _("work; person; until dd/mm"))
        due = read_day(parts[2], near=held_on)
        if due < held_on:
            raise UnreadableError(_("This day lies before the meeting."))
        person = _person(parts[1], people)
        who = "" if person else _room(parts[1])
        return Line(number, line, _title(parts[0]), who, due, person)

    return _read(text, read)


def read_day(text: str, near: date | None = None) -> date:
    """Return the day that somebody wrote as dd/mm/yyyy; as dd/mm where one is near."""
    found = DAY.fullmatch(_without_until(text))
    if found is None or (found[3] is None and near is None):
        wanted = _("dd/mm") if near else _("dd/mm/yyyy")
        raise UnreadableError(
            _("“%(text)s” is no day; write %(wanted)s.")
            % {"text": text, "wanted": wanted}
        )
    day, month = int(found[1]), int(found[2])
    years = [int(found[3])] if found[3] else _years(near)
    days = [one for one in (_day(year, month, day) for year in years) if one]
    if not days:
        raise UnreadableError(_("There is no day %(text)s.") % {"text": found[0]})
    return min(days, key=lambda one: abs(one - near)) if near else days[0]


def names_of(people: Iterable[tuple[int, str]]) -> dict[str, int]:
    """Return keys of people by folded name, without names that several have."""
    found: dict[str, int] = {}
    twice: set[str] = set()
    for key, name in people:
        folded = fold(name).strip()
        if folded in found:
            twice.add(folded)
        found[folded] = key
    return {name: key for name, key in found.items() if name not in twice}


def _read(text: str, read: Reader) -> Lines:
    lines = Lines()
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if not line:
            continue
        if len(lines.good) + len(lines.bad) >= MOST_LINES:
            why = _("At most %(most)d lines at once.") % {"most": MOST_LINES}
            lines.bad.append(Fault(number, line, why))
            continue
        try:
            lines.good.append(read(number, line))
        except UnreadableError as fault:
            lines.bad.append(Fault(number, line, str(fault)))
    return lines


def _parts(line: str, wanted: int, pattern: str) -> list[str]:
    separator = "\t" if "\t" in line else ";"
    parts = [part.strip() for part in line.split(separator)]
    if len(parts) != wanted:
        raise UnreadableError(
            _("There are %(found)d parts; write: %(pattern)s.")
            % {"found": len(parts), "pattern": pattern}
        )
    return parts


def _title(text: str) -> str:
    if not text:
        raise UnreadableError(_("Say what is to be written."))
    if len(text) > LONGEST_TITLE:
        raise UnreadableError(
            _("The title is longer than %(most)d letters.") % {"most": LONGEST_TITLE}
        )
    return text


def _room(text: str) -> str:
    if len(text) > LONGEST_ROOM:
        raise UnreadableError(
            _("The room is longer than %(most)d letters.") % {"most": LONGEST_ROOM}
        )
    return text


def _person(text: str, people: Mapping[str, int]) -> int | None:
    folded = fold(text).strip()
    if not folded or folded.startswith(ROOMS):
        return None
    if folded not in people:
        raise UnreadableError(
            _(
                "“%(name)s” is nobody’s full name in the unit, or several people’s; leave "
                "it empty, or name a room."
            )
            % {"name": text}
        )
    return people[folded]


def _without_until(text: str) -> str:
    folded = text.strip()
    for word in UNTIL:
        if fold(folded).startswith(word):
            return folded[len(word) :].strip(" :")
    return folded


def _years(near: date | None) -> list[int]:
    return [near.year - 1, near.year, near.year + 1] if near else []


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
