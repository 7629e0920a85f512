"""Many items are counted anew beside the request; few at once."""

from datetime import date

import pytest

from cms.core.models import Event
from cms.deadlines.choices import Cause
from cms.deadlines.models import DayOverride
from cms.deadlines.services import decide_day, recount, recount_as_asked, recounting
from cms.deadlines.tasks import count_anew
from cms.jobs.models import Job
from cms.jobs.services import claim
from tests.deadlines.conftest import at
from tests.factories.deadlines import due_of, office_rule_of
from tests.factories.moderation import Board

pytestmark = pytest.mark.django_db


def test_many_are_left_to_a_job_which_leaves_the_same_trace(
    desk: Board, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recounting, "AT_ONCE", 1)
    rule = office_rule_of(desk.living.unit)
    pages = [desk.draft(event=event, title=title) for title in ("Một", "Hai")]
    day = DayOverride(unit=None, day=date(2026, 9, 3), decision="Nghỉ tránh bão")
    assert decide_day(override=day, actor=desk.editor) is None
    assert {due_of(page, rule).due_at for page in pages} == {at(4, 9, 10)}
    [work] = claim(owner="thu", topics=[recounting.TOPIC], limit=9)
    count_anew(work)
    for page in pages:
        due = due_of(page, rule)
        assert due.due_at == at(7, 9, 10)
        change = due.changes.get()
        assert (change.cause, change.by) == ("days", desk.editor)
        assert "Nghỉ tránh bão" in change.detail
    count_anew(work)  # done again after a kill: nothing moves twice
    assert due_of(pages[0], rule).changes.count() == 1


def test_few_are_counted_at_once(desk: Board, event: Event) -> None:
    office_rule_of(desk.living.unit)
    desk.draft(event=event)
    DayOverride.objects.create(day=date(2026, 9, 3), decision="Nghỉ tránh bão")
    assert recount(unit=None, cause=Cause.DAYS) == 1
    assert not Job.objects.filter(topic=recounting.TOPIC).exists()


def test_of_a_unit_that_is_gone_nothing_is_counted(desk: Board, event: Event) -> None:
    office_rule_of(desk.living.unit)
    page = desk.draft(event=event)
    before = due_of(page).due_at
    DayOverride.objects.create(day=date(2026, 9, 3), decision="Nghỉ tránh bão")
    asked = {"unit": 0, "cause": "days", "actor": None, "detail": ""}
    assert recount_as_asked(payload={**asked, "unit": 10**9}) == 0
    assert due_of(page).due_at == before
