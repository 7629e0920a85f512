"""Pages of text under a section."""

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from cms.core.restrictions import restricted_paths
from cms.core.sections import sections_of
from cms.pages.pamphlets import pamphlets_of
from sites.directory import directory
from tests.factories.news import NewsPageFactory
from tests.factories.pages import SectionPageFactory, StandardPageFactory
from tests.factories.portals import living_portal

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


def test_the_newest_page_comes_first_in_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    living = living_portal()
    older = StandardPageFactory.create(parent=living.section, published_at=NOON)
    newer = NewsPageFactory.create(
        parent=living.section, published_at=NOON + timedelta(days=1)
    )
    portal = directory.portal_at(living.host)
    assert portal is not None
    facts = sections_of(portal, "vi")[living.section.pk]
    restricted_paths()  # remembered for the house
    with django_assert_num_queries(1):
        found = pamphlets_of(portal, [facts])[facts.id]
    assert [story.id for story in found] == [newer.pk, older.pk]
    assert found[1].date == NOON
    assert found[0].summary == ""  # only pages of text have one here


def test_several_sections_cost_one_query_and_each_list_has_an_end(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    living = living_portal()
    other = SectionPageFactory.create(parent=living.home, title="Văn bản", bare=True)
    made = [
        StandardPageFactory.create(
            parent=section, published_at=NOON + timedelta(days=day)
        ).pk
        for section in (living.section, other)
        for day in range(3)
    ]
    portal = directory.portal_at(living.host)
    assert portal is not None
    sections = list(sections_of(portal, "vi").values())
    restricted_paths()
    with django_assert_num_queries(1):
        found = pamphlets_of(portal, sections, 2)
    by_section = {
        key: [story.id for story in found[key]] for key in found if found[key]
    }
    assert by_section == {
        living.section.pk: [made[2], made[1]],
        other.pk: [made[5], made[4]],
    }


def test_no_section_costs_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    portal = directory.portal_at(living_portal().host)
    assert portal is not None
    with django_assert_num_queries(0):
        assert pamphlets_of(portal, []) == {}
