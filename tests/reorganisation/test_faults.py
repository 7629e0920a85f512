"""What stands in the way of a change is told all at once, and nothing changes."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from cms.reorganisation.faults import ChangeError, faults_of
from cms.reorganisation.models import Change, ChangeKind, Moving, Passing, PortalFate
from cms.reorganisation.services import go_live
from cms.users.models import User
from sites.models import SuccessionKind, Unit
from tests.factories.news import NewsPageFactory
from tests.factories.pages import SectionPageFactory
from tests.factories.portals import (
    Living,
    UnitFactory,
    UnitSuccessionFactory,
    living_portal,
)
from tests.plugins.kept import kept
from tests.reorganisation.conftest import everything

pytestmark = pytest.mark.django_db

Plan = Callable[..., Change]
FREEZE, FOLD, FOLLOW = PortalFate.FREEZE, PortalFate.FOLD, PortalFate.FOLLOW


@pytest.fixture
@kept
def unit() -> Unit:
    return UnitFactory.create(name="Sở Một")


@pytest.fixture
@kept
def other() -> Unit:
    return UnitFactory.create(name="Sở Hai")


def told(change: Change) -> list[str]:
    return [str(fault) for fault in faults_of(change)]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (
            ChangeKind.TRANSFER,
            "Hãy chọn đơn vị, chuyên mục hoặc trang cần chuyển giao.",
        ),
        (ChangeKind.CLOSE, "Hãy chọn đơn vị kết thúc."),
        (ChangeKind.MERGE, "Hãy chọn đơn vị kết thúc."),
    ],
)
def test_an_empty_change_says_what_it_lacks(
    planned: Plan, kind: ChangeKind, said: str
) -> None:
    assert told(planned(kind)) == [said]


def test_each_kind_has_its_shape(planned: Plan, unit: Unit, other: Unit) -> None:
    third = UnitFactory.create(name="Sở Ba")
    one, two = (unit, third, FREEZE), (other, third, FREEZE)
    assert told(planned(ChangeKind.MERGE, one, two)) == []
    Change.objects.all().delete()
    several = planned(ChangeKind.RENAME, one, two)
    assert told(several) == ["Mỗi phương án chỉ đổi tên hoặc ký hiệu của một đơn vị."]
    several.delete()
    apart = planned(ChangeKind.MERGE, one, (other, unit, FREEZE))
    assert "Các đơn vị sáp nhập vào cùng một đơn vị." in told(apart)
    apart.delete()
    half = planned(ChangeKind.SPLIT, one)
    assert told(half) == ["Một đơn vị được chia tách thành nhiều đơn vị."]
    half.delete()
    into_nobody = planned(ChangeKind.MERGE, (unit, None, FREEZE))
    assert told(into_nobody) == ["Hãy chọn đơn vị kế thừa."]
    into_nobody.delete()
    assert told(planned(ChangeKind.TRANSFER, one)) == [
        "Chuyển giao chuyên mục không làm đơn vị nào kết thúc.",
        "Hãy chọn đơn vị, chuyên mục hoặc trang cần chuyển giao.",
    ]


def test_who_has_ended_neither_ends_nor_takes_over(planned: Plan) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    gone, gone_too = (
        UnitFactory.create(name=name, valid_to=yesterday) for name in ("Cũ", "Cũ hai")
    )
    assert told(planned(ChangeKind.MERGE, (gone, gone_too, FREEZE))) == [
        "Cũ: đơn vị này đã kết thúc hoạt động",
        "Cũ hai: chính đơn vị kế thừa này đã kết thúc hoạt động",
    ]


def test_nobody_succeeds_themselves_in_the_end(
    planned: Plan, unit: Unit, other: Unit
) -> None:
    UnitSuccessionFactory.create(
        predecessor=other, successor=unit, kind=SuccessionKind.MERGE
    )
    assert told(planned(ChangeKind.MERGE, (unit, other, FREEZE))) == [
        "Sở Một: đơn vị sẽ kế thừa chính nó"
    ]


def test_a_unit_ends_by_one_change_only(planned: Plan, unit: Unit, other: Unit) -> None:
    first = planned(ChangeKind.CLOSE, (unit, None, FREEZE))
    second = planned(ChangeKind.MERGE, (unit, other, FREEZE))
    (said,) = told(second)
    assert said.startswith("Sở Một: đơn vị này cũng kết thúc theo một phương án khác")
    assert str(first) in said


def test_a_unit_with_units_below_is_not_closed(planned: Plan, unit: Unit) -> None:
    UnitFactory.create(name="Bảo tàng", parent=unit)
    (said,) = told(planned(ChangeKind.CLOSE, (unit, None, FREEZE)))
    assert said.startswith("Bảo tàng: đơn vị này trực thuộc Sở Một; cần chuyển về")


def test_a_portal_needs_somewhere_to_go(
    planned: Plan, ended: Living, going_on: Living, other: Unit
) -> None:
    follow = planned(ChangeKind.MERGE, (ended.unit, going_on.unit, FOLLOW))
    (said,) = told(follow)
    assert said.startswith(f"{going_on.unit.name}: đơn vị này đã có cổng")
    follow.delete()
    (said,) = told(planned(ChangeKind.MERGE, (ended.unit, other, FOLD)))
    assert said == "Sở Hai: đơn vị này chưa có cổng để nhận nội dung cổng khác"


def test_a_portal_may_fold_into_one_that_just_arrives(
    planned: Plan, ended: Living, going_on: Living, other: Unit, keeper: User
) -> None:
    follow, fold = (going_on.unit, other, FOLLOW), (ended.unit, other, FOLD)
    go_live(change=planned(ChangeKind.MERGE, fold, follow), actor=keeper)
    assert going_on.refresh().unit == other
    ended.section.refresh_from_db()
    assert ended.section.url_path == f"{going_on.home.url_path}di-san/"


def test_address_parts_that_are_taken_are_told_all(planned: Plan, keeper: User) -> None:
    names = ("Tin tức", "Di sản", "Lễ hội")
    ended, going_on = living_portal(sections=names), living_portal(sections=names[:2])
    change = planned(ChangeKind.MERGE, (ended.unit, going_on.unit, FOLD))
    taken = (
        "phần địa chỉ “{}” ở đó đã có trang dùng; hãy ghi phần địa chỉ khác ở mục "
        "“Chuyên mục, trang chuyển chỗ”"
    )
    assert told(change) == [
        f"Di sản: {taken.format('di-san')}",
        f"Tin tức: {taken.format('tin-tuc')}",
    ]
    before = everything()
    with pytest.raises(ChangeError):
        go_live(change=change, actor=keeper)
    assert everything() == before
    heritage = ended.home.get_children().get(slug="di-san")
    for page, slug in ((ended.section, "tin-so-cu"), (heritage, "")):
        target = going_on.home if slug else going_on.section
        Moving.objects.create(change=change, page=page, target=target, slug=slug)
    assert told(change) == []
    go_live(change=change, actor=keeper)
    heritage.refresh_from_db()
    assert heritage.url_path == f"{going_on.home.url_path}tin-tuc/di-san/"


def test_pages_go_only_where_they_can_stand(
    planned: Plan, ended: Living, going_on: Living
) -> None:
    inner = SectionPageFactory.create(parent=ended.section, title="Trong")
    article = NewsPageFactory.create(parent=inner, title="Tin")
    change = planned(ChangeKind.TRANSFER)
    for page, target in (
        (ended.section, inner),
        (article, going_on.home),
        (inner, going_on.home),
    ):
        Moving.objects.create(change=change, page=page, target=target)
    assert told(change) == [
        "Di sản: trang không thể nằm dưới chính nó",
        "Tin: loại trang này không đặt được ở đó",
        "Tin: trang này đã đi theo một trang phía trên cũng được chuyển",
        "Trong: trang này đã đi theo một trang phía trên cũng được chuyển",
    ]


def test_constraints_hold_without_the_form(planned: Plan, unit: Unit) -> None:
    change = planned(ChangeKind.CLOSE)
    Passing.objects.create(change=change, predecessor=unit)
    with pytest.raises(IntegrityError, match="passing_to_nobody_once"):
        Passing.objects.create(change=change, predecessor=unit)
