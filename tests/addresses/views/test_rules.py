"""The list of old addresses and its form: one's own portals', every fault at once."""

import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from cms.addresses.models import AddressRule
from cms.news.models import NewsPage
from cms.users.models import User
from sites.models import Capability
from tests.addresses.conftest import HOST, ITEM, SECOND
from tests.admin import admin_client, errors, send, words
from tests.factories.addresses import old_address
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import Living, living_portal

pytestmark = pytest.mark.django_db

LIST, NEW = "/admin/addresses/", "/admin/addresses/new/"


def edit_of(rule: AddressRule) -> str:
    return f"/admin/addresses/edit/{rule.pk}/"


def test_an_administrator_writes_an_old_address(
    living: Living, item: NewsPage, client_of_admin: Client
) -> None:
    made = send(
        client_of_admin,
        NEW,
        source=f"http://{SECOND}/Default.aspx?ID=4711#x",
        page=item.pk,
    )
    assert made.status_code == 302
    rule = AddressRule.objects.get()
    assert (rule.host, rule.source) == (SECOND, "/Default.aspx?ID=4711")
    assert (rule.page_id, rule.portal_id) == (item.pk, living.portal.pk)
    shown = words(client_of_admin.get(LIST))
    assert f"{SECOND}/Default.aspx?ID=4711" in shown
    assert "Đại hội phụ nữ" in shown
    changed = send(client_of_admin, edit_of(rule), page="", target=f"https://{HOST}/a/")
    assert changed.status_code == 302
    rule.refresh_from_db()
    assert (rule.host, rule.page_id, rule.target) == (SECOND, None, "/a/")
    history = client_of_admin.get(f"/admin/addresses/history/{rule.pk}/")
    assert history.status_code == 200
    assert (
        client_of_admin.post(f"/admin/addresses/delete/{rule.pk}/").status_code == 302
    )
    assert not AddressRule.objects.exists()


FAULTS: list[tuple[dict[str, Any], str]] = [
        ({"source": "tin.aspx", "target": "x"}, "Địa chỉ cũ bắt đầu bằng “/” hoặc “http”."),
        ({"source": "http://khac.gov.vn/a", "is_gone": "on"}, "“khac.gov.vn” không phải tên miền của cổng này."),
        ({"source": "/a"}, "Hãy chọn một trong ba: trang, địa chỉ mới, hoặc đã gỡ hẳn."),
        ({"source": "/a", "target": "/b", "is_gone": "on"}, "Hãy chọn một trong ba: trang, địa chỉ mới, hoặc đã gỡ hẳn."),
        ({"source": "/a", "target": "/b/{x}"}, "Địa chỉ cũ không có chỗ trống {x}."),
        ({"source": "/co", "target": "/b/"}, "Địa chỉ cũ này đã có trong danh sách: đang dẫn tới “/giua”."),
        ({"source": "/giua", "target": "/co"}, "vòng tròn"),
    ]  # fmt: skip


def test_faults_are_told_and_nothing_is_stored(
    living: Living, client_of_admin: Client
) -> None:
    old_address(living.portal, "/co", "/giua")
    for changes, told in FAULTS:
        answer = send(client_of_admin, NEW, **changes)
        assert answer.status_code == 200
        shown = " ".join([*errors(answer), words(answer, "body")])
        assert told in shown
    assert AddressRule.objects.count() == 1


def test_a_rule_that_nobody_reaches_is_stored_and_told(
    living: Living, item: NewsPage, client_of_admin: Client
) -> None:
    send(client_of_admin, NEW, source="/tin-tuc/", page=item.pk)
    shown = words(client_of_admin.get(LIST), "body")
    assert "“/tin-tuc/” không bao giờ được dùng: ở đó đang có một trang." in shown


