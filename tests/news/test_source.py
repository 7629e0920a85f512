"""The news feature's answers to the lists of the house."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import OuterRef
from pytest_django import DjangoAssertNumQueries

from cms.core.listings import Story
from cms.core.restrictions import restricted_paths
from cms.news.models import NewsPage
from cms.news.source import NewsItems
from cms.pages.models import SectionPage
from sites.directory import directory
from sites.snapshots import PortalSnapshot
from tests.factories.core import EventFactory, TopicFactory
from tests.factories.media import ImageFactory, figure
from tests.factories.news import NewsPageFactory
from tests.factories.pages import SectionPageFactory
from tests.factories.portals import Living, living_portal, locale

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
A_DAY = timedelta(days=1)
NEWS = NewsItems()


@pytest.fixture
def living() -> Living:
    return living_portal("vi", "en")


@pytest.fixture
def sport() -> SectionPage:
    found: SectionPage = SectionPage.objects.get(slug="the-thao")
    return found


def snapshot(living: Living) -> PortalSnapshot:
    found = directory.portal_at(living.host)
    assert found is not None
    restricted_paths()  # remembered like the portal itself
    return found


def items(section: SectionPage, number: int, **values: Any) -> list[NewsPage]:
    """Make items of successive days, the newest first."""
    return [
        NewsPageFactory.create(
            parent=section, published_at=NOON - A_DAY * age, **values
        )
        for age in range(number)
    ]


def ids(stories: Sequence[Story]) -> list[int]:
    return [story.id for story in stories]


def keys(pages: Sequence[NewsPage]) -> list[int]:
    return [page.pk for page in pages]


def test_each_section_gets_its_newest_in_three_queries(
    living: Living,
    sport: SectionPage,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    culture, games = items(living.section, 3), items(sport, 2)
    portal = snapshot(living)
    with django_assert_num_queries(1):  # no pictures, no sizes to ask for
        fronts = NEWS.fronts(portal, [living.section.pk, sport.pk, sport.pk], 2)
    assert {section: ids(stories) for section, stories in fronts.items()} == {
        living.section.pk: keys(culture[:2]),
        sport.pk: keys(games),
    }


def test_no_section_has_no_front(living: Living) -> None:
    items(living.section, 1)
    assert NEWS.fronts(snapshot(living), [], 2) == {}


def test_the_newest_of_a_portal_come_once_each(
    living: Living, sport: SectionPage
) -> None:
    inner = SectionPageFactory.create(parent=living.section, title="Di sản", bare=True)
    listed = items(inner, 3, also_in=[sport])
    items(living_portal().section, 1)
    portal = snapshot(living)
    assert ids(NEWS.latest(portal, "vi", limit=2)) == keys(listed[:2])
    assert NEWS.latest(portal, "en", limit=2) == []
    assert NEWS.latest(portal, "fr", limit=2) == []


def test_items_of_one_moment_come_in_the_order_of_their_making(
    living: Living,
) -> None:
    first, second = (
        NewsPageFactory.create(parent=living.section, published_at=NOON) for _ in "12"
    )
    found = NEWS.latest(snapshot(living), "vi", limit=2)
    assert ids(found) == keys([second, first])


def test_chosen_items_come_in_the_order_asked(living: Living) -> None:
    made = items(living.section, 3)
    gone = items(living.section, 1)[0]
    gone.unpublish()
    wanted = [made[2].pk, gone.pk, made[0].pk, 0]
    assert ids(NEWS.chosen(None, wanted)) == [made[2].pk, made[0].pk]


def test_a_section_is_counted_and_sliced(living: Living) -> None:
    made = items(living.section, 5)
    portal, section = snapshot(living), living.section.pk
    assert NEWS.count_in_section(section) == 5
    assert ids(NEWS.in_section(portal, section, start=1, stop=3)) == keys(made[1:3])
    assert NEWS.in_section(portal, section, start=5, stop=9) == []


def test_topics_are_gathered_across_portals_within_a_span(living: Living) -> None:
    """SEC-15."""
    topic, other_topic = TopicFactory.create(), TopicFactory.create()
    foreign = items(living_portal().section, 3)
    for item in foreign:
        item.topics.set([topic, other_topic])
        item.save_revision().publish()
    items(living.section, 1)
    days = (NOON - A_DAY).date(), NOON.date()
    found = NEWS.on_topics(
        snapshot(living), [topic.pk, other_topic.pk], language="vi", span=days, limit=9
    )
    assert ids(found) == keys(foreign[:2])
    assert found[0].url.startswith("http://")


def test_a_spans_days_are_those_of_vietnam(living: Living) -> None:
    topic = TopicFactory.create()
    late = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)  # half past midnight, the 21st
    item = NewsPageFactory.create(parent=living.section, published_at=late)
    item.topics.set([topic])
    item.save_revision().publish()

    def found(day: int) -> list[Story]:
        span = date(2026, 11, day), date(2026, 11, day)
        return NEWS.on_topics(
            snapshot(living), [topic.pk], language="vi", span=span, limit=9
        )

    assert (len(found(20)), len(found(21))) == (0, 1)


def test_no_topic_gathers_nothing(living: Living) -> None:
    items(living.section, 1)
    span = (date(2000, 1, 1), date(2100, 1, 1))
    assert NEWS.on_topics(snapshot(living), [], language="vi", span=span, limit=9) == []


def test_items_about_an_event_come_from_everywhere(living: Living) -> None:
    """CT-10."""
    event = EventFactory.create()
    here = items(living.section, 1, event=event)
    there = items(living_portal().section, 1, event=event)
    items(living.section, 1)
    found = NEWS.of_event(snapshot(living), event.pk, language="vi", limit=9)
    assert set(ids(found)) == set(keys([*here, *there]))
    assert NEWS.of_event(snapshot(living), event.pk, language="en", limit=9) == []


def test_a_translation_is_found_in_its_language_only(living: Living) -> None:
    event = EventFactory.create()
    (item,) = items(living.section, 1, event=event)
    living.section.copy_for_translation(locale("en")).save_revision().publish()
    english = item.copy_for_translation(locale("en"))
    english.save_revision().publish()
    found = NEWS.of_event(snapshot(living), event.pk, language="en", limit=9)
    assert ids(found) == [english.pk]


def test_a_photo_report_shows_its_first_pictures(living: Living) -> None:
    lead, *others = [ImageFactory.create(title=str(number)) for number in range(7)]
    figures = [figure(image)[1] for image in (lead, *others)]
    report = NewsPageFactory.create(
        parent=living.section,
        form="phong_su_anh",
        lead_image=lead,
        body=[("gallery", {"images": figures})],
    )
    items(living.section, 1)
    portal = snapshot(living)
    (story,) = NEWS.photo_reports(portal, "vi", limit=2)
    assert story.id == report.pk
    assert [image.title for image in story.images] == ["0", "1", "2", "3", "4"]
    assert NEWS.photo_reports(portal, "en", limit=2) == []
    assert NEWS.photo_reports(portal, "fr", limit=2) == []


def test_a_photo_report_whose_picture_is_gone_shows_the_others(living: Living) -> None:
    kept, gone = ImageFactory.create(), ImageFactory.create()
    NewsPageFactory.create(
        parent=living.section,
        form="phong_su_anh",
        body=[figure(gone), figure(kept)],
    )
    type(gone).objects.filter(pk=gone.pk).delete()
    (story,) = NEWS.photo_reports(snapshot(living), "vi", limit=1)
    assert list(story.images) == [kept]


def test_filled_sections_are_those_with_a_live_item(
    living: Living, sport: SectionPage
) -> None:
    items(living.section, 2)
    NewsPageFactory.create(parent=sport, draft=True)
    wanted = [living.section.pk, sport.pk]
    rows = SectionPage.objects.filter(pk__in=wanted)
    lists = rows.annotate(has_items=NEWS.lists_in(OuterRef("pk")))
    assert set(lists.filter(has_items=True).values_list("pk", flat=True)) == {
        living.section.pk
    }


def test_a_list_of_pictures_costs_two_queries_whatever_its_length(
    living: Living, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(4):
        NewsPageFactory.create(
            parent=living.section, lead_image=ImageFactory.create(title=str(number))
        )
    portal = snapshot(living)
    for stop in (2, 4):
        with django_assert_num_queries(2):  # rows, and the sizes of their pictures
            found = NEWS.in_section(portal, living.section.pk, start=0, stop=stop)
            for story in found:
                assert story.image.get_rendition("fill-360x240|format-webp").width
