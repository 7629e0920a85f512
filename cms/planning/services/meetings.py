"""The weekly meeting: its minutes, and what it decided as assignments."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from cms.planning.models import Assignment, Meeting
from cms.planning.permissions import MEETINGS
from cms.planning.reading import Line
from cms.planning.refusals import refuse_whoever_may_not
from cms.planning.telling import tell_given
from cms.users.models import User
from sites.models import Unit


@transaction.atomic
def note_meeting(
    *, unit: Unit, held_on: date, minutes: str, lines: Iterable[Line], actor: User
) -> tuple[Meeting, int]:
    """Keep a meeting's minutes; make assignments of its decisions, and count the new.

    A unit has one meeting a day. What is sent twice stands once: the same work for the
    same person, room and day.
    """
    refuse_whoever_may_not(MEETINGS, actor, Meeting(unit=unit), "add")
    Unit.objects.select_for_update().get(pk=unit.pk)
    meeting, _is_new = Meeting.objects.get_or_create(
        unit=unit, held_on=held_on, defaults={"created_by": actor}
    )
    meeting.minutes = minutes.strip()
    meeting.save(update_fields=["minutes"])
    return meeting, _decide(meeting, lines, actor)


def _decide(meeting: Meeting, lines: Iterable[Line], actor: User) -> int:
    there: set[tuple[Any, ...]] = set(
        meeting.decisions.values_list("title", "person_id", "room", "due_on")
    )
    rows = []
    for line in lines:
        named = (line.title, line.person_id, line.who, line.due_on)
        if line.due_on is None or named in there:
            continue
        there.add((line.title, line.person_id, line.who, line.due_on))
        rows.append(
            Assignment(
                unit_id=meeting.unit_id,
                meeting=meeting,
                title=line.title,
                room=line.who,
                person_id=line.person_id,
                due_on=line.due_on,
                created_by=actor,
                changed_by=actor,
            )
        )
    Assignment.objects.bulk_create(rows)
    tell_given(rows, actor)
    return len(rows)
