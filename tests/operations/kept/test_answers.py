"""Kept answers are never out of date: a change is seen everywhere at once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import caches
from django.urls import reverse

from cms.core.models import EditorialRecord, Topic
from cms.news.models import NewsPage
from cms.pages.models import SectionPage
from cms.proposals.models import Proposal
from cms.proposals.services import approve
from media_library.models import Image
from sites.models import MenuItem
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
from tests.factories.publishing import publish, take_away
from tests.operations.kept.asking import (
    HOST,
    NOW,
    OTHER,
    Clock,
    Committed,
    get,
    memory,
    queries,
    settled,
)
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
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
    publish(living.home)
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
    committed(lambda: publish(page.get_latest_revision()))
    assert shown(places, "ngay-hoi-moi") == everywhere

    titled = {key: value for key, value in places.items() if key != "site map"}
    page.refresh_from_db()
    page.title = "Ngày hội đổi tên"
    committed(lambda: publish(page))
    assert shown(titled, "Ngày hội đổi tên") == dict.fromkeys(titled, True)

    page.refresh_from_db()
    committed(page.unpublish)
    assert shown(places, "ngay-hoi-moi") == nowhere
    committed(lambda: publish(page.get_latest_revision()))
    assert shown(places, "ngay-hoi-moi") == everywhere
    page.refresh_from_db()
    committed(lambda: take_away(page))
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


def test_a_draft_disturbs_nobody(item: NewsPage, committed: Committed) -> None:
    get("/le-hoi/")
    item.title = "Còn đang viết"
    committed(item.save_revision)
    assert queries("/le-hoi/") == 0


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
    publish(living.home)
    settled()
    assert "Tin được chọn" not in get("/").content.decode()
    committed(lambda: publish(chosen.get_latest_revision()))
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
    committed(lambda: publish(about.get_latest_revision()))
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
    committed(lambda: publish(page.get_latest_revision()))
    assert address in get("/", OTHER).content.decode()
    committed(lambda: take_away(page))
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
    assert "Chiếu chèo đầu đình" not in get(path).content.decode()
    proposal, second = Proposal.objects.get(), UserFactory.create(is_superuser=True)
    committed(lambda: approve(proposal=proposal, actor=second))
    assert "Chiếu chèo đầu đình" in get(path).content.decode()


def test_a_deleted_picture_leaves_the_page(
    section: SectionPage, committed: Committed
) -> None:
    picture = ImageFactory.create()
    page = NewsPageFactory.create(parent=section, lead_image=picture)
    path = f"/le-hoi/{page.slug}/"
    settled()
    assert "Sân đình lát gạch" in get(path).content.decode()
    committed(lambda: take_away(Image.objects.get()))
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


def test_the_date_changes_at_midnight(item: NewsPage, clock: Clock) -> None:
    get("/le-hoi/")
    clock.now = datetime(2026, 11, 21, 16, 59, 59, tzinfo=UTC)
    assert queries("/le-hoi/") == 0
    clock.now = datetime(2026, 11, 21, 17, 0, 0, tzinfo=UTC)
    page = get("/le-hoi/")
    assert 'datetime="2026-11-22"' in page.content.decode()


def test_an_event_leaves_the_list_when_it_ends(living: Living, clock: Clock) -> None:
    agenda = SectionPageFactory.create(
        parent=living.home, title="Lịch sự kiện", lists="events"
    )
    event = EventFactory.create(unit=living.unit, starts_at=NOW + timedelta(minutes=1))
    EventPageFactory.create(parent=agenda, event=event)
    living.home.body = [("notice_band", {"sections": [agenda.page_ptr]})]
    publish(living.home)
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
