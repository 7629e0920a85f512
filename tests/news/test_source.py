"""The news feature's answers to the lists of the house."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import OuterRef
from pytest_django import DjangoAssertNumQueries

from cms.core.listings import Facets, FrontStories, FrontWish, Pick, Story
from cms.core.models import Origin
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
from tests.factories.publishing import publish, take_away
from tests.news.models.test_page import SOURCE
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
A_DAY = timedelta(days=1)
NEWS = NewsItems()


@pytest.fixture
@kept
def living() -> Living:
    return living_portal("vi", "en")


@pytest.fixture
@kept
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


def test_a_front_page_asks_once_for_everything(
    living: Living,
    sport: SectionPage,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    culture, games = items(living.section, 3), items(sport, 2)
    film = items(sport, 1, form="video")[0]
    wish = FrontWish(
        section_ids=(living.section.pk, sport.pk),
        each=2,
        chosen=(games[1].pk, culture[2].pk),
        latest=2,
        videos=4,
    )
    portal = snapshot(living)
    with django_assert_num_queries(1):  # no pictures, no sizes to ask for
        found = NEWS.front(portal, "vi", wish)
    assert {key: ids(stories) for key, stories in found.sections.items()} == {
        living.section.pk: keys(culture[:2]),
        sport.pk: keys([film, games[0]]),
    }
    assert ids(found.chosen) == keys([games[1], culture[2]])
    assert ids(found.latest) == keys([film, games[0]])
    assert ids(found.videos) == [film.pk]
    assert found.photo_reports == found.republished == []


def test_what_a_section_shows_is_not_mixed_with_other_wishes(
    living: Living, sport: SectionPage
) -> None:
    """What was chosen or is a film comes with the same rows, but stands where it is."""
    made = items(living.section, 4)
    items(sport, 1, form="video", also_in=[living.section])
    wish = FrontWish(section_ids=(living.section.pk,), each=2, chosen=(made[3].pk,))
    found = NEWS.front(snapshot(living), "vi", wish)
    assert ids(found.sections[living.section.pk])[1:] == [made[0].pk]
    assert found.latest == found.videos == []


def test_a_front_page_without_wishes_shows_nothing(living: Living) -> None:
    items(living.section, 1)
    assert NEWS.front(snapshot(living), "vi", FrontWish()) == FrontStories()
    assert NEWS.front(snapshot(living), "fr", FrontWish(latest=3)) == FrontStories()


def test_no_front_page_shows_anothers_films(living: Living) -> None:
    items(living_portal().section, 1, form="video")
    found = NEWS.front(snapshot(living), "vi", FrontWish(videos=4, latest=4))
    assert found.videos == found.latest == []


def test_republished_items_name_their_source(living: Living) -> None:
    items(living.section, 1)
    item = items(living.section, 1, origin=Origin.REPUBLISHED, **SOURCE)[0]
    found = NEWS.front(snapshot(living), "vi", FrontWish(republished=3))
    assert [(story.id, story.source) for story in found.republished] == [
        (item.pk, SOURCE["source_name"])
    ]


def test_a_section_tells_its_forms_and_years(
    living: Living, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """The year is that of Vietnam, and forms come in the order of the house."""
    new_year = datetime(2024, 12, 31, 17, 30, tzinfo=UTC)  # half past midnight, 2025
    for form, moment in (("video", NOON), ("tin", NOON), ("tin", new_year)):
        NewsPageFactory.create(parent=living.section, form=form, published_at=moment)
    section = living.section.pk
    snapshot(living)
    with django_assert_num_queries(2):
        facets = NEWS.facets(section)
    assert facets == Facets(forms=("tin", "video"), years=(2026, 2025))
    assert NEWS.facets(0) == Facets()


@pytest.mark.parametrize(
    ("pick", "number"),
    [
        (Pick(), 4),
        (Pick(form="video"), 1),
        (Pick(form="do_hoa"), 0),
        (Pick(year=2026), 3),
        (Pick(year=2025), 1),
        (Pick(year=2024), 0),
        (Pick(form="tin", year=2026), 2),
    ],
    ids=str,
)
def test_a_section_is_narrowed_to_a_form_and_a_year(
    living: Living, pick: Pick, number: int
) -> None:
    new_year = datetime(2025, 12, 31, 16, 59, tzinfo=UTC)  # the last minute of 2025
    moments = (NOON, NOON, new_year + timedelta(minutes=1), new_year)
    forms = ("video", "tin", "tin", "tin")
    for form, moment in zip(forms, moments, strict=True):
        NewsPageFactory.create(parent=living.section, form=form, published_at=moment)
    portal, section = snapshot(living), living.section.pk
    assert NEWS.count_in_section(section, pick) == number
    found = NEWS.in_section(portal, section, start=0, stop=9, pick=pick)
    assert len(found) == number


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
        publish(item)
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
    publish(item)

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
    publish(living.section.copy_for_translation(locale("en")))
    english = item.copy_for_translation(locale("en"))
    publish(english)
    found = NEWS.of_event(snapshot(living), event.pk, language="en", limit=9)
    assert ids(found) == [english.pk]


def reports(living: Living, limit: int) -> list[Story]:
    wish = FrontWish(photo_reports=limit)
    return NEWS.front(snapshot(living), "vi", wish).photo_reports


def test_a_photo_report_shows_its_first_pictures(living: Living) -> None:
    lead, *others = [ImageFactory.create(title=str(number)) for number in range(7)]
    figures = [figure(image)[1] for image in (lead, *others)]
    older = items(living.section, 1, form="phong_su_anh", lead_image=lead)[0]
    report = NewsPageFactory.create(
        parent=living.section,
        form="phong_su_anh",
        lead_image=lead,
        body=[("gallery", {"images": figures})],
    )
    items(living.section, 1)
    first, second = reports(living, 2)
    assert (first.id, second.id) == (report.pk, older.pk)
    assert [image.title for image in first.images] == ["0", "1", "2", "3", "4"]
    assert second.images == ()  # shown without them


def test_a_photo_report_whose_picture_is_gone_shows_the_others(living: Living) -> None:
    kept, gone = ImageFactory.create(), ImageFactory.create()
    NewsPageFactory.create(
        parent=living.section,
        form="phong_su_anh",
        body=[figure(gone), figure(kept)],
    )
    take_away(gone)
    (story,) = reports(living, 1)
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
