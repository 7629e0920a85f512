"""The screens of the duty roster and of reminders."""

import pytest
from django.test import Client
from django.urls import reverse

from cms.deadlines.models import DutyShift, ReminderSetting
from sites.models import Capability, Unit, UnitKind
from tests.admin import admin_client, errors, words
from tests.deadlines.conftest import at
from tests.factories.moderation import Board
from tests.factories.people import person_of
from tests.factories.portals import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(desk: Board) -> Client:
    return admin_client(person_of(desk.living.unit, Capability.UNIT_ADMIN))


def duty(unit: Unit, week: str = "2026-09-02") -> str:
    return f"{reverse('deadlines:duty', args=[unit.pk])}?tuan={week}"


def reminders(unit: Unit) -> str:
    return reverse("deadlines:reminders", args=[unit.pk])


def filled(desk: Board, **changed: str) -> dict[str, str]:
    return {
        "person": str(desk.editor.pk),
        "begins": "01/09/2026 17:00",
        "ends": "02/09/2026 07:00",
        "deed": "add",
        **changed,
    }


def test_a_week_is_read_added_to_and_taken_from(desk: Board, keeper: Client) -> None:
    unit = desk.living.unit
    assert "Chưa có người trực" in words(keeper.get(duty(unit)))
    sent = keeper.post(duty(unit), filled(desk))
    assert (sent.status_code, sent["Location"][-16:]) == (302, "?tuan=2026-09-01")
    shift = DutyShift.objects.get()
    assert (shift.person, shift.begins, shift.ends) == (
        desk.editor,
        at(1, 9, 17),
        at(2, 9, 7),
    )
    shown = words(keeper.get(duty(unit)))
    assert "Tuần 31/08 – 06/09/2026" in shown
    assert shown.count(f"{desk.editor} 17:00 01/09 – 07:00 02/09") == 2  # on both days
    keeper.post(duty(unit), {"deed": "remove", "shift": str(shift.pk)})
    assert not DutyShift.objects.exists()


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"ends": "01/09/2026 16:00"}, "Ca trực phải kết thúc sau lúc bắt đầu."),
        ({"begins": "tối mai"}, "Hãy nhập"),
        ({"person": "0"}, "Hãy chọn"),
    ],
)
def test_bad_input_is_told_and_nothing_is_lost(
    desk: Board, keeper: Client, changed: dict[str, str], fault: str
) -> None:
    sent = keeper.post(duty(desk.living.unit), filled(desk, **changed))
    assert sent.status_code == 422
    assert not DutyShift.objects.exists()
    assert len(errors(sent)) == 1 or fault in words(sent)
    assert changed.get("begins", "01/09/2026 17:00") in sent.content.decode()


def test_somebody_on_duty_already_is_told(desk: Board, keeper: Client) -> None:
    keeper.post(duty(desk.living.unit), filled(desk))
    sent = keeper.post(duty(desk.living.unit), filled(desk))
    assert sent.status_code == 422
    assert "trùng giờ" in words(sent)
    assert DutyShift.objects.count() == 1


@pytest.mark.parametrize("week", ["", "hom-qua", "0001-01-01", "9999-12-31"])
def test_a_week_that_is_none_is_this_one(
    desk: Board, keeper: Client, week: str
) -> None:
    assert keeper.get(duty(desk.living.unit, week)).status_code == 200


def test_editors_read_and_change_nothing(desk: Board) -> None:
    editor = admin_client(desk.editor)
    assert "Thêm ca trực" not in words(editor.get(duty(desk.living.unit)))
    for address in (duty(desk.living.unit), reminders(desk.living.unit)):
        editor.post(address, filled(desk))
    assert not DutyShift.objects.exists()
    assert not ReminderSetting.objects.exists()


def test_another_units_roster_does_not_exist(desk: Board, keeper: Client) -> None:
    other = UnitFactory.create()
    assert keeper.get(duty(other)).status_code == 404
    shift = DutyShift.objects.create(
        unit=other, person=desk.editor, begins=at(1, 9, 1), ends=at(1, 9, 2)
    )
    sent = keeper.post(
        duty(desk.living.unit), {"deed": "remove", "shift": str(shift.pk)}
    )
    assert sent.status_code == 404
    assert DutyShift.objects.exists()


def test_reminders_are_set_and_taken_back(desk: Board, keeper: Client) -> None:
    unit = desk.living.unit
    province = UnitFactory.create(kind=UnitKind.PROVINCE, name="Tỉnh Cà Mau")
    Unit.objects.filter(pk=unit.pk).update(parent=province)
    ReminderSetting.objects.create(unit=province, offsets=["3h"])
    shown = keeper.get(reminders(unit))
    assert "Tỉnh Cà Mau" in words(shown)
    assert 'name="hours" value="3"' in shown.content.decode()
    bad = {"days": "9", "hours": "4", "superior": "office", "deed": "save"}
    assert keeper.post(reminders(unit), bad).status_code == 422
    assert ReminderSetting.objects.count() == 1
    keeper.post(reminders(unit), {**bad, "days": ""})
    own = ReminderSetting.objects.get(unit=unit)
    assert (own.offsets, own.superior) == (["4h"], "office")
    keeper.post(reminders(unit), {"deed": "withdraw"})
    assert ReminderSetting.objects.get().unit == province
