"""A meeting's decisions become assignments that name it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from cms.planning.models import Assignment, Meeting
from cms.planning.reading import names_of, read_decisions
from cms.planning.services import note_meeting
from cms.users.models import User
from tests.factories.moderation import Board
from tests.factories.planning import days


def decide(desk: Board, text: str, actor: User) -> tuple[Meeting, int]:
    people = names_of([(desk.writer.pk, desk.writer.full_name)])
    lines = read_decisions(text, held_on=days(0), people=people)
    assert not lines.bad
    return note_meeting(
        unit=desk.living.unit,
        held_on=days(0),
        minutes=" Ưu tiên tin rét. ",
        lines=lines.good,
        actor=actor,
    )


def test_decisions_become_assignments_once(desk: Board) -> None:
    due = days(0) + timedelta(days=4)
    text = (
        f"Tin rét đậm; {desk.writer.full_name}; {due:%d/%m}\nẢnh; Phòng Y; {due:%d/%m}"
    )
    meeting, made = decide(desk, text, desk.publisher)
    assert (meeting.minutes, made) == ("Ưu tiên tin rét.", 2)
    again, more = decide(desk, text, desk.publisher)
    assert (again, more) == (meeting, 0)
    rows = meeting.decisions.order_by("pk").values_list("title", "person", "room")
    assert list(rows) == [
        ("Tin rét đậm", desk.writer.pk, ""),
        ("Ảnh", None, "Phòng Y"),
    ]
    assert {row.due_on for row in meeting.decisions.all()} == {due}


def test_only_who_plans_decides(desk: Board) -> None:
    with pytest.raises(PermissionDenied):
        decide(desk, "", desk.editor)
    assert not Meeting.objects.exists()
    assert not Assignment.objects.exists()
