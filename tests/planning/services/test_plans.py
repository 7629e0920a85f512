"""Plans, targets, and rows that are pasted."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from cms.planning.models import Assignment, Target, WritingPlan
from cms.planning.reading import read_plan
from cms.planning.services import add_lines, drop_target, save_plan, set_target
from sites.models import Capability
from tests.factories.moderation import Board
from tests.factories.people import person_of
from tests.factories.planning import plan_of
from tests.factories.portals import UnitFactory

ROWS = "Tin một; Phòng Y; 05/12/2026\nTin hai; Phòng Y; 06/12/2026"


def test_a_plan_is_drawn_up_by_who_plans_and_once(desk: Board) -> None:
    row = {"unit": desk.living.unit, "year": 2026, "name": "Kế hoạch"}
    save_plan(plan=WritingPlan(**row), actor=desk.publisher)
    with pytest.raises(ValidationError):
        save_plan(plan=WritingPlan(**row), actor=desk.publisher)
    with pytest.raises(PermissionDenied):
        save_plan(plan=WritingPlan(**{**row, "year": 2027}), actor=desk.writer)
    assert WritingPlan.objects.count() == 1


def test_a_plan_stays_with_units_of_the_planner(desk: Board) -> None:
    plan = plan_of(desk.living.unit)
    plan.unit = UnitFactory.create()
    with pytest.raises(PermissionDenied):
        save_plan(plan=plan, actor=desk.publisher)
    assert WritingPlan.objects.get().unit == desk.living.unit


def test_a_target_said_again_is_the_newer_one(desk: Board) -> None:
    plan = plan_of(desk.living.unit)
    for amount in (2, 3):
        set_target(
            target=Target(plan=plan, room=" Phòng Y ", amount=amount),
            actor=desk.publisher,
        )
    target = Target.objects.get()
    assert (target.room, target.amount, target.in_year) == ("Phòng Y", 3, 36)
    with pytest.raises(PermissionDenied):
        drop_target(target=target, actor=desk.editor)
    drop_target(target=target, actor=desk.publisher)
    assert not Target.objects.exists()


def test_a_target_names_a_room_or_a_writer_of_the_unit(desk: Board) -> None:
    plan = plan_of(desk.living.unit)
    stranger = person_of(UnitFactory.create(), Capability.EDITOR)
    for named in ({}, {"room": "Y", "person": desk.writer}, {"person": stranger}):
        with pytest.raises(ValidationError):
            set_target(
                target=Target(plan=plan, amount=1, **named), actor=desk.publisher
            )
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.create(plan=plan, amount=1)
    assert not Target.objects.exists()


def test_a_table_pasted_twice_is_there_once(desk: Board) -> None:
    plan = plan_of(desk.living.unit)
    lines = read_plan(ROWS).good
    assert add_lines(plan=plan, lines=lines, actor=desk.publisher) == 2
    assert add_lines(plan=plan, lines=lines, actor=desk.publisher) == 0
    rows = Assignment.objects.filter(plan=plan, unit=desk.living.unit)
    assert list(rows.values_list("title", "room", "state")) == [
        ("Tin một", "Phòng Y", "planned"),
        ("Tin hai", "Phòng Y", "planned"),
    ]
    with pytest.raises(PermissionDenied):
        add_lines(plan=plan, lines=read_plan(ROWS + "3").good, actor=desk.writer)
    assert rows.count() == 2
