"""The overview as its people use it: who sees what, filters, spreadsheets, cost."""

import csv
import io
from collections.abc import Callable
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

import pytest
from bs4 import Tag
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from cms.core.gate import imported
from cms.news.models import Placement
from cms.overview.permissions import READERS
from cms.pages.models import SectionPage
from cms.users.models import User
from sites.models import (
    Branding,
    Capability,
    Portal,
    PortalStatus,
    Unit,
    UnitKind,
)
from sites.permissions import model_permissions
from sites.services import end_role
from tests.admin import admin_client, soup, words
from tests.factories.bulk import make_articles, make_portals
from tests.factories.corrections import MistakeReportFactory
from tests.factories.crowds import make_crews, put_under_province
from tests.factories.news import NewsPageFactory
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import (
    Living,
    UnitFactory,
    UnitSuccessionFactory,
    living_portal,
)
from tests.factories.publishing import take_away

pytestmark = pytest.mark.django_db

OVERVIEW = "/admin/toan-canh/"
QUERIES = 20  # issue 6


@pytest.fixture
def client(office: User) -> Client:
    return admin_client(office)


def names_in(answer: HttpResponseBase) -> list[str]:
    titles = soup(answer).select("tbody .d-title")
    return [one.get_text(strip=True) for one in titles]


def names(client: Client, query: str = "") -> list[str]:
    return names_in(client.get(OVERVIEW + query))


def cells(client: Client, query: str = "") -> list[str]:
    """Return what the first row says, cell by cell."""
    row = soup(client.get(OVERVIEW + query)).select_one("tbody tr")
    assert isinstance(row, Tag)
    return [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])]


def figures(client: Client) -> dict[str, str]:
    found = soup(client.get(OVERVIEW)).select(".d-sum a")
    return {
        str(one["href"]).rpartition("=")[2]: one.strong.get_text()  # type: ignore[union-attr]
        for one in found
    }


@pytest.fixture
def published(living: Living) -> datetime:
    """A unit that lacks something of everything; when its one item went out."""
    writer = person_of(living.unit, Capability.EDITOR, full_name="Lê Thị Ánh")
    item = NewsPageFactory.create(
        parent=living.section, owner=writer, title="Có chỗ sai"
    )
    MistakeReportFactory.create(page=item)
    end_role(assignment=writer.role_assignments.get())
    Branding.objects.update(phone="")
    now = timezone.now()
    Placement.objects.update(shown_at=now - timedelta(days=9))
    SectionPage.objects.update(freshness_days=8, lists="pages")
    SectionPage.objects.filter(pk=living.section.pk).update(lists="news")
    yesterday = now - timedelta(days=1)
    living.unit.records.items().update(first_published_at=yesterday)
    return yesterday


def test_a_row_tells_all_of_a_unit(client: Client, published: datetime) -> None:
    at = timezone.localtime(published).strftime("%H:%M %d/%m/%Y")
    assert cells(client, "?need=owner") == [
        "Sở Văn hóa Sở, ban, ngành · UBND tỉnh Tây Ninh",
        "Đang mở Tiếng Việt",
        "4/5 thiếu điện thoại",
        f"hôm qua {at}",
        "1 trước đó 0",
        "",
        "Văn hóa 9 ngày, mức 8 ngày",
        "1 người chưa bàn giao Lê Thị Ánh 1 báo sai sót",
    ]
    assert figures(client) == {
        "owner": "1",
        "handover": "1",
        "reports": "1",
        "stale": "1",
        "silent": "0",
    }


def test_a_row_leads_to_what_waits(
    client: Client, living: Living, published: datetime
) -> None:
    links = [str(one["href"]) for one in soup(client.get(OVERVIEW)).select("tbody a")]
    assert links == [
        f"/admin/pages/{living.home.pk}/",
        f"/admin/pages/{living.section.pk}/",
        f"/admin/nhan-su/?unit={living.unit.pk}&state=former",
        f"/admin/corrections/?unit={living.unit.pk}&state=received&state=checking",
    ]
    for link in links[:2]:
        assert client.get(link).status_code == HTTPStatus.OK
    assert "Lê Thị Ánh" in words(client.get(links[2]))
    assert "Có chỗ sai" in words(client.get(links[3]))


def test_many_stale_sections_are_two_and_a_number(
    client: Client, living: Living
) -> None:
    for title in ("Ba", "Bốn"):
        with imported():
            living.home.add_child(instance=SectionPage(title=title, live=True))
    old = timezone.now() - timedelta(days=40)
    SectionPage.objects.update(first_published_at=old, live=True)
    told = cells(client, "?need=stale")[6]
    assert told == (
        "Văn hóa chưa có gì, mức 30 ngày Thể thao chưa có gì, mức 30 ngày và 2 nữa"
    )


