"""The screens: what is seen by whom, what may be decided, and what it costs."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.health.models import Check, LinkUse
from cms.health.services import note_finding
from cms.health.states import Fault, Kind, State
from sites.models import Capability
from sites.services import grant_role
from tests.admin import admin_client, soup, words
from tests.factories.news import NewsPageFactory
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import Living, living_portal
from tests.health.conftest import BETS, check_of, day, until
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db
LIST = "/admin/health/"


@pytest.fixture
@kept
def link(living: Living) -> Check:
    check = check_of(living, Kind.LINK)
    page = NewsPageFactory.create(parent=living.section, title="Bài có liên kết")
    LinkUse.objects.create(about=check, page=page)
    note_finding(checks=[check.pk], finding=BETS)
    check.refresh_from_db()
    return check


@pytest.fixture
@kept
def registration(living: Living) -> Check:
    return check_of(living, Kind.REGISTRATION, fault=Fault.NO_DATE)


def at(check: Check) -> str:
    return f"{LIST}inspect/{check.pk}/"


def test_the_unit_sees_its_own_and_the_office_what_is_below(
    people: dict[str, Any], link: Check
) -> None:
    for name in ("administrator", "publisher", "office", "auditor"):
        client = admin_client(people[name])
        assert "https://bao.thu.vn/bai" in words(client.get(LIST))
        shown = words(client.get(at(link)))
        assert "Cờ bạc, cá cược" in shown
        assert "Bài có liên kết" in shown
    neighbour = admin_client(people["neighbour"])
    assert "bao.thu.vn" not in neighbour.get(LIST).content.decode()
    assert neighbour.get(at(link)).status_code == 404
    assert admin_client(people["editor"]).get(LIST).status_code == 302


def test_a_link_leads_to_the_pages_that_hold_it(
    people: dict[str, Any], link: Check
) -> None:
    page = link.uses.get().page
    assert page is not None
    edit = f'href="/admin/pages/{page.pk}/edit/"'
    own = admin_client(people["administrator"]).get(at(link)).content.decode()
    assert edit in own
    only_looks = admin_client(people["auditor"]).get(at(link)).content.decode()
    assert "Bài có liên kết" in only_looks
    assert edit not in only_looks


def test_a_page_that_moved_to_another_unit_is_not_named(
    people: dict[str, Any], link: Check
) -> None:
    page: Any = NewsPageFactory.create(parent=living_portal().section, title="Bài khác")
    LinkUse.objects.create(about=link, page=page)
    shown = words(admin_client(people["administrator"]).get(at(link)))
    assert "Bài khác" not in shown


def test_something_is_set_aside_and_taken_up_again(
    people: dict[str, Any], link: Check
) -> None:
    client = admin_client(people["administrator"])
    assert (
        client.post(at(link), {"deed": "aside", "reason": "Đã gỡ"}).status_code == 302
    )
    shown = words(client.get(at(link)))
    assert "Đã gỡ" in shown
    assert "Theo dõi lại" in shown
    assert client.post(at(link), {"deed": "again"}).status_code == 302
    link.refresh_from_db()
    assert link.set_aside_at is None


@pytest.mark.parametrize("reason", ["", "   ", "x" * 256])
def test_setting_aside_without_a_reason_is_refused(
    people: dict[str, Any], link: Check, reason: str
) -> None:
    client = admin_client(people["administrator"])
    answer = client.post(at(link), {"deed": "aside", "reason": reason})
    assert answer.status_code == 422
    assert soup(answer).select(".error-message")
    link.refresh_from_db()
    assert link.set_aside_at is None


@pytest.mark.parametrize(
    ("name", "deed", "status"),
    [
        ("publisher", "aside", 403),
        ("auditor", "aside", 403),
        ("neighbour", "aside", 404),
        ("administrator", "delete", 403),
        ("administrator", "", 403),
    ],
)
def test_who_may_not_decide_changes_nothing(
    people: dict[str, Any], link: Check, name: str, deed: str, status: int
) -> None:
    before = Check.objects.values().get()
    client = admin_client(people[name])
    answer = client.post(at(link), {"deed": deed, "reason": "Bỏ qua"})
    assert answer.status_code == status
    assert Check.objects.values().get() == before
    assert "<textarea" not in client.get(LIST).content.decode()


def test_the_day_of_registration_is_entered_by_the_unit(
    people: dict[str, Any], registration: Check
) -> None:
    client = admin_client(people["administrator"])
    typed = {"deed": "date", "expires_on": f"{day(20):%d/%m/%Y}"}
    assert client.post(at(registration), typed).status_code == 302
    shown = words(client.get(at(registration)))
    assert f"{day(20):%d/%m/%Y} (theo giấy xác nhận)" in shown
    assert "Sắp hết hạn" in shown


@pytest.mark.parametrize("typed", ["", "hôm nay", "2026-02-30", "2126-01-01"])
def test_a_day_that_is_none_is_refused(
    people: dict[str, Any], registration: Check, typed: str
) -> None:
    client = admin_client(people["administrator"])
    answer = client.post(at(registration), {"deed": "date", "expires_on": typed})
    assert answer.status_code == 422
    registration.refresh_from_db()
    assert registration.expires_on is None


def test_only_registrations_take_a_day(people: dict[str, Any], link: Check) -> None:
    client = admin_client(people["administrator"])
    answer = client.post(at(link), {"deed": "date", "expires_on": "2027-01-01"})
    assert answer.status_code == 422
    link.refresh_from_db()
    assert link.expires_on is None


def test_the_list_is_narrowed_and_begins_with_the_worst(
    living: Living, people: dict[str, Any], link: Check
) -> None:
    fine = check_of(living, Kind.CERTIFICATE)
    note_finding(checks=[fine.pk], finding=until(100))
    near = check_of(living, Kind.REGISTRATION)
    note_finding(checks=[near.pk], finding=until(5))
    client = admin_client(people["office"])

    def listed(query: str = "") -> list[str]:
        rows = soup(client.get(LIST + query)).select("table tbody tr")
        return [" ".join(row.get_text(" ").split()) for row in rows]

    assert [row.split()[0] for row in listed()] == [
        "https://bao.thu.vn/bai",
        "cong.thu.gov.vn",
        "cong.thu.gov.vn",
    ]
    assert "Sắp hết hạn" in listed()[1]
    assert len(listed("?kind=link")) == 1
    assert len(listed("?state=fine")) == 1
    assert len(listed("?shown=open")) == 2
    assert len(listed(f"?unit={living.unit.pk}")) == 3
    assert len(listed("?q=bao.thu")) == 1
    assert listed("?shown=aside") == []


def test_the_list_is_taken_along(people: dict[str, Any], link: Check) -> None:
    client = admin_client(people["office"])
    answer: Any = client.get(f"{LIST}?export=csv")
    text = b"".join(answer.streaming_content).decode()
    heading, row = list(csv.reader(io.StringIO(text)))
    told = dict(zip(heading, row, strict=True))
    assert told["Địa chỉ"] == "https://bao.thu.vn/bai"
    assert told["Trạng thái"] == "Cờ bạc, cá cược"
    assert told["Trang có liên kết này"] == "Bài có liên kết"
    assert "suc-khoe-ten-mien-va-lien-ket.csv" in answer["Content-Disposition"]
    sheet: Any = client.get(f"{LIST}?export=xlsx")
    assert b"".join(sheet.streaming_content).startswith(b"PK")


# First page ----------------------------------------------------------------------------


def test_the_first_page_shows_what_is_to_mend(
    people: dict[str, Any], link: Check
) -> None:
    title = "Tên miền, liên kết cần xử lý"
    for name in ("administrator", "office"):
        shown = words(admin_client(people[name]).get("/admin/"))
        assert title in shown
        assert "https://bao.thu.vn/bai" in shown
    for name in ("editor", "neighbour", "auditor"):
        assert title not in words(admin_client(people[name]).get("/admin/"))
    Check.objects.update(set_aside_at=timezone.now(), reason="Đã gỡ")
    shown = words(admin_client(people["administrator"]).get("/admin/"))
    assert title not in shown


# Costs ---------------------------------------------------------------------------------


@contextmanager
def counted() -> Iterator[list[int]]:
    told: list[int] = []
    with CaptureQueriesContext(connection) as queries:
        yield told
    told.append(len(queries))


def many(living: Living, number: int) -> None:
    Check.objects.bulk_create(
        Check(
            portal=living.portal,
            kind=Kind.LINK,
            address=f"https://nhieu.vn/{place}",
            state=State.DEAD,
            known_state=State.DEAD,
        )
        for place in range(number)
    )


@pytest.mark.parametrize("path", [LIST, f"{LIST}?export=csv", "/admin/"])
def test_a_thousand_rows_cost_as_much_as_ten(living: Living, path: str) -> None:
    keeper = admin_client(UserFactory.create(superuser=True))
    costs = []
    for number in (10, 1_000):
        Check.objects.all().delete()
        many(living, number)
        keeper.get(path)
        with counted() as cost:
            answer: Any = keeper.get(path)
            b"".join(answer.streaming_content) if answer.streaming else None
        costs += cost
    assert costs[0] == costs[1] <= 25


def test_readers_never_meet_any_of_it(living: Living) -> None:
    """A page costs the same with a thousand checks, and asks no table of theirs."""
    reader = Client(headers={"host": living.host})
    NewsPageFactory.create(parent=living.section, title="Bài viết")
    paths = ["/", f"/{living.section.slug}/", "/-/tim-kiem/?q=bai"]

    def asked() -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            for path in paths:
                assert reader.get(path).status_code == 200
        return [query["sql"] for query in queries]

    asked()
    before = asked()
    many(living, 1_000)
    after = asked()
    assert len(after) == len(before)
    assert not [sql for sql in after if "health_" in sql]


def test_a_role_elsewhere_opens_nothing_here(living: Living, link: Check) -> None:
    person = person_of(living.unit, Capability.EDITOR)
    other = living_portal()
    grant_role(user=person, unit=other.unit, capability=Capability.UNIT_ADMIN)
    client = admin_client(person)
    assert "bao.thu.vn" not in client.get(LIST).content.decode()
    assert client.get(at(link)).status_code == 404
