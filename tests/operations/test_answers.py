"""Kept answers: what they cost, whom they reach, and that they are never out of date."""

import gzip
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import PageViewRestriction

from cms.core.models import EditorialRecord, Topic
from cms.news.models import NewsPage
from cms.operations import answers
from cms.pages.models import SectionPage
from media_library.models import Image
from sites.directory import directory
from sites.models import MenuItem, PortalStatus
from sites.services import announce_portal_changed, change_status
from tests.admin import admin_client, form_of
from tests.factories.core import EventFactory, TopicFactory
from tests.factories.events import EventPageFactory
from tests.factories.media import ImageFactory
from tests.factories.news import NewsPageFactory
from tests.factories.pages import (
    SectionPageFactory,
    SpecialPageFactory,
    StandardPageFactory,
)
from tests.factories.people import UserFactory
from tests.factories.portals import Living, MenuItemFactory, living_portal, locale

pytestmark = pytest.mark.django_db

HOST = "vhtt.localhost"
OTHER = "khac.localhost"
NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)  # ten in the morning in Vietnam


class Clock:
    """Stands in for ``timezone.now``."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock)
    return clock


@pytest.fixture(autouse=True)
def _keeping(settings: Settings) -> None:
    """Keep answers, in a cache that no other test run can empty."""
    settings.PAGE_CACHE = True
    settings.CACHES = {
        **settings.CACHES,
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "answers",
        },
    }
    caches["default"].clear()


@pytest.fixture
def living() -> Living:
    return living_portal("vi", "en", host=HOST)


@pytest.fixture
def section(living: Living) -> SectionPage:
    made: SectionPage = SectionPageFactory.create(parent=living.home, title="Lễ hội")
    return made


@pytest.fixture
def item(section: SectionPage) -> NewsPage:
    made: NewsPage = NewsPageFactory.create(parent=section, title="Hội làng")
    return made


@pytest.fixture
def committed(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> Callable[[Callable[[], Any]], None]:
    """Return a way to write as a request does: what follows a commit happens."""

    def write(work: Callable[[], Any]) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            work()

    return write


Committed = Callable[[Callable[[], Any]], None]


def get(path: str = "/", host: str = HOST, **headers: str) -> HttpResponse:
    """Ask as a stranger does, without the memory of a cookie."""
    response: Any = Client(headers={"host": host, **headers}).get(path)
    return cast("HttpResponse", response)


def queries(path: str, host: str = HOST, **headers: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        response = get(path, host, **headers)
    assert response.status_code in {200, 304}
    return len(asked)


def memory() -> list[str]:
    """Return the names under which the cache of this test holds something."""
    return list(getattr(caches["default"], "_cache", {}))


def settled() -> None:
    """Let the process see what the test arranged: that was never committed.

    Otherwise the first commit of the test would refresh everything at once.
    """
    directory.forget_all()


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the comparison of stamps, due once a second, out of the count."""
    monkeypatch.setattr("sites.directory.RECHECK_SECONDS", 600.0)


# Cost -------------------------------------------------------------------------------


@pytest.mark.usefixtures("patient")
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


