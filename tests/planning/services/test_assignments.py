"""Planned, changed, moved, given, taken up, cancelled: by whom, and what is refused."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from cms.planning.models import Assignment
from cms.planning.services import (
    assign,
    cancel_assignment,
    change_assignment,
    fulfil,
    move_assignment,
    plan_item,
    take_up,
)
from sites.models import Capability
from tests.factories.moderation import Board, record_of
from tests.factories.people import person_of
from tests.factories.planning import assignment_of, campaign_of, days, plan_of
from tests.factories.portals import UnitFactory, living_portal


def now_of(assignment: Assignment) -> Assignment:
    return Assignment.objects.get(pk=assignment.pk)


def test_a_planned_item_waits_for_somebody(desk: Board) -> None:
    made = assignment_of(desk.living.unit, desk.publisher, room="Phòng Nghiệp vụ Y")
    row = now_of(made)
    assert (row.state, row.person, row.room) == ("planned", None, "Phòng Nghiệp vụ Y")
    assert (row.created_by, row.changed_by) == (desk.publisher, desk.publisher)
    assert row.is_open


def test_only_who_plans_for_the_unit_plans_there(desk: Board) -> None:
    elsewhere = UnitFactory.create()
    for unit, person in (
        (desk.living.unit, desk.writer),
        (desk.living.unit, desk.editor),
        (elsewhere, desk.publisher),
    ):
        with pytest.raises(PermissionDenied):
            assignment_of(unit, person)
    assert Assignment.objects.count() == 0


def test_what_belongs_to_others_is_refused_by_field(desk: Board) -> None:
    other = living_portal()
    stranger = person_of(other.unit, Capability.CONTRIBUTOR)
    row = Assignment(
        unit=desk.living.unit,
        title="Hội làng",
        due_on=days(1),
        person=stranger,
        section=other.section,
        campaign=campaign_of(other.unit),
        plan=plan_of(other.unit),
    )
    with pytest.raises(ValidationError) as refusal:
        plan_item(assignment=row, actor=desk.publisher)
    assert set(refusal.value.message_dict) == {"person", "section", "campaign", "plan"}
    assert Assignment.objects.count() == 0


def test_a_campaign_of_the_office_above_may_be_named(desk: Board) -> None:
    above = UnitFactory.create()
    desk.living.unit.parent = above
    desk.living.unit.save()
    made = assignment_of(
        desk.living.unit,
        desk.publisher,
        campaign=campaign_of(above),
        section=desk.living.section,
    )
    assert now_of(made).campaign.unit == above  # type: ignore[union-attr]


def test_it_is_moved_to_a_day_that_is_still_to_come(desk: Board) -> None:
    made = assignment_of(desk.living.unit, desk.publisher)
    move_assignment(assignment=made, due_on=days(0), actor=desk.publisher)
    assert now_of(made).due_on == days(0)
    with pytest.raises(ValidationError):
        move_assignment(assignment=made, due_on=days(-1), actor=desk.publisher)
    with pytest.raises(PermissionDenied):
        move_assignment(assignment=made, due_on=days(9), actor=desk.writer)
    assert now_of(made).due_on == days(0)


def test_of_two_who_take_it_up_the_first_has_it(desk: Board) -> None:
    made = assignment_of(desk.living.unit, desk.publisher)
    take_up(assignment=made, actor=desk.writer)
    with pytest.raises(ValidationError):
        take_up(assignment=made, actor=desk.editor)
    row = now_of(made)
    assert (row.state, row.person) == ("taken_up", desk.writer)
    stranger = person_of(UnitFactory.create(), Capability.CONTRIBUTOR)
    with pytest.raises(PermissionDenied):
        take_up(assignment=made, actor=stranger)


def test_it_is_given_to_a_writer_of_the_unit_and_to_nobody_else(desk: Board) -> None:
    made = assignment_of(desk.living.unit, desk.publisher)
    assign(assignment=made, person=desk.writer, actor=desk.publisher)
    assert (now_of(made).state, now_of(made).person) == ("planned", desk.writer)
    take_up(assignment=made, actor=desk.writer)
    assign(assignment=made, person=desk.editor, actor=desk.publisher)
    assert (now_of(made).state, now_of(made).person) == ("planned", desk.editor)
    auditor = person_of(desk.living.unit, Capability.AUDITOR)
    with pytest.raises(ValidationError):
        assign(assignment=made, person=auditor, actor=desk.publisher)
    assert now_of(made).person == desk.editor
    assign(assignment=made, person=None, actor=desk.publisher)
    assert (now_of(made).state, now_of(made).person) == ("planned", None)


def test_a_form_does_not_undo_what_happened_meanwhile(desk: Board) -> None:
    made = assignment_of(desk.living.unit, desk.publisher)
    assign(assignment=made, person=desk.writer, actor=desk.publisher)
    opened = now_of(made)
    take_up(assignment=made, actor=desk.writer)
    opened.title = "Bế mạc tuần lễ áo dài"
    change_assignment(assignment=opened, actor=desk.publisher)
    row = now_of(made)
    assert (row.title, row.state) == ("Bế mạc tuần lễ áo dài", "taken_up")


def test_an_item_begun_keeps_its_unit(desk: Board) -> None:
    other = living_portal()
    made = assignment_of(desk.living.unit, desk.publisher)
    fulfil(assignment=made, record=record_of(desk.draft()), actor=desk.publisher)
    opened = now_of(made)
    opened.unit = other.unit
    with pytest.raises(PermissionDenied):
        change_assignment(assignment=opened, actor=desk.publisher)
    keeper = person_of(other.unit, Capability.PUBLISHER, is_superuser=True)
    with pytest.raises(ValidationError):
        change_assignment(assignment=opened, actor=keeper)
    assert now_of(made).unit == desk.living.unit


def test_what_is_cancelled_is_over_and_frees_its_item(desk: Board) -> None:
    made = assignment_of(desk.living.unit, desk.publisher)
    fulfil(assignment=made, record=record_of(desk.draft()), actor=desk.publisher)
    cancel_assignment(assignment=made, actor=desk.publisher)
    row = now_of(made)
    assert (row.state, row.record, row.is_open) == ("cancelled", None, False)
    for deed in (
        lambda: cancel_assignment(assignment=made, actor=desk.publisher),
        lambda: take_up(assignment=made, actor=desk.writer),
        lambda: move_assignment(assignment=made, due_on=days(5), actor=desk.publisher),
    ):
        with pytest.raises(ValidationError):
            deed()
    assert now_of(made).state == "cancelled"


def test_the_database_knows_what_cannot_be(desk: Board) -> None:
    made = assignment_of(desk.living.unit, desk.publisher)
    row = Assignment.objects.filter(pk=made.pk)
    for impossible in ({"state": "taken_up"}, {"state": "fulfilled"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.update(**impossible)
    assert now_of(made).state == "planned"
