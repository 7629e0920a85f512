"""Who is reminded of a deadline, and who is told that it has passed."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q
from wagtail.models import Page

from cms.core.models import EditorialRecord
from cms.deadlines.choices import Superior
from cms.deadlines.clocks import local
from cms.deadlines.models import Due, DutyShift, ReminderSetting
from cms.deadlines.selectors import Books
from cms.deadlines.turns import whose_turn
from cms.notifications.kinds import of_readers
from cms.users.models import User
from sites.models import Capability, RoleAssignment


class Ways:
    """How the units of a run remind, each read once."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._found: dict[int, ReminderSetting] = {}

    def of(self, unit_id: int) -> ReminderSetting:
        """Return the setting of the nearest unit that has one, else the usual one."""
        if unit_id not in self._found:
            self._found[unit_id] = setting_of(self._books.line(unit_id))[1]
        return self._found[unit_id]


def setting_of(line: list[int]) -> tuple[int | None, ReminderSetting]:
    """Return whose setting counts for a unit, and it; nobody's is the usual one."""
    rows = {row.unit_id: row for row in ReminderSetting.objects.filter(unit__in=line)}
    nearest = next((unit for unit in line if unit in rows), None)
    return (nearest, rows[nearest]) if nearest else (None, ReminderSetting())


def to_remind(due: Due, superior: str, line: list[int]) -> set[int]:
    """Return whoever owes the item; for the board's time, whose turn it is."""
    if due.rule.is_board_time:
        people = whose_turn(due.record) or set(_superiors(superior, line))
    elif due.record.liable_person_id is not None:
        people = {due.record.liable_person_id}
    else:
        owners = Page.objects.filter(pk=due.record.page_id, owner__isnull=False)
        people = set(owners.values_list("owner", flat=True))
    return people


def to_report_to(due: Due, superior: str, books: Books, now: datetime) -> set[int]:
    """Return who is told that it has passed.

    In office hours the superior that the unit named; at other times who is on duty,
    nearest unit first. Only people who may know of the item; the other way is taken where
    one leads to nobody.
    """
    line = books.line(due.record.unit_id)
    ways = [_superiors(superior, line), _superiors(_other(superior), line)]
    if not is_open(books, due.record.unit_id, now):
        ways.insert(0, _on_duty(line, now))
    found = (_who_may_know(people, due.record) for people in ways)
    return next((people for people in found if people), set())


def is_open(books: Books, unit_id: int, now: datetime) -> bool:
    """Tell whether a unit's office is open at a moment."""
    there = local(now)
    hours = books.calendar(unit_id).hours_on(there.date())
    return any(opens <= there.time() < closes for opens, closes in hours)


def _other(superior: str) -> str:
    return Superior.OFFICE if superior == Superior.HEAD else Superior.HEAD


def _superiors(superior: str, line: list[int]) -> Iterable[int]:
    """Return the heads of a unit, or its standing office and those above it."""
    head = Q(capability=Capability.HEAD_OF_UNIT, unit=line[0])
    office = Q(capability=Capability.STANDING_OFFICE, unit__in=line)
    roles = RoleAssignment.objects.active()
    found = roles.filter(head if superior == Superior.HEAD else office)
    return found.values_list("user", flat=True)


def _on_duty(line: list[int], now: datetime) -> Iterable[int]:
    shifts = DutyShift.objects.at(now).filter(unit__in=line)
    rows = list(shifts.values_list("unit", "person"))
    nearest = min((line.index(unit) for unit, _person in rows), default=None)
    return (
        [] if nearest is None else [who for unit, who in rows if unit == line[nearest]]
    )


def _who_may_know(people: Iterable[int], record: EditorialRecord) -> set[int]:
    active: Any = User.objects.filter(pk__in=list(people), is_active=True)
    return {person.pk for person in active if of_readers(person, [record.pk])}
