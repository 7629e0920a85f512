"""Who gets an assignment or a note is told of it, in words that say nothing of it."""

import pytest

from cms.notifications.kinds import Told, kind_of
from cms.notifications.models import Notification
from cms.planning.reading import Line
from cms.planning.services import assign, issue_orientation, note_meeting, take_up
from cms.planning.telling import GIVEN, NOTE
from tests.factories.moderation import Board
from tests.factories.planning import assignment_of, days
from tests.planning.services.test_orientations import drafted


def told(kind: str) -> list[int | None]:
    rows = Notification.objects.filter(kind=kind).order_by("pk")
    return list(rows.values_list("person", flat=True))


def words(kind: str) -> str:
    row = Notification.objects.filter(kind=kind).latest("pk")
    return kind_of(kind).line(Told("", facts=row.facts))


def test_whoever_is_given_something_is_told_and_who_takes_it_is_not(
    desk: Board,
) -> None:
    free = assignment_of(desk.living.unit, desk.publisher)
    assert told(GIVEN) == []
    taken = take_up(assignment=free, actor=desk.writer)
    assert told(GIVEN) == []
    assign(assignment=taken, person=desk.editor, actor=desk.publisher)
    assign(assignment=taken, person=desk.editor, actor=desk.publisher)  # as before
    assert told(GIVEN) == [desk.editor.pk]
    assign(assignment=taken, person=desk.publisher, actor=desk.publisher)
    assign(assignment=taken, person=None, actor=desk.publisher)
    assert told(GIVEN) == [desk.editor.pk]
    day = f"{days(3):%d/%m/%Y}"
    assert words(GIVEN) == f"Bạn được giao một tin, bài, hạn {day}"


def test_what_is_planned_for_somebody_and_what_a_meeting_decides(desk: Board) -> None:
    assignment_of(desk.living.unit, desk.publisher, person=desk.writer)
    line = Line(
        number=1,
        text="",
        title="Kiểm tra hạn mặn",
        who="",
        due_on=days(2),
        person_id=desk.editor.pk,
    )
    note_meeting(
        unit=desk.living.unit,
        held_on=days(0),
        minutes="",
        lines=[line],
        actor=desk.publisher,
    )
    assert told(GIVEN) == [desk.writer.pk, desk.editor.pk]


def test_a_note_reaches_its_writers_without_its_words(desk: Board) -> None:
    issue_orientation(
        note=drafted(desk), units=[desk.living.unit], actor=desk.publisher
    )
    assert told(NOTE) == [desk.writer.pk, desk.editor.pk, desk.publisher.pk]
    assert "Rét đậm" not in words(NOTE)
    assert "Rét đậm" not in str(list(Notification.objects.values()))


@pytest.mark.usefixtures("desk")
def test_both_lead_somewhere() -> None:
    links = {GIVEN: {"assignment": 7}, NOTE: {"note": 8}}
    for name, facts in links.items():
        assert kind_of(name).link(Told("", facts=facts)).startswith("/admin/")
