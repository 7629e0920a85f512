"""What a plan asked of whom, and what came of it. Counts go by first publication."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from cms.planning.models import Assignment, AssignmentState, Target
from search.text import name_sort_key, sort_key


@dataclass
class Tally:
    """One room or person: assigned, fulfilled, in time, late, and the target."""

    name: str
    is_room: bool
    target: Target | None = None
    assigned: int = 0
    fulfilled: int = 0
    in_time: int = 0
    late: int = 0
    open: int = 0

    @property
    def asked(self) -> int:
        """Return how many items the year asks for; 0 where nothing was said."""
        return self.target.in_year if self.target else 0

    def add(self, assignment: Assignment, today: date) -> None:
        self.assigned += 1
        is_late = assignment.is_late(today)
        self.late += is_late
        if assignment.state == AssignmentState.FULFILLED:
            self.fulfilled += 1
            self.in_time += not is_late
        else:
            self.open += 1


@dataclass
class Tallies:
    """The rows of a plan, rooms before people, and their sum."""

    rows: list[Tally]
    total: Tally
    nobody: Tally | None = field(default=None)


def tallies_of(
    assignments: Iterable[Assignment], targets: Iterable[Target], today: date
) -> Tallies:
    """Count a plan's assignments by room, where one is named, else by person.

    What was cancelled is not counted.
    """
    rows: dict[tuple[bool, str, int], Tally] = {}
    for target in targets:
        key = (not target.room, target.room, target.person_id or 0)
        rows[key] = Tally(str(target), is_room=bool(target.room), target=target)
    nobody, total = Tally("", is_room=False), Tally("", is_room=False)
    for assignment in assignments:
        if assignment.state == AssignmentState.CANCELLED:
            continue
        total.add(assignment, today)
        _row_of(assignment, rows, nobody).add(assignment, today)
    found = sorted(rows.values(), key=_place)
    return Tallies(found, total, nobody if nobody.assigned else None)


def _place(row: Tally) -> tuple[bool, str]:
    key = sort_key if row.is_room else name_sort_key
    return not row.is_room, key(row.name)


def _row_of(
    assignment: Assignment, rows: dict[tuple[bool, str, int], Tally], nobody: Tally
) -> Tally:
    of_person = (True, "", assignment.person_id or 0)
    if assignment.person_id and of_person in rows:
        return rows[of_person]
    if assignment.room:
        key = (False, assignment.room, 0)
        return rows.setdefault(key, Tally(assignment.room, is_room=True))
    if assignment.person is None:
        return nobody
    return rows.setdefault(of_person, Tally(str(assignment.person), is_room=False))
