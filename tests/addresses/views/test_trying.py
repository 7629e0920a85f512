"""Whoever keeps a portal's addresses sees what readers find, without counting."""

import pytest
from django.test import Client

from cms.addresses.hits import tally
from cms.addresses.models import AddressRule
from cms.news.models import NewsPage
from tests.addresses.conftest import HOST, ITEM, OLDER
from tests.admin import errors, words
from tests.factories.addresses import old_address
from tests.factories.portals import Living
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db

TRIED = [
    ("/Cu.aspx?id=7", "Bạn đọc được dẫn tiếp (301). Tới /so/7/"),
    ("/tin-tuc/", "Ở đó đang có một trang của cổng, bạn đọc thấy trang ấy. Tới /tin-tuc/"),
    ("/bo", "Đã gỡ: bạn đọc được báo như vậy (410). Theo địa chỉ cũ /bo"),
    ("/khong-co.aspx", "Ở đó không có trang nào, cũng không có địa chỉ cũ nào: 404."),
    ("/nhap.aspx", "Trang của địa chỉ cũ này chưa xuất bản: 404."),
    (f"http://{OLDER}/tin-tuc/", f"Bạn đọc được dẫn tiếp (301). Tới {ITEM}"),
    ("http://khac.vn/x", "“khac.vn” không phải tên miền của cổng này."),
]  # fmt: skip


@pytest.fixture
def _rules(living: Living, item: NewsPage) -> None:
    draft = NewsPage(title="Nháp", slug="nhap", live=False, form="tin")
    living.section.add_child(instance=draft)
    old_address(living.portal, "/cu.aspx?id={id}", "/so/{id}/")
    old_address(living.portal, "/bo")
    old_address(living.portal, "/nhap.aspx", draft)
    old_address(living.portal, f"http://{OLDER}/tin-tuc", item)


@pytest.mark.usefixtures("_rules")
def test_the_verdict_is_what_readers_find(
    client_of_admin: Client, reader: Reader
) -> None:
    for address, told in TRIED:
        asked = {"address": address, "portal": portal()}
        assert told in words(client_of_admin.get("/admin/addresses/thu/", asked))
        tally.write()
        assert not AddressRule.objects.filter(hits__gt=0).exists()
        assert_is_found(reader, address, told)
        tally.forget()


def assert_is_found(reader: Reader, address: str, told: str) -> None:
    host, _slash, path = address.removeprefix("http://").partition("/")
    answer = reader.get(host or HOST, f"/{path}")
    codes = {"(301)": 301, "(410)": 410, "404": 404, "đang có": 200, "tên miền": 404}
    assert answer.status_code == next(
        code for word, code in codes.items() if word in told
    )
    if answer.status_code == 301:
        assert answer["Location"].removeprefix(f"http://{HOST}") in told


def portal() -> str:
    return str(AddressRule.objects.values_list("portal", flat=True)[0])


@pytest.mark.usefixtures("_rules")
def test_what_is_no_address_is_told(client_of_admin: Client) -> None:
    for address in ("", "cu.aspx", "http://[/", "/a\nb"):
        asked = {"address": address, "portal": portal()}
        answer = client_of_admin.get("/admin/addresses/thu/", asked)
        assert answer.status_code == 200
        assert errors(answer), address
