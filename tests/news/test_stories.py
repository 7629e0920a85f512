"""A placed item as lists show it."""

import pytest
from pytest_django import DjangoAssertNumQueries

from cms.core.listings import Story
from cms.core.models import Origin
from cms.news.models import Placement
from cms.news.stories import gallery_pictures, story_of
from sites.directory import directory
from tests.factories.media import ImageFactory, figure
from tests.factories.news import NewsPageFactory
from tests.factories.portals import living_portal
from tests.news.models.test_page import SOURCE

pytestmark = pytest.mark.django_db


def test_a_story_says_what_lists_show_without_a_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    living, image = living_portal(), ImageFactory.create()
    item = NewsPageFactory.create(
        parent=living.section,
        title="Hội làng",
        kicker="Di sản",
        summary="Một câu.",
        form="video",
        origin=Origin.REPUBLISHED,
        lead_image=image,
        **SOURCE,
    )
    viewer = directory.portal_at(living.host)
    placement = Placement.objects.for_lists().get()
    with django_assert_num_queries(0):
        story = story_of(placement, viewer)
    assert story == Story(
        id=item.pk,
        title="Hội làng",
        url="/van-hoa/hoi-lang/",
        date=item.first_published_at,
        section_path=living.section.url_path,
        kicker="Di sản",
        summary="Một câu.",
        form="video",
        image=image,
        byline_names="Hạ Miên",
        is_republished=True,
        source=SOURCE["source_name"],
    )


def test_a_story_names_the_portal_it_stands_on_to_readers_of_another() -> None:
    living, other = living_portal(), living_portal()
    NewsPageFactory.create(parent=living.section)
    placement = Placement.objects.for_lists().get()
    viewer = directory.portal_at(other.host)
    assert story_of(placement, viewer).publisher == f"{living.unit.name} (vi)"
    assert story_of(placement, None).publisher == ""


def test_the_picture_for_lists_goes_before_the_main_one() -> None:
    lead, listing = ImageFactory.create(), ImageFactory.create()
    NewsPageFactory.create(
        parent=living_portal().section, lead_image=lead, listing_image=listing
    )
    assert story_of(Placement.objects.get(), None).image == listing


def test_pictures_of_several_galleries_come_in_one_go(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    section = living_portal().section
    one, two = ImageFactory.create(), ImageFactory.create()
    first = NewsPageFactory.create(
        parent=section, lead_image=one, body=[figure(two), figure(one)]
    )
    second = NewsPageFactory.create(parent=section, body=[figure(two)])
    bare = NewsPageFactory.create(parent=section)
    pages = [first, second, bare]
    with django_assert_num_queries(2):
        found = gallery_pictures(pages)
    assert found == {first.pk: [one, two], second.pk: [two], bare.pk: []}
