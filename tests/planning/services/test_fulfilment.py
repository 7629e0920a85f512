"""An item fulfils one assignment, from its first publication on, and stays counted."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from cms.moderation.services import release_due, submit_item
from cms.news.models import NewsPage
from cms.planning.models import Assignment
from cms.planning.services import fulfil
from sites.models import Capability
from tests.factories.moderation import Board, approve_all, record_of, released_item
from tests.factories.news import NewsPageFactory
from tests.factories.people import person_of
from tests.factories.planning import assignment_of, days
from tests.factories.portals import living_portal
from tests.planning.services.test_assignments import now_of


def test_it_is_fulfilled_when_readers_have_it_and_not_before(desk: Board) -> None:
    made = assignment_of(desk.living.unit, desk.publisher, person=desk.writer)
    other = assignment_of(desk.living.unit, desk.publisher)
    page = released_item_of(desk, made)
    row = now_of(made)
    assert (row.state, row.person, row.changed_by) == ("fulfilled", desk.writer, None)
    assert row.fulfilled_at == record_of(page).first_published_at
    assert not row.is_late(timezone.localdate())
    assert now_of(other).state == "planned"


def released_item_of(desk: Board, assignment: Assignment) -> NewsPage:
    """Link a draft, look that it counts as begun only, and let it go out."""
    page = desk.draft()
    fulfil(assignment=assignment, record=record_of(page), actor=desk.writer)
    approve_all(submit_item(page=page, actor=desk.writer), desk)
    row = now_of(assignment)
    assert (row.state, row.fulfilled_at) == ("taken_up", None)
    release_due(now=timezone.now() + timedelta(minutes=1))
    page.refresh_from_db()
    return page


def test_what_was_taken_down_was_fulfilled_all_the_same(desk: Board) -> None:
    made = assignment_of(desk.living.unit, desk.publisher, person=desk.writer)
    page = released_item_of(desk, made)
    rows = Assignment.objects.with_standing()
    assert rows.get(pk=made.pk).is_live
    page.unpublish()
    row = rows.get(pk=made.pk)
    assert (row.state, row.is_live) == ("fulfilled", False)


def test_an_item_that_is_out_already_counts_from_its_first_day(desk: Board) -> None:
    page = released_item(desk)
    made = assignment_of(desk.living.unit, desk.publisher)
    fulfil(assignment=made, record=record_of(page), actor=desk.publisher)
    row = now_of(made)
    assert (row.state, row.person) == ("fulfilled", desk.publisher)
    assert row.fulfilled_at == record_of(page).first_published_at


def test_an_item_fulfils_one(desk: Board) -> None:
    record = record_of(desk.draft())
    first, second = (assignment_of(desk.living.unit, desk.publisher) for _ in "ab")
    fulfil(assignment=first, record=record, actor=desk.publisher)
    with pytest.raises(ValidationError):
        fulfil(assignment=second, record=record, actor=desk.publisher)
    assert (now_of(second).state, now_of(second).record) == ("planned", None)


def test_only_items_of_the_unit_and_only_by_its_people(desk: Board) -> None:
    made = assignment_of(desk.living.unit, desk.publisher, person=desk.writer)
    other = living_portal()
    stranger = person_of(other.unit, Capability.PUBLISHER)
    record = record_of(desk.draft())
    for actor in (stranger, desk.editor):
        with pytest.raises(PermissionDenied):
            fulfil(assignment=made, record=record, actor=actor)
    foreign = NewsPageFactory.create(parent=other.section, draft=True)
    foreign.save_revision()
    with pytest.raises(ValidationError):
        fulfil(assignment=made, record=record_of(foreign), actor=desk.publisher)
    assert now_of(made).state == "planned"


def test_what_came_after_its_day_is_late(desk: Board) -> None:
    made = assignment_of(desk.living.unit, desk.publisher, due_on=days(-1))
    assert now_of(made).is_late(timezone.localdate())
    page = released_item(desk)
    fulfil(assignment=made, record=record_of(page), actor=desk.publisher)
    row = now_of(made)
    assert row.is_late(timezone.localdate())
    assert not Assignment.objects.in_time().filter(pk=row.pk).exists()
