"""Whatever address is asked for: the right answer or a clear refusal, never a fault.

Issue “The readers' site”, bad input. PostgreSQL refuses texts with NUL, so this runs
where it does; nobody is to see a 500 for a question.
"""

import unicodedata
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from django.http import HttpResponse
from django.test import Client

from cms.core.models import EditorialRecord
from cms.news.models import NewsPage
from sites.directory import directory
from tests.factories.core import TopicFactory
from tests.factories.events import EventPageFactory
from tests.factories.news import NewsPageFactory
from tests.factories.pages import StandardPageFactory
from tests.factories.portals import Living, living_portal
from tests.factories.publishing import publish
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

HOST = "x.localhost"
GONE = {404}
MOVED = {301}
CLEAR = {200, 301, 400, 404}

# What a request begins with: anything that may stand before the question mark.
PATHS: list[tuple[str, set[int]]] = [
    ("//evil.example/", {301, 404}),
    ("//evil.example/%2e%2e", {301, 404}),
    ("/\\evil.example/", GONE),
    ("/%00", GONE),
    ("/van-hoa/%00/", GONE),
    ("/%00van-hoa/", GONE),
    ("/media/%00", GONE),
    ("/media/../../etc/passwd", {400, 404}),
    ("/media/%2e%2e/%2e%2e/etc/passwd", {400, 404}),
    ("/tai-lieu/1/%00", GONE),
    ("/tai-lieu/99999999999999999999/x.pdf", GONE),
    ("/van-hoa", MOVED),
    ("/VAN-HOA/", GONE),
    ("/van-hoa//hoi-lang/", GONE),
    ("/van-hoa/./hoi-lang/", GONE),
    ("/van-hoa/../van-hoa/", GONE),
    ("/van-hoa/hoi-lang/?page=%00", {200}),
    ("/v%C4%83n-h%C3%B3a/", GONE),
    ("/" + unicodedata.normalize("NFD", "văn-hóa") + "/", GONE),
    ("/%F0%9F%8E%89/", GONE),
    ("/%ff%fe/", GONE),
    ("/%E2%80%AE/", GONE),
    ("/%0d%0aSet-Cookie:x=1/", GONE),
    ("/" + "a" * 5_000 + "/", GONE),
    ("/" + "a/" * 2_000, GONE),
    ("/-/", GONE),
    ("/-/0000000000", GONE),
    ("/-/0000000000/", GONE),
    ("/-/%00%00%00%00%00%00%00%00%00%00", GONE),
    ("/-/chu-de/%00/", GONE),
    ("/-/chu-de/" + "a" * 300 + "/", GONE),
    ("/-/tac-gia/%00/", GONE),
    ("/-/tac-gia/" + "a" * 300 + "/", GONE),
    ("/-/tac-gia/hạ-miên/", GONE),
    ("/en/", GONE),
    ("/en/-/tim-kiem/?q=x", GONE),
    ("/zz/", GONE),
    ("/admin/", GONE),
    ("/admin/%00", GONE),
    ("/.env", GONE),
    ("/wp-login.php", GONE),
    ("/api/v1/pages/%00/", GONE),
    ("/api/v1/pages/99999999999999999999/", GONE),
    ("/api/v1/pages/?search=%00", {200, 400}),
    ("/api/v1/pages/?search=%22", {200, 400}),
    ("/api/v1/pages/?slug=%00", {200, 400}),
    ("/api/v1/pages/?limit=-1", {400}),
    ("/api/v1/pages/?offset=99999999999999999999", {200, 400}),
    ("/api/v1/pages/?type=%00", {400}),
]

# Pages that read parameters, and what somebody may write there.
OTHERS = ("form", "dang", "year", "nam", "month", "q", "name",
              "section", "sort", "tag", "date", "ngay")  # fmt: skip
