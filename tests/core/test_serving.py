"""The page of an address, found in one query."""

import pytest
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page

from cms.core.models import EditorialRecord
from cms.core.serving import live_page_at, served_models, short_code
from tests.factories.events import EventPageFactory
from tests.factories.media import ImageFactory
from tests.factories.news import NewsPageFactory
from tests.factories.pages import SpecialPageFactory, StandardPageFactory
from tests.factories.portals import Living, living_portal
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def living() -> Living:
    return living_portal()


def test_every_page_type_of_the_house_is_served() -> None:
    assert {model._meta.label for model in served_models()} == {
        *("pages.HomePage", "pages.SectionPage", "pages.StandardPage"),
        *("pages.SpecialPage", "news.NewsPage", "events.EventPage"),
    }


@pytest.mark.parametrize(
    "factory",
    [StandardPageFactory, SpecialPageFactory, EventPageFactory, NewsPageFactory],
)
def test_a_page_comes_as_what_it_is_in_one_query(
    living: Living,
    factory: type[StandardPageFactory],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    page = factory(parent=living.section)
    with django_assert_num_queries(1):
        found = live_page_at(page.url_path)
        assert found is not None
        assert short_code(found) != ""
    assert type(found) is type(page)
    assert found == page


def test_home_and_section_are_found_too(living: Living) -> None:
    assert live_page_at(living.home.url_path) == living.home
    assert live_page_at(living.section.url_path) == living.section


def test_the_main_picture_comes_along(
    living: Living, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    picture = ImageFactory.create()
    item = NewsPageFactory.create(parent=living.section, lead_image=picture)
    found = live_page_at(item.url_path)
    assert found is not None
    with django_assert_num_queries(0):
        assert found.lead_image == picture


def test_what_is_not_live_is_not_found(living: Living) -> None:
    draft = NewsPageFactory.create(parent=living.section, draft=True)
    assert live_page_at(draft.url_path) is None
    assert live_page_at("/khong-co/") is None


def test_what_is_not_the_houses_is_not_found(living: Living) -> None:
    assert live_page_at(living.folder.url_path) is None
    assert live_page_at(Page.get_first_root_node().url_path) is None


def test_a_page_knows_its_code(
    living: Living, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    item = NewsPageFactory.create(parent=living.section)
    code = EditorialRecord.objects.get().code
    with django_assert_num_queries(1):
        assert short_code(item) == code
        assert short_code(item) == code
    found = live_page_at(item.url_path)
    assert found is not None
    assert short_code(found) == code


def test_a_page_without_a_revision_has_none(living: Living) -> None:
    assert short_code(living.section) == ""
    found = live_page_at(living.section.url_path)
    assert found is not None
    assert short_code(found) == ""
