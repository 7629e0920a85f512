"""Units, their hours and their successors."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sites.models import OfficeHours, SuccessionKind, Unit, UnitSuccession
from tests.factories.portals import UnitFactory, UnitSuccessionFactory

pytestmark = pytest.mark.django_db


def test_a_unit_is_known_by_its_name_and_listed_by_it() -> None:
    second = UnitFactory.create(name="Sở Y tế")
    first = UnitFactory.create(name="Sở Nội vụ")
    assert str(first) == "Sở Nội vụ"
    assert list(Unit.objects.all()) == [first, second]


def test_a_unit_may_live_one_day() -> None:
    UnitFactory.create(valid_from=date(2025, 7, 1), valid_to=date(2025, 7, 1))


def test_a_unit_cannot_end_before_it_begins() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitFactory.create(valid_from=date(2025, 7, 1), valid_to=date(2025, 6, 30))
    assert not Unit.objects.exists()


def test_the_rule_about_days_has_words_for_forms() -> None:
    unit = UnitFactory.build(valid_from=date(2025, 7, 1), valid_to=date(2025, 6, 30))
    with pytest.raises(ValidationError) as refusal:
        unit.full_clean()
    assert refusal.value.messages == [_("A unit can't end before it begins.")]


def test_a_unit_is_not_its_own_parent() -> None:
    unit = UnitFactory.create()
    with pytest.raises(IntegrityError), transaction.atomic():
        Unit.objects.update(parent=unit)
    unit.refresh_from_db()
    assert unit.parent is None


def test_a_code_is_one_units() -> None:
    UnitFactory.create(code="so-x")
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitFactory.create(code="so-x")


def test_office_hours_open_before_they_close() -> None:
    unit = UnitFactory.create()
    hours = OfficeHours(unit=unit, weekday=1, opens=time(8), closes=time(12))
    hours.save()
    assert str(hours) == f"{hours.get_weekday_display()} 08:00-12:00"
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficeHours.objects.create(unit=unit, weekday=2, opens=time(8), closes=time(8))
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficeHours.objects.create(unit=unit, weekday=1, opens=time(8), closes=time(9))
    assert list(unit.office_hours.all()) == [hours]


def test_a_unit_may_have_several_successors() -> None:
    district = UnitFactory.create(historic=True, name="Huyện A")
    first = UnitSuccessionFactory.create(
        predecessor=district, kind=SuccessionKind.SPLIT
    )
    UnitSuccessionFactory.create(predecessor=district, kind=SuccessionKind.SPLIT)
    assert district.successions.count() == 2
    assert str(first) == f"Huyện A → {first.successor.name}"


def test_a_successor_is_named_once_and_never_the_unit_itself() -> None:
    made = UnitSuccessionFactory.create()
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitSuccessionFactory.create(
            predecessor=made.predecessor, successor=made.successor
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitSuccessionFactory.create(
            predecessor=made.predecessor, successor=made.predecessor
        )
    assert UnitSuccession.objects.count() == 1
