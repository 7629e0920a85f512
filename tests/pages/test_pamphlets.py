"""Pages of text under a section."""

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from cms.core.restrictions import restricted_paths
from cms.core.sections import sections_of
from cms.pages.pamphlets import pamphlets_of
from sites.directory import directory
from tests.factories.news import NewsPageFactory
from tests.factories.pages import StandardPageFactory
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
        found = pamphlets_of(portal, facts)
    assert [story.id for story in found] == [newer.pk, older.pk]
    assert found[1].date == NOON
    assert found[0].summary == ""  # only pages of text have one here


def test_the_list_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cms.pages.pamphlets.PAMPHLETS_MAX", 1)
    living = living_portal()
    for _number in range(2):
        StandardPageFactory.create(parent=living.section)
    portal = directory.portal_at(living.host)
    assert portal is not None
    assert len(pamphlets_of(portal, sections_of(portal, "vi")[living.section.pk])) == 1