def test_the_frozen_are_found_and_asked_for_nothing(
    client: Client, living: Living, province: Unit
) -> None:
    old = UnitFactory.create(name="Sở Du lịch", parent=province)
    frozen = living_portal(unit=old, status=PortalStatus.FROZEN)
    UnitSuccessionFactory.create(predecessor=old, successor=living.unit)
    item = NewsPageFactory.create(parent=frozen.section)
    MistakeReportFactory.create(page=item)
    take_away(Branding.objects.filter(portal=frozen.portal))
    assert "Sở Du lịch" not in names(client)
    assert figures(client)["owner"] == "0"
    assert figures(client)["reports"] == "0"
    assert cells(client, "?state=frozen&q=so du lich") == [
        "Sở Du lịch Sở, ban, ngành · UBND tỉnh Tây Ninh",
        "Đóng băng: trước sắp xếp Tiếng Việt Kế thừa: Sở Văn hóa",
        "Giữ để tra cứu, không còn việc phải làm.",
    ]


def test_filters_meet_and_are_kept_in_the_links(
    client: Client, living: Living, province: Unit
) -> None:
    library = UnitFactory.create(
        name="Thư viện", parent=living.unit, kind=UnitKind.SUBORDINATE
    )
    assert names(client, "?order=name") == ["Sở Văn hóa", "Thư viện", province.name]
    assert names(client, "?q=Tay Ninh") == [province.name]
    assert names(client, f"?under={living.unit.pk}&order=tier") == [
        "Sở Văn hóa",
        "Thư viện",
    ]
    assert names(client, "?kind=subordinate&state=without") == [library.name]
    page = soup(client.get(f"{OVERVIEW}?q=thu vien"))
    exports = [str(one["href"]) for one in page.select(".o-acts a[href*=export]")]
    assert exports == ["?q=thu+vien&export=xlsx", "?q=thu+vien&export=csv"]


def test_what_makes_no_sense_is_said_and_narrows_nothing(
    client: Client, living: Living
) -> None:
    query = f"?state=closed&need=gold&under=99999&order=up&p=x&q={'a' * 101}"
    answer = client.get(OVERVIEW + query)
    assert answer.status_code == HTTPStatus.OK
    assert len(soup(answer).select(".o-wrong")) == 5
    assert len(names(client, query)) == 2
    assert client.get(f"{OVERVIEW}?export=pdf").status_code == HTTPStatus.OK


def test_nothing_found_leads_back(client: Client, living: Living) -> None:
    answer = client.get(f"{OVERVIEW}?q=khong co don vi nay")
    assert "Không có đơn vị nào khớp bộ lọc." in words(answer)
    assert names(client, "?q=khong co don vi nay") == []


def test_pages_of_twenty_five(client: Client, province: Unit) -> None:
    UnitFactory.create_batch(30, parent=province)
    assert len(names(client, "?order=name")) == 25
    assert len(names(client, "?order=name&p=2")) == 6
    assert (
        'href="?order=name&amp;p=2"'
        in client.get(f"{OVERVIEW}?order=name").content.decode()
    )


def rows_of_csv(client: Client, query: str) -> list[list[str]]:
    sent: Any = client.get(f"{OVERVIEW}?export=csv{query}")
    return list(csv.reader(io.StringIO(sent.getvalue().decode())))


def test_a_spreadsheet_holds_what_the_filter_leaves(
    client: Client, living: Living
) -> None:
    Unit.objects.filter(pk=living.unit.pk).update(name="=HYPERLINK(1)")
    NewsPageFactory.create(parent=living.section)
    at = timezone.now().replace(microsecond=0)
    living.unit.records.items().update(first_published_at=at)
    Branding.objects.update(phone="", email="")
    heads, row = rows_of_csv(client, "&need=owner")
    assert heads == [
        *("Đơn vị", "Cấp", "Đơn vị cấp trên", "Cổng", "Đơn vị kế thừa", "Ngôn ngữ"),
        *("Thông tin chủ quản (trên 5)", "Thông tin còn thiếu", "Đăng gần nhất"),
        *("Tin bài 30 ngày", "Tin bài 30 ngày trước đó"),
        *("Chuyên mục quá hạn làm mới", "Người chưa bàn giao"),
        *("Báo sai sót chờ trả lời", "Việc cần chú ý"),
    ]
    local = timezone.localtime(at).strftime("%Y-%m-%d %H:%M:%S")
    assert row == [
        *("'=HYPERLINK(1)", "Sở, ban, ngành", "UBND tỉnh Tây Ninh", "Đang mở", ""),
        *("Tiếng Việt", "3", "Thư điện tử, điện thoại", local, "1", "0", "", "", "0"),
        "Thiếu thông tin chủ quản",
    ]
    assert len(rows_of_csv(client, "")) == 3
    assert len(rows_of_csv(client, "&state=frozen")) == 1

    sent: Any = client.get(f"{OVERVIEW}?export=xlsx&need=owner")
    sheet = load_workbook(io.BytesIO(sent.getvalue())).active
    told = [list(line) for line in sheet.iter_rows(values_only=True)]
    assert told[0] == heads
    assert told[1][0] == "=HYPERLINK(1)"
    assert sheet["A2"].data_type == "s"
    assert told[1][8] == timezone.make_naive(at)


