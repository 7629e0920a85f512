"""Kept answers: what they cost, what caches are told, whom they never reach."""

import gzip
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings
from wagtail.models import PageViewRestriction

from cms.news.models import NewsPage
from cms.operations import answers
from cms.pages.models import SectionPage
from sites.models import PortalStatus
from sites.services import announce_portal_changed, change_status
from tests.factories.news import NewsPageFactory
from tests.factories.portals import Living, living_portal
from tests.operations.kept.asking import (
    HOST,
    NOW,
    OTHER,
    Clock,
    Committed,
    get,
    memory,
    queries,
)

pytestmark = pytest.mark.django_db


# Cost -------------------------------------------------------------------------------


def test_the_second_reader_costs_no_query(item: NewsPage) -> None:
    for path in ("/", "/le-hoi/", f"/le-hoi/{item.slug}/", "/-/tin.atom"):
        assert queries(path) > 0
        assert queries(path) == 0


def test_with_stamps_due_it_costs_one(
    item: NewsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sites.directory.RECHECK_SECONDS", 0.0)
    get("/le-hoi/")
    get("/le-hoi/")
    assert queries("/le-hoi/") == 1


def test_a_304_is_answered_without_making_the_page(item: NewsPage) -> None:
    first = get("/le-hoi/")
    again = get("/le-hoi/", **{"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert queries("/le-hoi/", **{"if-none-match": first["ETag"]}) == 0
    for name in ("ETag", "Cache-Control", "Vary"):
        assert again[name] == first[name]


def test_without_a_cache_a_304_is_answered_all_the_same(
    item: NewsPage, settings: Settings
) -> None:
    settings.PAGE_CACHE = False
    first = get("/le-hoi/")
    assert queries("/le-hoi/") > 0
    again = get("/le-hoi/", **{"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


# Words of the protocol --------------------------------------------------------------


def test_readers_ask_every_time(item: NewsPage) -> None:
    response = get("/le-hoi/")
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert response["ETag"].startswith('W/"')
    vary = {name.strip() for name in response["Vary"].split(",")}
    assert {"Accept-Encoding", "Cookie", "Save-Data"} <= vary
    kept = get("/le-hoi/")
    for name in ("Cache-Control", "ETag", "Vary", "Content-Type", "X-Frame-Options"):
        assert kept[name] == response[name]
    assert kept.content == response.content


def test_the_time_of_the_last_change_is_told_when_its_second_is_over(
    item: NewsPage, clock: Clock
) -> None:
    clock.now = NOW + timedelta(milliseconds=400)
    assert "Last-Modified" not in get("/le-hoi/")
    clock.now = NOW + timedelta(seconds=5)
    told = get("/le-hoi/")["Last-Modified"]
    assert told == "Sat, 21 Nov 2026 03:00:01 GMT"
    assert get("/le-hoi/", **{"if-modified-since": told}).status_code == 304
    earlier = "Sat, 21 Nov 2026 03:00:00 GMT"
    assert get("/le-hoi/", **{"if-modified-since": earlier}).status_code == 200


def test_what_comes_out_the_same_is_as_old_as_before(
    living: Living, item: NewsPage, clock: Clock, committed: Committed
) -> None:
    first = get("/le-hoi/")
    clock.now += timedelta(hours=1)
    committed(lambda: announce_portal_changed(portal_id=living.portal.pk))
    again = get("/le-hoi/")
    assert again["ETag"] == first["ETag"]
    assert again["Last-Modified"] == "Sat, 21 Nov 2026 03:00:00 GMT"


def test_pages_come_compressed_to_those_who_take_it(item: NewsPage) -> None:
    plain = get("/le-hoi/")
    assert "Content-Encoding" not in plain
    for _time in range(2):
        packed = get("/le-hoi/", **{"accept-encoding": "br, gzip;q=0.8"})
        assert packed["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.content) == plain.content
        assert int(packed["Content-Length"]) == len(packed.content)
        assert packed["ETag"] == plain["ETag"]
    refused = get("/le-hoi/", **{"accept-encoding": "gzip;q=0, identity"})
    assert refused.content == plain.content


def test_a_head_request_is_answered_from_what_is_kept(item: NewsPage) -> None:
    client = Client(headers={"host": HOST})
    made = client.get("/le-hoi/")
    with CaptureQueriesContext(connection) as asked:
        head = client.head("/le-hoi/")
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == made["ETag"]
    assert len(asked) == 0


# Never kept -------------------------------------------------------------------------


def test_a_reader_with_a_session_gets_a_page_of_their_own(item: NewsPage) -> None:
    get("/le-hoi/")
    client = Client(headers={"host": HOST})
    client.cookies["sessionid"] = "x"
    response = client.get("/le-hoi/")
    assert response["Cache-Control"] == "private, no-store"
    assert "ETag" not in response


@pytest.mark.parametrize(
    ("path", "status"), [("/khong-co/", 404), ("/le-hoi/?page=999999", 404)]
)
def test_an_error_is_not_kept(path: str, status: int, item: NewsPage) -> None:
    response = get(path)
    assert (response.status_code, response["Cache-Control"]) == (status, "no-cache")
    assert "ETag" not in response


def test_a_page_that_appears_where_an_error_was_is_seen(
    section: SectionPage, committed: Committed
) -> None:
    assert get("/le-hoi/hoi-lang/").status_code == 404
    committed(
        lambda: NewsPageFactory.create(
            parent=section, title="Hội làng", slug="hoi-lang"
        )
    )
    assert get("/le-hoi/hoi-lang/").status_code == 200


def test_a_suspended_portal_keeps_nothing(living: Living, committed: Committed) -> None:
    assert get("/").status_code == 200
    committed(
        lambda: change_status(portal=living.portal, status=PortalStatus.SUSPENDED)
    )
    response = get("/")
    assert (response.status_code, response["Cache-Control"]) == (503, "no-store")


def test_a_search_is_made_anew(item: NewsPage) -> None:
    path = reverse("portal_search")
    assert get(f"{path}?q=hoi")["Cache-Control"] == "no-cache"
    assert queries(f"{path}?q=hoi") > 1


def test_a_restricted_page_is_nobodys_to_keep(
    item: NewsPage, committed: Committed
) -> None:
    path = f"/le-hoi/{item.slug}/"
    assert get(path).status_code == 200
    committed(
        lambda: PageViewRestriction.objects.create(
            page=item, restriction_type=PageViewRestriction.PASSWORD, password="mo-cua"
        )
    )
    response = get(path)
    assert "Hội làng</h1>" not in response.content.decode()
    assert response.get("Cache-Control") != answers.FOR_EVERYBODY


def test_a_form_that_is_sent_is_not_kept(living: Living) -> None:
    response = Client(headers={"host": HOST}).post(reverse("display"), {"co": "lon"})
    assert "no-store" in response["Cache-Control"]


def test_the_house_is_left_alone() -> None:
    assert "ETag" not in get("/", "localhost")


# Keys -------------------------------------------------------------------------------


def test_each_display_is_kept_apart(item: NewsPage) -> None:
    usual = get("/le-hoi/")
    large = get("/le-hoi/", cookie="doc=lon.tuong-phan")
    spare = get("/le-hoi/", **{"save-data": "on"})
    assert len({usual["ETag"], large["ETag"], spare["ETag"]}) == 3
    assert get("/le-hoi/").content == usual.content
    assert get("/le-hoi/", cookie="doc=lon.tuong-phan").content == large.content
    assert get("/le-hoi/", cookie="doc=bia-dat").content == usual.content


def test_portals_and_languages_are_kept_apart(living: Living) -> None:
    living_portal(host=OTHER)
    pages = [get("/"), get("/en/"), get("/", OTHER)]
    assert len({page.content for page in pages}) == 3
    assert [get("/").content, get("/en/").content, get("/", OTHER).content] == [
        page.content for page in pages
    ]


def test_what_hangs_on_a_link_makes_no_page_of_its_own(item: NewsPage) -> None:
    plain = get("/le-hoi/")
    assert queries("/le-hoi/?fbclid=abc&utm_source=zalo") == 0
    assert get("/le-hoi/?gclid=x&utm_medium=y").content == plain.content


@pytest.mark.parametrize("query", ["?page=1", "?form=tin", "?form=&year=2026"])
def test_a_list_is_kept_by_its_parameters(query: str, item: NewsPage) -> None:
    assert queries(f"/le-hoi/{query}") > 0
    assert queries(f"/le-hoi/{query}") == 0


@pytest.mark.parametrize(
    "query",
    ["?page=01", "?page=1&page=1", "?la=la", "?form=khong-co", "?year=99999"],
)
def test_what_anybody_can_invent_is_not_kept(query: str, item: NewsPage) -> None:
    """Addresses without end would push out those that are read."""
    get(f"/le-hoi/{query}")
    assert not [name for name in memory() if "answer:" in name]


def test_another_version_of_the_code_keeps_its_own(
    item: NewsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    get("/le-hoi/")
    monkeypatch.setattr(answers, "code_version", lambda: "mới")
    assert queries("/le-hoi/") > 1
