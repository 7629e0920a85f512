"""What a reader gets beside an item's own text."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.safestring import SafeString
from hypothesis import given, strategies as st
from pytest_django import DjangoAssertNumQueries

from cms.core import listings
from cms.core.issues import Issue
from cms.core.models import Origin
from cms.core.restrictions import restricted_paths
from cms.news.models import NewsPage
from cms.news.reading import reading_context, reading_minutes, updated_at
from cms.pages.models import SectionPage
from sites.directory import directory
from tests.factories.core import EventFactory, TopicFactory
from tests.factories.events import EventPageFactory
from tests.factories.media import ImageFactory, figure
from tests.factories.news import NewsPageFactory
from tests.factories.pages import SectionPageFactory
from tests.factories.portals import Living, living_portal
from tests.factories.publishing import publish, store
from tests.news.models.test_page import AT_SOURCE, SOURCE
from tests.plugins.kept import kept
from tests.plugins.readers import Reader

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


def page_of(*blocks: tuple[str, str]) -> Any:
    return SimpleNamespace(
        body=[
            SimpleNamespace(block_type=name, value=SafeString(value))
            for name, value in blocks
        ]
    )


@pytest.mark.parametrize(
    ("syllables", "minutes"), [(0, 1), (1, 1), (240, 1), (241, 2), (480, 2), (481, 3)]
)
def test_people_read_240_syllables_a_minute(syllables: int, minutes: int) -> None:
    assert reading_minutes(page_of(("text", "làng " * syllables))) == minutes


@given(st.integers(0, 2_000), st.integers(0, 2_000))
def test_more_text_never_takes_less_time(some: int, more: int) -> None:
    short = reading_minutes(page_of(("text", "a " * some)))
    assert short <= reading_minutes(page_of(("text", "a " * (some + more))))


def test_marks_and_tables_are_not_read() -> None:
    page = page_of(
        ("text", "<p class='a b c'>" + "một " * 200 + "</p>"),
        ("table", "số " * 500),
        ("heading", "hai " * 40),
    )
    assert reading_minutes(page) == 1
    page.body.append(SimpleNamespace(block_type="quote", value="ba"))
    assert reading_minutes(page) == 2


@pytest.mark.parametrize(
    ("after", "shown"),
    [
        (timedelta(0), False),
        (timedelta(minutes=59, seconds=59), False),
        (timedelta(hours=1), True),
        (timedelta(days=3), True),
    ],
)
def test_an_update_within_the_hour_is_no_news(after: timedelta, *, shown: bool) -> None:
    page = SimpleNamespace(first_published_at=NOON, last_published_at=NOON + after)
    assert updated_at(page) == (NOON + after if shown else None)


def test_what_was_never_published_was_never_updated() -> None:
    page = SimpleNamespace(first_published_at=None, last_published_at=None)
    assert updated_at(page) is None


@pytest.fixture
@kept
def living() -> Living:
    return living_portal("vi", "en")


def context_of(living: Living, item: NewsPage, language: str = "vi") -> dict[str, Any]:
    directory.forget()
    portal = directory.portal_at(living.host)
    assert portal is not None
    return reading_context(item, portal, language)


@pytest.mark.django_db
def test_an_item_stands_in_its_section(living: Living) -> None:
    section = SectionPageFactory.create(
        parent=living.section, title="Di sản", colour=4, bare=True
    )
    item = NewsPageFactory.create(parent=section, authors=["Hạ Miên", "Trúc Quân"])
    item.topics.set([TopicFactory.create(name="Lễ hội")])
    context = context_of(living, item)
    assert (context["section"].title, context["colour"]) == ("Di sản", 4)
    assert [step.title for step in context["breadcrumb"]] == [
        "Trang chủ",
        "Văn hóa",
        "Di sản",
    ]
    assert [byline.name for byline in context["bylines"]] == ["Hạ Miên", "Trúc Quân"]
    assert [(topic.title, topic.url) for topic in context["topics"]] == [
        ("Lễ hội", "/-/chu-de/le-hoi/")
    ]
    assert [byline.url for byline in context["bylines"]] == [
        "/-/tac-gia/ha-mien/",
        "/-/tac-gia/truc-quan/",
    ]
    assert context["published_at"] == item.first_published_at
    assert context["source"] is None
    assert context["event_url"] is None


@pytest.mark.django_db
def test_a_draft_section_leaves_its_items_without_one(living: Living) -> None:
    item = NewsPageFactory.create(parent=living.section)
    SectionPage.objects.get(pk=living.section.pk).unpublish()
    context = context_of(living, item)
    assert (context["section"], context["colour"]) == (None, 1)
    assert context["same_section"] == []


@pytest.mark.django_db
def test_further_reading_is_four_others_of_the_section(living: Living) -> None:
    made = [
        NewsPageFactory.create(
            parent=living.section, published_at=NOON - timedelta(days=age)
        )
        for age in range(7)
    ]
    shown = context_of(living, made[1])["same_section"]
    assert [story.id for story in shown] == [made[age].pk for age in (0, 2, 3, 4)]


@pytest.mark.django_db
def test_items_on_the_same_topics_come_first_and_once(living: Living) -> None:
    festival, sport = (
        TopicFactory.create(name=name) for name in ("Lễ hội", "Thể thao")
    )
    elsewhere = SectionPage.objects.get(slug="the-thao")
    places = [elsewhere, living.section, elsewhere, elsewhere, elsewhere]
    alike = [
        NewsPageFactory.create(parent=place, published_at=NOON - timedelta(days=age))
        for age, place in enumerate(places)
    ]
    for item in alike:
        item.topics.set([festival])
        store(item)
    other = NewsPageFactory.create(parent=living.section, published_at=NOON)
    stranger = NewsPageFactory.create(parent=elsewhere, published_at=NOON)
    stranger.topics.set([sport])
    store(stranger)
    item = NewsPageFactory.create(parent=living.section)
    item.topics.set([festival])
    store(item)
    context = context_of(living, item)
    assert [story.id for story in context["related"]] == [one.pk for one in alike[:3]]
    assert [story.id for story in context["same_section"]] == [other.pk]


@pytest.mark.django_db
def test_topics_of_another_portal_are_not_read_on_here(living: Living) -> None:
    topic = TopicFactory.create(name="Lễ hội")
    foreign = NewsPageFactory.create(parent=living_portal().section)
    foreign.topics.set([topic])
    store(foreign)
    item = NewsPageFactory.create(parent=living.section)
    item.topics.set([topic])
    store(item)
    assert context_of(living, item)["related"] == []


@pytest.mark.django_db
def test_what_stands_beside_an_item_costs_one_query(
    living: Living, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    directory.forget()
    portal = directory.portal_at(living.host)
    assert portal is not None
    section = SectionPageFactory.create(parent=living.section, title="Di sản")
    restricted_paths()  # remembered for the house
    with django_assert_num_queries(1):
        listings.news.get().beside(
            portal, "vi", page_id=1, section_id=section.pk, topic_ids=[1], limits=(3, 4)
        )


@pytest.mark.django_db
def test_a_republished_item_tells_its_source(living: Living) -> None:
    item = NewsPageFactory.create(
        parent=living.section, origin=Origin.REPUBLISHED, **SOURCE
    )
    assert context_of(living, item)["source"] == {
        "name": "Báo Tỉnh",
        "url": "https://bao.example/bai",
        "published_at": AT_SOURCE,
    }


@pytest.mark.django_db
def test_an_item_leads_to_its_events_page_while_that_is_live(living: Living) -> None:
    event = EventFactory.create()
    item = NewsPageFactory.create(
        parent=living.section, event=event, event_date=date(2026, 11, 20)
    )
    assert context_of(living, item)["event_url"] is None
    page = EventPageFactory.create(parent=living.section, event=event, title="Hội làng")
    assert context_of(living, item)["event_url"] == "/van-hoa/hoi-lang/"
    page.unpublish()
    assert context_of(living, item)["event_url"] is None


@pytest.mark.django_db
def test_an_item_names_its_permanent_address(living: Living) -> None:
    item = NewsPageFactory.create(parent=living.section)
    code = context_of(living, item)["short_url"].removeprefix("/-/")
    assert len(code) == 10
    context = context_of(living, item)
    assert context["permanent_url"] == f"http://{living.host}/-/{code}"
    assert context["print_url"] == f"/-/{code}/ban-in/"
    assert context["save_url"] == f"/-/{code}/luu/"
    assert context["report_url"] == f"/-/{code}/bao-sai-sot/"
    assert context_of(living, item, "en")["short_url"] == f"/en/-/{code}"
    item.known_issue = Issue()
    doors = ("short_url", "permanent_url", "print_url", "save_url", "report_url")
    assert {context_of(living, item)[name] for name in doors} == {""}


@pytest.mark.django_db
def test_an_item_with_everything_stays_in_the_budget(
    living: Living, reader: Reader
) -> None:
    event = EventFactory.create()
    EventPageFactory.create(parent=living.section, event=event)
    item = NewsPageFactory.create(
        parent=living.section,
        lead_image=ImageFactory.create(),
        event=event,
        body=[figure(ImageFactory.create(colour="blue"))],
        authors=["Hạ Miên", "Trúc Quân"],
    )
    item.topics.set([TopicFactory.create(name="Lễ hội")])
    publish(item)
    path = item.address(directory.portal_at(living.host))
    reader.get(living.host, path)
    with CaptureQueriesContext(connection) as asked:
        assert reader.get(living.host, path).status_code == 200
    stamps = [query for query in asked if "portals_stamp" in query["sql"]]
    assert len(asked) - len(stamps) <= 8
