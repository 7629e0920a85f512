"""A change may bring its successor into being: a new name, a new symbol, a new unit."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from cms.core.models import EditorialRecord
from cms.reorganisation.faults import ChangeError, faults_of
from cms.reorganisation.models import Change, ChangeKind, PortalFate
from cms.reorganisation.services import go_live, plan, prepare, undo
from cms.users.models import User
from sites.models import Capability, OfficeHours, Unit
from sites.services import grant_role
from tests.factories.news import NewsPageFactory
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import Living, UnitFactory
from tests.plugins.kept import kept
from tests.reorganisation.conftest import GROWING, everything

pytestmark = pytest.mark.django_db

Plan = Callable[..., Change]
FREEZE, FOLD, FOLLOW = PortalFate.FREEZE, PortalFate.FOLD, PortalFate.FOLLOW

STAYS_BEHIND = (
    "Sở Văn hóa: đơn vị tiếp tục dưới tên hoặc ký hiệu mới: hãy chuyển cổng cho đơn vị "
    "kế thừa"
)


def told(change: Change) -> list[str]:
    return [str(fault) for fault in faults_of(change)]


@pytest.fixture
@kept
def unit(ended: Living) -> Unit:
    """A department with a portal."""
    parent = UnitFactory.create(name="Tỉnh Thử")
    values = {"name": "Sở Văn hóa", "short_name": "Sở VH", "symbol": "SVH"}
    Unit.objects.filter(pk=ended.unit.pk).update(**values, parent=parent)
    ended.unit.refresh_from_db()
    OfficeHours.objects.create(
        unit=ended.unit, weekday=1, opens=time(7, 30), closes=time(11, 30)
    )
    return ended.unit


def test_a_unit_gets_a_new_symbol_and_all_else_stays(
    planned: Plan, unit: Unit, ended: Living, keeper: User
) -> None:
    article = NewsPageFactory.create(parent=ended.section, title="Hội đền")
    change = planned(ChangeKind.SYMBOL, (unit, None, FOLLOW), new_symbol="SVHTTDL")
    report = go_live(change=change, actor=keeper)
    assert report.counts["đơn vị mới"] == 1
    new = ended.refresh().unit
    assert (new.name, new.short_name, new.symbol) == ("Sở Văn hóa", "Sở VH", "SVHTTDL")
    assert (new.kind, new.parent) == (unit.kind, unit.parent)
    assert (new.code, new.valid_from) == ("so-van-hoa", timezone.localdate())
    assert [hours.opens for hours in new.office_hours.all()] == [time(7, 30)]
    record = EditorialRecord.objects.get(page_id=article.pk)
    assert (record.unit, record.issuing_symbol) == (new, "SVH")
    unit.refresh_from_db()
    assert unit.valid_to == timezone.localdate() - timedelta(days=1)
    assert unit.office_hours.count() == 1


def test_several_units_merge_into_a_new_one(
    planned: Plan, unit: Unit, going_on: Living, keeper: User
) -> None:
    Unit.objects.filter(pk=going_on.unit.pk).update(parent=unit.parent)
    change = planned(
        ChangeKind.MERGE,
        (unit, None, FOLLOW),
        (going_on.unit, None, FOLD),
        new_name="Sở Văn hóa, Thể thao và Du lịch",
    )
    assert told(change) == []
    go_live(change=change, actor=keeper)
    change.refresh_from_db()
    assert change.founded is not None
    assert change.founded.short_name == "Sở Văn hóa, Thể thao và Du lịch"
    assert {one.successor for one in change.passings.all()} == {change.founded}


def test_a_code_that_is_taken_gets_a_number(planned: Plan, unit: Unit) -> None:
    UnitFactory.create(code="so-moi")
    UnitFactory.create(code="so-moi-2")
    change = planned(ChangeKind.RENAME, (unit, None, FOLLOW), new_name="Sở Mới")
    prepare(change=change, actor=change.created_by)
    change.refresh_from_db()
    assert change.founded is not None
    assert change.founded.code == "so-moi-3"


@pytest.mark.parametrize(
    ("described", "said"),
    [
        (
            (ChangeKind.RENAME, FOLLOW, {"new_name": "Sở Văn hóa"}),
            ["Sở Văn hóa: Hãy ghi tên mới; đây là tên hiện tại."],
        ),
        (
            (ChangeKind.SYMBOL, FREEZE, {"new_symbol": "SVH"}),
            [
                "Sở Văn hóa: Hãy ghi ký hiệu mới; đây là ký hiệu hiện tại.",
                STAYS_BEHIND,
            ],
        ),
        (
            (
                ChangeKind.RENAME,
                FOLLOW,
                {"new_name": "sở bên cạnh", "new_symbol": "sbc"},
            ),
            [
                "Sở Bên Cạnh: đã có một đơn vị khác mang tên này",
                "Sở Bên Cạnh: đơn vị này đang dùng ký hiệu SBC",
            ],
        ),
        (
            (ChangeKind.MERGE, FOLLOW, {"new_symbol": "MOI"}),
            ["Hãy ghi tên đơn vị mới."],
        ),
        (
            (ChangeKind.CLOSE, FOLLOW, {"new_name": "Sở Mới"}),
            ["Loại phương án này không lập đơn vị mới."],
        ),
        (
            (ChangeKind.CLOSE, FOLD, {}),
            [
                "Sở Văn hóa: không có đơn vị kế thừa thì cổng giữ nguyên địa chỉ để tra cứu"
            ],
        ),
    ],
)
def test_what_is_wrong_with_a_new_unit_is_told_at_once(
    planned: Plan,
    unit: Unit,
    keeper: User,
    described: tuple[ChangeKind, PortalFate, dict[str, Any]],
    said: list[str],
) -> None:
    kind, fate, values = described
    UnitFactory.create(name="Sở Bên Cạnh", symbol="SBC", parent=unit.parent)
    change = planned(kind, (unit, None, fate), **values)
    before = everything()
    assert told(change) == said
    with pytest.raises(ChangeError):
        go_live(change=change, actor=keeper)
    assert everything() == before


def test_a_new_unit_that_nobody_passes_to_is_a_mistake(
    planned: Plan, unit: Unit, going_on: Living
) -> None:
    whole = (unit, going_on.unit, FREEZE)
    assert told(planned(ChangeKind.MERGE, whole, new_name="Sở Mới")) == [
        "Mọi đơn vị đều đã có đơn vị kế thừa; không cần lập đơn vị mới."
    ]


def test_trying_and_undoing_leave_no_unit_behind(planned: Plan, unit: Unit) -> None:
    person_of(unit, Capability.EDITOR)
    change = planned(ChangeKind.RENAME, (unit, None, FOLLOW), new_name="Sở Mới")
    before = everything(GROWING)
    assert plan(change=change).counts["vai trò giữ tiếp"] == 1
    assert everything(GROWING) == before
    prepare(change=change, actor=change.created_by)
    change.refresh_from_db()
    assert change.founded is not None
    assert told(change) == []
    undo(change=change, actor=change.created_by)
    assert everything(GROWING) == before


def test_what_people_gave_the_new_unit_is_not_lost(planned: Plan, unit: Unit) -> None:
    change = planned(ChangeKind.RENAME, (unit, None, FOLLOW), new_name="Sở Mới")
    prepare(change=change, actor=change.created_by)
    change.refresh_from_db()
    new = change.founded
    assert new is not None
    grant_role(user=UserFactory.create(), unit=new, capability=Capability.EDITOR)
    UnitFactory.create(parent=new)
    before = everything()
    with pytest.raises(ChangeError) as refused:
        undo(change=change, actor=change.created_by)
    assert [str(fault) for fault in refused.value.faults] == [
        "Sở Mới: đơn vị này vừa được gắn thêm phân công vai trò; hãy gỡ ra trước",
        "Sở Mới: đơn vị này vừa được gắn thêm đơn vị; hãy gỡ ra trước",
    ]
    assert everything() == before
