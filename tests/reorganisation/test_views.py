"""The screens of changes: planned, tried, prepared, carried out by the office above."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from cms.reorganisation.models import Change, ChangeKind, ChangeState, PortalFate
from cms.users.models import User
from sites.models import Capability, PortalStatus, Unit
from tests.admin import admin_client, words
from tests.factories.people import person_of
from tests.factories.portals import Living, UnitFactory, living_portal
from tests.plugins.kept import kept
from tests.reorganisation.conftest import everything

pytestmark = pytest.mark.django_db

Plan = Callable[..., Change]


@pytest.fixture
@kept
def province() -> Unit:
    return UnitFactory.create(name="Tỉnh Thử")


@pytest.fixture
@kept
def ended(province: Unit) -> Living:
    return living_portal(unit=UnitFactory.create(name="Sở Cũ", parent=province))


@pytest.fixture
@kept
def going_on(province: Unit) -> Living:
    return living_portal(unit=UnitFactory.create(name="Sở Mới", parent=province))


@pytest.fixture
def change(planned: Plan, ended: Living, going_on: Living) -> Change:
    merge = (ended.unit, going_on.unit, PortalFate.FREEZE)
    return planned(ChangeKind.MERGE, merge)


@pytest.fixture
def office(province: Unit) -> Client:
    return admin_client(person_of(province, Capability.STANDING_OFFICE))


@pytest.mark.django_db(transaction=True)
def test_the_office_plans_and_carries_out(
    office: Client, change: Change, ended: Living
) -> None:
    listed = office.get("/admin/changes/")
    assert "Sở Cũ → Sở Mới" in words(listed)
    address = f"/admin/changes/plan/{change.pk}/"
    assert f'href="{address}"' in listed.content.decode()
    shown = words(office.get(address))
    assert "Sở Cũ" in shown
    assert "giữ tại địa chỉ cũ để tra cứu" in shown
    tried = words(office.post(address, {"deed": "try"}))
    assert "cổng giữ để tra cứu 1" in tried
    assert office.post(address, {"deed": "prepare"}).status_code == 302
    assert "Đã chuẩn bị" in words(office.get(address))
    assert office.post(address, {"deed": "undo"}).status_code == 302
    carried = words(office.post(address, {"deed": "live"}))
    assert "Sở Cũ → Sở Mới" in carried
    assert "Đã thực hiện. 1 cổng giữ để tra cứu 1 tên miền được giữ lại" in carried
    assert carried.endswith("Tiếp tục")
    change.refresh_from_db()
    assert change.state == ChangeState.LIVE
    assert ended.refresh().status == PortalStatus.FROZEN
    assert "Thực hiện ngay" not in words(office.get(address))


def test_what_stands_in_the_way_is_shown(
    office: Client, planned: Plan, ended: Living
) -> None:
    change = planned(ChangeKind.MERGE, (ended.unit, None, PortalFate.FREEZE))
    address = f"/admin/changes/plan/{change.pk}/"
    before = everything()
    for answer in (office.get(address), office.post(address, {"deed": "live"})):
        assert "Hãy chọn đơn vị kế thừa." in words(answer)
    assert everything() == before


def test_a_plan_is_written_and_edited(
    office: Client, ended: Living, going_on: Living
) -> None:
    form = {
        "kind": "merge",
        "effective_on": timezone.localdate().strftime("%d/%m/%Y"),
        "decision": "QĐ 1",
        "decided_on": "",
        "passings-TOTAL_FORMS": "1",
        "passings-INITIAL_FORMS": "0",
        "passings-MIN_NUM_FORMS": "0",
        "passings-MAX_NUM_FORMS": "1000",
        "passings-0-predecessor": ended.unit.pk,
        "passings-0-successor": going_on.unit.pk,
        "passings-0-portal_fate": "freeze",
        "passings-0-keeps_people": "on",
        "subordinations-TOTAL_FORMS": "0",
        "subordinations-INITIAL_FORMS": "0",
        "subordinations-MIN_NUM_FORMS": "0",
        "subordinations-MAX_NUM_FORMS": "1000",
        "movings-TOTAL_FORMS": "0",
        "movings-INITIAL_FORMS": "0",
        "movings-MIN_NUM_FORMS": "0",
        "movings-MAX_NUM_FORMS": "1000",
    }
    made = office.post("/admin/changes/new/", form)
    change = Change.objects.get()
    assert made["Location"] == f"/admin/changes/plan/{change.pk}/"
    assert [str(one) for one in change.passings.all()] == ["Sở Cũ → Sở Mới"]
    edit = f"/admin/changes/edit/{change.pk}/"
    assert office.get(edit).status_code == 200
    Change.objects.update(state=ChangeState.PREPARED)
    assert office.get(edit).status_code == 404


@pytest.fixture(params=["administrator", "auditor", "office elsewhere"])
def other(request: pytest.FixtureRequest, ended: Living, province: Unit) -> User:
    if request.param == "administrator":
        return person_of(ended.unit, Capability.UNIT_ADMIN)
    if request.param == "auditor":
        return person_of(province, Capability.AUDITOR)
    return person_of(UnitFactory.create(), Capability.STANDING_OFFICE)


def test_nobody_else_changes_anything(change: Change, other: User) -> None:
    client = admin_client(other)
    address = f"/admin/changes/plan/{change.pk}/"
    refusals = frozenset({"audit.ChainHead", "audit.SecurityEntry"})
    before = everything(refusals)
    for deed in ("try", "prepare", "live", "withdraw", "nothing"):
        assert client.post(address, {"deed": deed}).status_code in {302, 403, 404}
    change.refresh_from_db()
    assert change.state == ChangeState.DRAFT
    assert everything(refusals) == before