@pytest.mark.parametrize("role", [*READERS])
def test_nothing_is_counted_that_its_list_would_hide(role: Capability) -> None:
    assert {
        "portals.view_roleassignment",
        "corrections.view_mistakereport",
        "core.view_editorialrecord",
    } <= model_permissions(role)


@pytest.mark.parametrize("role", [one for one in Capability if one not in READERS])
def test_others_neither_see_it_nor_its_menu(living: Living, role: Capability) -> None:
    client = admin_client(person_of(living.unit, role))
    assert client.get(OVERVIEW).status_code == HTTPStatus.FOUND
    home = client.get("/admin/")
    assert OVERVIEW not in home.content.decode()


def test_everybody_sees_what_they_look_over(
    living: Living, province: Unit, office: User
) -> None:
    elsewhere = living_portal()
    below = UnitFactory.create(name="Thư viện", parent=living.unit)
    people = {
        Capability.UNIT_ADMIN: person_of(living.unit, Capability.UNIT_ADMIN),
        Capability.AUDITOR: person_of(province, Capability.AUDITOR),
        Capability.STANDING_OFFICE: office,
    }
    seen = {role: set(names(admin_client(one))) for role, one in people.items()}
    assert seen == {
        Capability.UNIT_ADMIN: {"Sở Văn hóa"},
        Capability.AUDITOR: {province.name, "Sở Văn hóa", below.name},
        Capability.STANDING_OFFICE: {province.name, "Sở Văn hóa", below.name},
    }
    keeper = admin_client(UserFactory.create(superuser=True))
    assert elsewhere.unit.name in names(keeper)
    person = people[Capability.UNIT_ADMIN]
    offered = soup(admin_client(person).get(OVERVIEW))
    assert offered.select("#id_overview_under") == []
    asked = admin_client(person).get(f"{OVERVIEW}?under={province.pk}")
    assert names_in(asked) == ["Sở Văn hóa"]


def test_the_first_page_tells_the_office_the_most_pressing(
    client: Client, living: Living
) -> None:
    card = "[aria-labelledby=units-in-need-title]"
    SectionPage.objects.update(lists="pages")
    NewsPageFactory.create(parent=living.section)
    assert "Không có đơn vị nào cần chú ý." in words(client.get("/admin/"), card)
    Branding.objects.update(phone="")
    page = soup(client.get("/admin/"))
    told = page.select(f"{card} .d-rows a")
    assert [one.get_text(strip=True) for one in told] == [
        "1 đơn vị thiếu thông tin chủ quản"
    ]
    assert [str(one["href"]) for one in told] == [f"{OVERVIEW}?need=owner"]
    Portal.objects.update(status=PortalStatus.FROZEN)
    assert "Không có đơn vị nào cần chú ý." in words(client.get("/admin/"), card)
    administrator = admin_client(person_of(living.unit, Capability.UNIT_ADMIN))
    assert words(administrator.get("/admin/"), card) == ""


def cost(client: Client, path: str) -> int:
    """Return the queries of a screen; signs of life are written in some answers only."""
    counts = []
    for _time in range(3):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == HTTPStatus.OK
        counts.append(len(asked))
    return min(counts)


@pytest.mark.proof
def test_a_thousand_units_in_twenty_queries(
    proof_size: Callable[[int], int],
) -> None:
    portals = make_portals(proof_size(1_000))
    make_crews(portals)
    province = put_under_province(portals)
    client = admin_client(person_of(province, Capability.STANDING_OFFICE))
    section = SectionPage.objects.descendant_of(portals[0].site.root_page).order_by(
        "path"
    )[0]
    few = {path: cost(client, path) for path in (OVERVIEW, f"{OVERVIEW}?need=silent")}
    make_articles(section, proof_size(10_000))
    for path, before in few.items():
        assert cost(client, path) == before <= QUERIES, path