def test_a_detour_is_led_straight_on_wish(
    living: Living, item: NewsPage, client_of_admin: Client
) -> None:
    old_address(living.portal, "/giua", item)
    refused = send(client_of_admin, NEW, source="/dau", target="/giua")
    assert "bản thân cũng là địa chỉ cũ" in words(refused, "body")
    send(client_of_admin, NEW, source="/dau", target="/giua", straightens="on")
    assert AddressRule.objects.get(source="/dau").page_id == item.pk


def test_the_list_is_exported_as_it_is_brought_in(
    living: Living, item: NewsPage, client_of_admin: Client
) -> None:
    old_address(living.portal, "/a.aspx", item)
    old_address(living.portal, f"http://{SECOND}/b", "")
    file = client_of_admin.get(f"{LIST}?export=xlsx")
    book = load_workbook(io.BytesIO(b"".join(file.streaming_content)))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows == [
        ("địa chỉ cũ", "địa chỉ mới", "mã", "lượt mở", "lần cuối"),
        ("/a.aspx", f"http://{HOST}{ITEM}", "301", 0, None),
        (f"http://{SECOND}/b", None, "410", 0, None),
    ]


def test_the_list_is_narrowed_and_searched(
    living: Living, item: NewsPage, client_of_admin: Client
) -> None:
    old_address(living.portal, "/trang.aspx", item)
    old_address(living.portal, "/dia-chi.aspx", "/x/", hits=3)
    old_address(living.portal, "/bo.aspx")
    gone = old_address(living.portal, "/mat.aspx", "/y/")
    AddressRule.objects.filter(pk=gone.pk).update(target="")
    found = {
        "end=page": {"/trang.aspx"},
        "end=address": {"/dia-chi.aspx"},
        "end=gone": {"/bo.aspx"},
        "end=broken": {"/mat.aspx"},
        "use=used": {"/dia-chi.aspx"},
        "q=dai hoi": {"/trang.aspx"},
    }
    for asked, expected in found.items():
        shown = words(client_of_admin.get(f"{LIST}?{asked}"))
        everything = ("/trang.aspx", "/dia-chi.aspx", "/bo.aspx", "/mat.aspx")
        assert {one for one in everything if one in shown} == expected, asked


def test_the_list_costs_the_same_for_one_and_for_fifty(
    living: Living, item: NewsPage, client_of_admin: Client
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client_of_admin.get(LIST).status_code == 200
        return len(asked)

    old_address(living.portal, "/0.aspx", item)
    cost()
    first = cost()
    for number in range(1, 50):
        old_address(living.portal, f"/{number}.aspx", item)
    cost()
    assert cost() <= first


@pytest.fixture(params=["editor", "elsewhere", "auditor"])
def other(request: pytest.FixtureRequest, living: Living) -> User:
    if request.param == "editor":
        return person_of(living.unit, Capability.EDITOR, Capability.PUBLISHER)
    if request.param == "auditor":
        return person_of(living.unit, Capability.AUDITOR)
    return person_of(living_portal().unit, Capability.UNIT_ADMIN)


def test_nobody_else_writes_or_changes(
    living: Living, item: NewsPage, other: User
) -> None:
    rule = old_address(living.portal, "/a.aspx", item)
    client = admin_client(other)
    form = {"portal": living.portal.pk, "source": "/b", "target": "/c"}
    for path in (NEW, edit_of(rule), f"/admin/addresses/delete/{rule.pk}/"):
        assert client.post(path, form).status_code in {200, 302, 403, 404}
    assert list(AddressRule.objects.values_list("source", "page")) == [
        ("/a.aspx", item.pk)
    ]


def test_the_office_above_and_the_keepers_write_for_any(
    living: Living, office: User
) -> None:
    living_portal()
    for number, person in enumerate([office, UserFactory.create(superuser=True)]):
        values = {"portal": living.portal.pk, "source": f"/{number}", "is_gone": "on"}
        assert send(admin_client(person), NEW, **values).status_code == 302
    assert AddressRule.objects.count() == 2
