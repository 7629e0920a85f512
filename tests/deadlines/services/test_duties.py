"""Who is on duty, and when people are reminded."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import (
    HealthCheck,
    given,
    settings as hypothesis_settings,
    strategies as st,
)

from cms.core.handover import handover_kinds
from cms.deadlines.models import DutyShift, ReminderSetting
from cms.deadlines.services import (
    add_shift,
    remove_shift,
    set_reminders,
    withdraw_reminders,
)
from sites.models import Capability
from tests.deadlines.conftest import at
from tests.factories.moderation import Board
from tests.factories.people import person_of
from tests.factories.portals import UnitFactory

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_a_shift_is_added_and_taken_away(desk: Board) -> None:
    shift = add_shift(
        unit=desk.living.unit, person=desk.editor, begins=at(1, 9, 17), ends=at(2, 9, 7)
    )
    assert DutyShift.objects.at(at(1, 9, 17)).get() == shift
    assert not DutyShift.objects.at(at(2, 9, 7)).exists()
    remove_shift(shift=shift)
    assert not DutyShift.objects.exists()


@pytest.mark.parametrize("ends", [at(1, 9, 17), at(1, 9, 16)])
def test_it_ends_after_it_begins(desk: Board, ends: datetime) -> None:
    with pytest.raises(ValidationError, match="kết thúc sau"):
        add_shift(
            unit=desk.living.unit, person=desk.editor, begins=at(1, 9, 17), ends=ends
        )
    assert not DutyShift.objects.exists()


def test_only_people_of_the_unit_are_on_duty(desk: Board) -> None:
    stranger = person_of(UnitFactory.create(), Capability.EDITOR)
    with pytest.raises(ValidationError, match="của đơn vị"):
        add_shift(
            unit=desk.living.unit, person=stranger, begins=at(1, 9, 1), ends=at(1, 9, 2)
        )
    assert not DutyShift.objects.exists()


def test_two_people_share_a_night(desk: Board) -> None:
    for person in (desk.editor, desk.publisher):
        add_shift(
            unit=desk.living.unit, person=person, begins=at(1, 9, 1), ends=at(1, 9, 9)
        )
    assert DutyShift.objects.at(at(1, 9, 2)).count() == 2


@hypothesis_settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=6))
def test_nobody_is_on_duty_twice_at_a_time(
    desk: Board, wanted: list[tuple[int, int]]
) -> None:
    DutyShift.objects.all().delete()
    taken: set[int] = set()
    for first, length in wanted:
        hours = set(range(first, first + length))
        begins = at(1, 9, 0) + first * HOUR
        told: dict[str, Any] = {
            "person": desk.editor,
            "begins": begins,
            "ends": begins + length * HOUR,
        }
        if hours & taken:
            with pytest.raises(ValidationError, match="trùng giờ"):
                add_shift(unit=desk.living.unit, **told)
        else:
            add_shift(unit=desk.living.unit, **told)
            taken |= hours
    shifts = DutyShift.objects.all()
    assert sum((one.ends - one.begins for one in shifts), timedelta()) == HOUR * len(
        taken
    )


@pytest.mark.parametrize(
    ("offsets", "superior"),
    [
        (["6d"], "head"),
        (["1d"], "boss"),
        (["1d", "2d", "3d", "4d", "5d", "1h"], "head"),
    ],
)
def test_what_cannot_be_set_is_refused(
    desk: Board, offsets: list[str], superior: str
) -> None:
    with pytest.raises(ValidationError):
        set_reminders(unit=desk.living.unit, offsets=offsets, superior=superior)
    assert not ReminderSetting.objects.exists()


def test_a_setting_replaces_the_one_before(desk: Board) -> None:
    for hours in ("2h", "3h"):
        set_reminders(unit=desk.living.unit, offsets=[hours, "1d"], superior="office")
    assert ReminderSetting.objects.get().offsets == ["1d", "3h"]
    withdraw_reminders(unit=desk.living.unit)
    assert not ReminderSetting.objects.exists()


def test_shifts_of_whoever_leaves_stand_open(desk: Board) -> None:
    unit, now = desk.living.unit, timezone.now()
    for begins in (now - 2 * HOUR, now + HOUR):
        add_shift(unit=unit, person=desk.editor, begins=begins, ends=begins + HOUR)
    [kind] = [one for one in handover_kinds() if one.name == "duty_shifts"]
    rows = kind.held(desk.editor, unit)
    assert rows.count() == 1
    kind.pass_on(rows, desk.editor)
    assert DutyShift.objects.count() == 1