@pytest.mark.usefixtures("patient")
def test_a_304_is_answered_without_making_the_page(item: NewsPage) -> None:
    first = get("/le-hoi/")
    again = get("/le-hoi/", **{"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert queries("/le-hoi/", **{"if-none-match": first["ETag"]}) == 0
    for name in ("ETag", "Cache-Control", "Vary"):
        assert again[name] == first[name]


@pytest.mark.usefixtures("patient")
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
    assert len(asked) <= 1


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


@pytest.mark.usefixtures("patient")
def test_what_hangs_on_a_link_makes_no_page_of_its_own(item: NewsPage) -> None:
    plain = get("/le-hoi/")
    assert queries("/le-hoi/?fbclid=abc&utm_source=zalo") == 0
    assert get("/le-hoi/?gclid=x&utm_medium=y").content == plain.content


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize("query", ["?page=1", "?form=tin", "?form=&year=2026"])
def test_a_list_is_kept_by_its_parameters(query: str, item: NewsPage) -> None:
    assert queries(f"/le-hoi/{query}") > 0
    assert queries(f"/le-hoi/{query}") == 0


@pytest.mark.usefixtures("patient")
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


# Freshness --------------------------------------------------------------------------


@pytest.fixture
def topic() -> Topic:
    return TopicFactory.create(name="Hội làng xứ Đông")


@pytest.fixture
def places(
    living: Living, section: SectionPage, topic: Topic
) -> dict[str, tuple[str, str]]:
    """Return every place that shows a new item on the topic by Hạ Miên."""
    other = living_portal(host=OTHER)
    special = SpecialPageFactory.create(parent=other.home, topics=[topic])
    NewsPageFactory.create(parent=section, topics=[topic], title="Tin đã có")
    living.home.body = [("lead", {"pages": [], "rail": 4})]
    living.home.save_revision().publish()
    code = EditorialRecord.objects.get(translation_key=section.translation_key).code
    settled()
    return {
        "home": (HOST, "/"),
        "section": (HOST, "/le-hoi/"),
        "topic": (HOST, reverse("portal_topic", args=[topic.slug])),
        "author": (HOST, reverse("portal_author", args=["ha-mien"])),
        "feed": (HOST, "/-/tin.atom"),
        "rss": (HOST, "/-/tin.rss"),
        "section feed": (HOST, f"/-/{code}/tin.atom"),
        "topic feed": (HOST, f"/-/chu-de/{topic.slug}/tin.rss"),
        "site map": (HOST, "/sitemap-1.xml"),
        "news map": (HOST, "/sitemap-news.xml"),
        "special page elsewhere": (OTHER, f"/{special.slug}/"),
    }


def shown(places: dict[str, tuple[str, str]], words: str) -> dict[str, bool]:
    """Return where the words stand: each place is asked twice, the answers agree."""
    found = {}
    for name, (host, path) in places.items():
        pages = [get(path, host), get(path, host)]
        assert [page.status_code for page in pages] == [200, 200], name
        assert pages[0].content == pages[1].content, name
        found[name] = words in pages[0].content.decode()
    return found


def test_a_published_change_is_seen_everywhere_at_once(
    section: SectionPage,
    topic: Topic,
    places: dict[str, tuple[str, str]],
    committed: Committed,
) -> None:
    """Publish, correct, unpublish, publish, move, delete: after each all agree."""
    nowhere, everywhere = dict.fromkeys(places, False), dict.fromkeys(places, True)
    assert shown(places, "ngay-hoi-moi") == nowhere
    page = NewsPageFactory.create(
        parent=section, title="Ngày hội mới", topics=[topic], draft=True
    )
    assert shown(places, "ngay-hoi-moi") == nowhere
    committed(lambda: page.get_latest_revision().publish())
    assert shown(places, "ngay-hoi-moi") == everywhere

    titled = {key: value for key, value in places.items() if key != "site map"}
    page.refresh_from_db()
    page.title = "Ngày hội đổi tên"
    committed(lambda: page.save_revision().publish())
    assert shown(titled, "Ngày hội đổi tên") == dict.fromkeys(titled, True)

    page.refresh_from_db()
    committed(page.unpublish)
    assert shown(places, "ngay-hoi-moi") == nowhere
    committed(lambda: page.get_latest_revision().publish())
    assert shown(places, "ngay-hoi-moi") == everywhere
    page.refresh_from_db()
    committed(page.delete)
    assert shown(places, "ngay-hoi-moi") == nowhere


def test_a_moved_page_leaves_its_old_place(
    living: Living, item: NewsPage, committed: Committed
) -> None:
    path = f"/le-hoi/{item.slug}/"
    assert get(path).status_code == 200
    assert "Hội làng" in get("/le-hoi/").content.decode()
    committed(lambda: item.move(living.section, pos="last-child"))
    assert get(path).status_code in {301, 404}
    assert "Hội làng" not in get("/le-hoi/").content.decode()
    assert "Hội làng" in get("/van-hoa/").content.decode()


@pytest.mark.usefixtures("patient")
def test_a_draft_disturbs_nobody(item: NewsPage, committed: Committed) -> None:
    get("/le-hoi/")
    item.title = "Còn đang viết"
    committed(item.save_revision)
    assert queries("/le-hoi/") == 0


@pytest.mark.usefixtures("patient")
def test_another_portals_news_disturbs_only_what_looks_beyond(
    item: NewsPage, topic: Topic, committed: Committed
) -> None:
    other = living_portal(host=OTHER)
    special = SpecialPageFactory.create(
        parent=item.get_parent(), topics=[topic], slug="chuyen-trang"
    )
    path = f"/le-hoi/{special.slug}/"
    settled()
    plain, beyond = get("/le-hoi/"), get(path)
    committed(
        lambda: NewsPageFactory.create(
            parent=other.section, topics=[topic], title="Tin xứ khác"
        )
    )
    assert queries("/le-hoi/") == 1  # the stamps, which this process has to compare
    assert get("/le-hoi/").content == plain.content
    assert "Tin xứ khác" in get(path).content.decode()
    assert "Tin xứ khác" not in beyond.content.decode()


def test_a_chosen_item_of_another_portal_appears_when_it_goes_live(
    living: Living, committed: Committed
) -> None:
    other = living_portal(host=OTHER)
    chosen = NewsPageFactory.create(
        parent=other.section, title="Tin được chọn", draft=True
    )
    living.home.body = [("lead", {"pages": [chosen.page_ptr], "rail": 2})]
    living.home.save_revision().publish()
    settled()
    assert "Tin được chọn" not in get("/").content.decode()
    committed(lambda: chosen.get_latest_revision().publish())
    assert "Tin được chọn" in get("/").content.decode()
    chosen.refresh_from_db()
    committed(chosen.unpublish)
    assert "Tin được chọn" not in get("/").content.decode()


def test_an_empty_page_that_gathers_from_all_portals_fills_at_once(
    living: Living, section: SectionPage, topic: Topic, committed: Committed
) -> None:
    """What isn't found yet decides as much as what is."""
    other = living_portal(host=OTHER)
    event = EventFactory.create(unit=living.unit)
    special = SpecialPageFactory.create(parent=section, topics=[topic])
    about = EventPageFactory.create(parent=section, event=event)
    mentions = NewsPageFactory.create(
        parent=other.section, event=event, event_date=NOW.date()
    )
    paths = {
        "special": (HOST, f"/le-hoi/{special.slug}/"),
        "event": (HOST, f"/le-hoi/{about.slug}/"),
    }
    settled()
    assert shown(paths, "Tin xứ khác") == dict.fromkeys(paths, False)
    committed(
        lambda: NewsPageFactory.create(
            parent=other.section, topics=[topic], event=event, title="Tin xứ khác"
        )
    )
    assert shown(paths, "Tin xứ khác") == dict.fromkeys(paths, True)

    item = {"item": (OTHER, f"/van-hoa/{mentions.slug}/")}
    address = f"http://{HOST}/le-hoi/{about.slug}/"
    assert shown(item, address) == {"item": True}
    committed(about.unpublish)
    assert shown(item, address) == {"item": False}
    committed(lambda: about.get_latest_revision().publish())
    assert shown(item, address) == {"item": True}


def test_a_menu_of_another_portal_follows_the_page_it_leads_to(
    living: Living, committed: Committed
) -> None:
    other = living_portal(host=OTHER)
    page = StandardPageFactory.create(parent=living.home, title="Công khai ngân sách")
    MenuItemFactory.create(
        portal=other.portal,
        place="footer",
        title="Ngân sách",
        page=page,
        url="",
        locale=locale("vi"),
    )
    settled()
    address = f"http://{HOST}/{page.slug}/"
    assert address in get("/", OTHER).content.decode()
    committed(page.unpublish)
    assert address not in get("/", OTHER).content.decode()
    committed(lambda: page.get_latest_revision().publish())
    assert address in get("/", OTHER).content.decode()
    committed(page.delete)
    assert address not in get("/", OTHER).content.decode()
    assert not MenuItem.objects.exists()


def test_new_words_about_a_picture_are_read_at_once(
    living: Living, section: SectionPage, committed: Committed
) -> None:
    picture = ImageFactory.create(collection=living.portal.collection)
    page = NewsPageFactory.create(parent=section, lead_image=picture)
    path = f"/le-hoi/{page.slug}/"
    settled()
    assert "Sân đình lát gạch" in get(path).content.decode()
    client = admin_client(UserFactory.create(is_superuser=True))
    url = reverse("wagtailimages:edit", args=[picture.pk])
    sent = form_of(client.get(url), "form[action]:has([name=title])")
    committed(lambda: client.post(url, {**sent, "texts-vi-alt": "Chiếu chèo đầu đình"}))
    assert "Chiếu chèo đầu đình" in get(path).content.decode()


def test_a_deleted_picture_leaves_the_page(
    section: SectionPage, committed: Committed
) -> None:
    picture = ImageFactory.create()
    page = NewsPageFactory.create(parent=section, lead_image=picture)
    path = f"/le-hoi/{page.slug}/"
    settled()
    assert "Sân đình lát gạch" in get(path).content.decode()
    committed(Image.objects.get().delete)
    assert "Sân đình lát gạch" not in get(path).content.decode()


def test_a_renamed_topic_is_renamed_everywhere(
    section: SectionPage, topic: Topic, committed: Committed
) -> None:
    page = NewsPageFactory.create(parent=section, topics=[topic])
    path = f"/le-hoi/{page.slug}/"
    settled()
    assert "Hội làng xứ Đông" in get(path).content.decode()
    client = admin_client(UserFactory.create(is_superuser=True))
    url = reverse("topics:edit", args=[topic.pk])
    committed(lambda: client.post(url, {"name": "Hội làng xứ Đoài"}))
    assert "Hội làng xứ Đoài" in get(path).content.decode()
    committed(topic.delete)
    assert "Hội làng xứ Đoài" not in get(path).content.decode()


@pytest.mark.usefixtures("patient")
def test_the_date_changes_at_midnight(item: NewsPage, clock: Clock) -> None:
    get("/le-hoi/")
    clock.now = datetime(2026, 11, 21, 16, 59, 59, tzinfo=UTC)
    assert queries("/le-hoi/") == 0
    clock.now = datetime(2026, 11, 21, 17, 0, 0, tzinfo=UTC)
    page = get("/le-hoi/")
    assert 'datetime="2026-11-22"' in page.content.decode()


@pytest.mark.usefixtures("patient")
def test_an_event_leaves_the_list_when_it_ends(living: Living, clock: Clock) -> None:
    agenda = SectionPageFactory.create(
        parent=living.home, title="Lịch sự kiện", lists="events"
    )
    event = EventFactory.create(unit=living.unit, starts_at=NOW + timedelta(minutes=1))
    EventPageFactory.create(parent=agenda, event=event)
    living.home.body = [("notice_band", {"sections": [agenda.page_ptr]})]
    living.home.save_revision().publish()
    assert "Hội làng Gò Nổi" in get("/").content.decode()
    clock.now = event.ends_at - timedelta(seconds=1)
    assert queries("/") == 0
    clock.now = event.ends_at + timedelta(seconds=1)
    assert "Hội làng Gò Nổi" not in get("/").content.decode()


def test_what_is_no_answer_is_not_believed(item: NewsPage) -> None:
    """A cache may hold anything after an accident."""
    made = get("/le-hoi/")
    [key] = [name for name in memory() if "answer:" in name]
    caches["default"].set(key.split(":", 2)[2], "hỏng", 60)
    assert get("/le-hoi/").content == made.content