VALUES = [
    "", "%00", "0", "-1", "999999", "99999999999999999999999", "1e9", "1.5", "NaN",
    "²", "%D9%A3", "2026-02-30", "30/02/2026", "9999", "10000", "0000", "-2026",
    "'", "%22", "%25", "..%2f", "%F0%9F%8E%89", "%ff", "{{7*7}}", "a" * 3_000,
    "<script>", "%0d%0a", "[]", "null",
]  # fmt: skip
LISTS = {
    "section": "/van-hoa/",
    "events": "/lich/",
    "article": "/van-hoa/hoi-lang/",
    "event": "/van-hoa/hoi-cho/",
    "standard": "/gioi-thieu/",
    "home": "/",
    "search": "/-/tim-kiem/?q=hoi&",
    "topic": "/-/chu-de/di-san/",
    "author": "/-/tac-gia/ha-mien/",
}


@pytest.fixture
@kept
def house() -> Living:
    living = living_portal(host=HOST)
    item: NewsPage = NewsPageFactory.create(
        parent=living.section, title="Hội làng", authors=["Hạ Miên"]
    )
    item.topics.set([TopicFactory.create(name="Di sản")])
    publish(item)
    EventPageFactory.create(parent=living.section, title="Hội chợ")
    StandardPageFactory.create(parent=living.home)
    calendar = living.home.get_children().get(slug="the-thao").specific
    calendar.slug, calendar.lists = "lich", "events"
    publish(calendar)
    directory.forget_all()
    return living


def asked(client: Client, path: str, host: str = HOST) -> HttpResponse:
    """Ask with a path as it comes over the wire: the client may not mend it."""
    path, _mark, query = path.partition("?")
    answer: Any = client.get("/", headers={"host": host}, **raw(path, query))
    return answer  # type: ignore[no-any-return]


def raw(path: str, query: str) -> dict[str, Any]:
    wire = unquote_to_bytes(path.encode())
    return {"PATH_INFO": wire.decode("latin-1"), "QUERY_STRING": query}


def test_an_address_is_answered_or_clearly_not(house: Living, client: Client) -> None:
    for path, expected in PATHS:
        answer = asked(client, path)
        assert answer.status_code in expected, path
        place = answer.get("Location", "")
        assert not place.startswith(("//", "http://evil", "\\")), path
        assert "\r" not in place, path


@pytest.mark.parametrize("page", LISTS)
def test_parameters_are_answered_or_clearly_not(
    house: Living, client: Client, page: str
) -> None:
    path = LISTS[page] if "?" in LISTS[page] else f"{LISTS[page]}?"
    assert asked(client, path).status_code == 200
    for value in VALUES:
        # A page number that does not exist would hide what the others do.
        others = "&".join(f"{name}={value}" for name in OTHERS)
        for query in (others, f"page={value}", f"trang={value}", f"q={value}"):
            answer = asked(client, f"{path}{query}&{value}=x")
            assert answer.status_code in CLEAR, query


@pytest.mark.parametrize(
    ("host", "status"),
    [
        (HOST, 200),
        ("X.LOCALHOST", 200),
        (f"{HOST}:8443", 200),
        (f"{HOST}.", 200),
        (f"{HOST}:", 404),
        ("evil.example", 404),
        (f"{HOST}.evil.example", 404),
        (f"{HOST}@evil.example", 404),
        (f"{HOST}:0x50", 404),
        ("[::1]", 404),
        ("", 404),
        ("a" * 300, 404),
        ("x\u0000y", 404),
        ("đình.localhost", 404),
    ],
)
def test_a_host_is_known_or_nobodys(
    house: Living, client: Client, host: str, status: int
) -> None:
    assert asked(client, "/", host).status_code == status


def test_a_short_address_is_read_in_any_case(house: Living, client: Client) -> None:
    item = NewsPage.objects.get()
    code = EditorialRecord.objects.code_of(item.translation_key)
    answer = asked(client, f"/-/{code.upper()}")
    assert (answer.status_code, answer["Location"]) == (301, "/van-hoa/hoi-lang/")


def test_a_title_longer_than_any_page_has_one_short_address(house: Living) -> None:
    long = NewsPageFactory.create(parent=house.section, title="Hội làng " * 28)
    assert len(long.title) > 240
    assert len(long.slug) <= 80
    assert len(long.slug.split("-")[-1]) > 1
