"""Units that go below another parent, by themselves or while a unit ends."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from cms.reorganisation.faults import ChangeError, faults_of
from cms.reorganisation.models import (
    Change,
    ChangeKind,
    Moving,
    PortalFate,
    Subordination,
)
from cms.reorganisation.permissions import CHANGES
from cms.reorganisation.services import go_live, plan
from cms.users.models import User
from sites.models import Capability, Unit
from tests.factories.people import person_of
from tests.factories.portals import UnitFactory, living_portal
from tests.plugins.kept import kept
from tests.reorganisation.conftest import GROWING, everything

pytestmark = pytest.mark.django_db

Plan = Callable[..., Change]


@pytest.fixture
@kept
def department() -> Unit:
    return UnitFactory.create(name="Sở Cũ")


@pytest.fixture
@kept
def other() -> Unit:
    return UnitFactory.create(name="Sở Mới")


@pytest.fixture
@kept
def museum(department: Unit) -> Unit:
    return UnitFactory.create(name="Bảo tàng", parent=department)


def goes(change: Change, unit: Unit, parent: Unit) -> Subordination:
    made: Subordination = Subordination.objects.create(
        change=change, unit=unit, parent=parent
    )
    return made


def told(change: Change) -> list[str]:
    return [str(fault) for fault in faults_of(change)]


def test_a_unit_is_transferred_to_another_parent(
    planned: Plan, museum: Unit, department: Unit, other: Unit, keeper: User
) -> None:
    change = planned(ChangeKind.TRANSFER)
    going = goes(change, museum, other)
    before = everything(GROWING)
    assert dict(plan(change=change).counts) == {"đơn vị chuyển đơn vị cấp trên": 1}
    assert everything(GROWING) == before
    go_live(change=change, actor=keeper)
    museum.refresh_from_db()
    assert (museum.parent, museum.valid_to) == (other, None)
    going.refresh_from_db()
    assert going.formerly == department
    assert change.units_in_words == "Bảo tàng → Sở Mới"


def test_a_department_closes_when_what_is_below_it_goes_elsewhere(
    planned: Plan, museum: Unit, department: Unit, other: Unit, keeper: User
) -> None:
    close = (department, None, PortalFate.FREEZE)
    change = planned(ChangeKind.CLOSE, close)
    assert told(change) == [
        "Bảo tàng: đơn vị này trực thuộc Sở Cũ; cần chuyển về đơn vị cấp trên khác trước"
    ]
    goes(change, museum, other)
    assert told(change) == []
    go_live(change=change, actor=keeper)
    museum.refresh_from_db()
    department.refresh_from_db()
    assert museum.parent == other
    assert department.valid_to == timezone.localdate() - timedelta(days=1)


def test_parents_that_can_t_be_are_told_all(
    planned: Plan, museum: Unit, department: Unit, other: Unit, keeper: User
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    gone = UnitFactory.create(name="Sở Đã Giải Thể", valid_to=yesterday)
    room = UnitFactory.create(name="Phòng", parent=museum)
    change = planned(ChangeKind.CLOSE, (other, None, PortalFate.FREEZE))
    goes(change, department, room)
    goes(change, museum, other)
    goes(change, gone, department)
    goes(change, room, gone)
    before = everything()
    assert told(change) == [
        "Phòng: đơn vị sẽ trực thuộc chính nó",
        "Sở Cũ: đơn vị sẽ trực thuộc chính nó",
        "Sở Mới: chính đơn vị cấp trên này kết thúc hoạt động",
        "Sở Đã Giải Thể: chính đơn vị cấp trên này kết thúc hoạt động",
        "Sở Đã Giải Thể: đơn vị này đã kết thúc hoạt động",
        "Sở Đã Giải Thể: đơn vị sẽ trực thuộc chính nó",
    ]
    with pytest.raises(ChangeError):
        go_live(change=change, actor=keeper)
    assert everything() == before


def test_a_plan_is_for_whoever_stands_above_all_it_names(
    planned: Plan, museum: Unit, department: Unit, other: Unit
) -> None:
    province = UnitFactory.create(name="Tỉnh")
    Unit.objects.filter(pk__in=[department.pk, other.pk]).update(parent=province)
    above = person_of(province, Capability.STANDING_OFFICE)
    beside = person_of(department, Capability.STANDING_OFFICE)
    change = planned(ChangeKind.TRANSFER)
    goes(change, museum, other)

    def sees(person: User) -> bool:
        return CHANGES.user_has_permission_for_instance(person, "change", change)

    assert (sees(above), sees(beside)) == (True, False)
    Change.objects.filter(pk=change.pk).update(created_by=beside)
    assert not sees(beside)


def test_a_plan_about_pages_is_for_whoever_stands_above_both_portals(
    planned: Plan, department: Unit, other: Unit
) -> None:
    province = UnitFactory.create(name="Tỉnh")
    Unit.objects.filter(pk__in=[department.pk, other.pk]).update(parent=province)
    here, there = living_portal(unit=department), living_portal(unit=other)
    above = person_of(province, Capability.STANDING_OFFICE)
    beside = person_of(department, Capability.STANDING_OFFICE)
    change = planned(ChangeKind.TRANSFER)
    moving = Moving.objects.create(change=change, page=here.section, target=there.home)
    Change.objects.filter(pk=change.pk).update(created_by=beside)

    def sees(person: User) -> bool:
        return CHANGES.user_has_permission_for_instance(person, "view", change)

    assert (sees(above), sees(beside)) == (True, False)
    Moving.objects.filter(pk=moving.pk).update(target=here.home)
    assert (sees(above), sees(beside)) == (True, True)
