"""What units and people say of how they are told."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError

from cms.notifications.models import PersonSetting, Recipient, UnitSetting
from cms.notifications.services import (
    add_recipient,
    choose_for_person,
    choose_for_unit,
    remove_recipient,
)
from cms.notifications.timing import Quiet
from sites.models import Capability
from tests.factories.moderation import Board
from tests.factories.people import person_of
from tests.factories.portals import UnitFactory
from tests.notifications.conftest import NEAR, PASSED

pytestmark = pytest.mark.django_db
NEVER = Quiet(time(8), time(8))


@pytest.mark.parametrize(
    ("modes", "quiet"),
    [
        ({NEAR: "daily"}, None),
        ({"khong.co": "off"}, None),
        ({PASSED: "off"}, None),
        ({NEAR: "off"}, NEVER),
    ],
)
def test_what_cannot_be_chosen_is_refused(
    desk: Board, modes: dict[str, str], quiet: Quiet | None
) -> None:
    with pytest.raises(ValidationError):
        choose_for_unit(
            unit=desk.living.unit, modes=modes, digest_at=time(8), quiet=quiet
        )
    with pytest.raises(ValidationError):
        choose_for_person(person=desk.editor, modes=modes, quiet=quiet)
    assert not UnitSetting.objects.exists()
    assert not PersonSetting.objects.exists()


def test_a_choice_replaces_the_one_before(desk: Board) -> None:
    for mode in ("digest", "off"):
        choose_for_unit(unit=desk.living.unit, modes={NEAR: mode}, digest_at=time(9))
        choose_for_person(person=desk.editor, modes={NEAR: mode})
    setting, own = UnitSetting.objects.get(), PersonSetting.objects.get()
    assert (setting.modes, setting.digest_at, setting.quiet) == (
        {NEAR: "off"},
        time(9),
        None,
    )
    assert own.modes == {NEAR: "off"}


def test_only_people_of_the_unit_are_added(desk: Board) -> None:
    stranger = person_of(UnitFactory.create(), Capability.EDITOR)
    with pytest.raises(ValidationError):
        add_recipient(unit=desk.living.unit, kind=NEAR, person=stranger)
    assert not Recipient.objects.exists()


def test_a_person_or_a_mailbox_once(desk: Board) -> None:
    unit = desk.living.unit
    for wrong in (
        {},
        {"person": desk.editor, "address": "a@thu.vn"},
        {"address": "khong phai thu"},
    ):
        with pytest.raises(ValidationError):
            add_recipient(unit=unit, kind=NEAR, **wrong)
    with pytest.raises(ValidationError):
        add_recipient(unit=unit, kind="khong.co", address="a@thu.vn")
    assert not Recipient.objects.exists()
    row = add_recipient(unit=unit, kind=NEAR, address="A@thu.vn")
    with pytest.raises(ValidationError):
        add_recipient(unit=unit, kind=NEAR, address="a@THU.vn")
    add_recipient(unit=unit, kind=NEAR, person=desk.editor)
    with pytest.raises(ValidationError):
        add_recipient(unit=unit, kind=NEAR, person=desk.editor)
    assert Recipient.objects.count() == 2
    remove_recipient(recipient=row)
    assert Recipient.objects.get().person == desk.editor
