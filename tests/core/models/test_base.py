"""Addresses people can read and type, and lookups without queries."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page, PageViewRestriction, Site

from cms.news.models import NewsPage
from cms.pages.models import StandardPage
from sites.directory import directory
from tests.factories.news import NewsPageFactory
from tests.factories.pages import StandardPageFactory
from tests.factories.portals import Living, living_portal
from tests.factories.publishing import mirror, publish
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def living() -> Living:
    return living_portal("vi", "en")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Đại hội", "dai-hoi"),
        (unicodedata.normalize("NFD", "Đà Nẵng"), "da-nang"),
        ("Nghị quyết 18-NQ/TW", "nghi-quyet-18-nq-tw"),
    ],
)
def test_an_address_comes_from_the_title(living: Living, title: str, slug: str) -> None:
    page = StandardPageFactory.create(parent=living.home, title=title)
    assert page.slug == slug
    assert page.address(directory.portal_at(living.host)) == f"/{slug}/"


def test_an_address_that_is_taken_gets_a_number(living: Living) -> None:
    made = [
        StandardPageFactory.create(parent=living.home, title="Đại hội") for _ in "123"
    ]
    assert [page.slug for page in made] == ["dai-hoi", "dai-hoi-2", "dai-hoi-3"]


def test_an_address_is_taken_only_among_its_sisters(living: Living) -> None:
    StandardPageFactory.create(parent=living.home, title="Đại hội")
    assert (
        StandardPageFactory.create(parent=living.section, title="Đại hội").slug
        == "dai-hoi"
    )


@pytest.mark.parametrize("title", ["日本語のご案内", "한국어", "ភាសាខ្មែរ"])
def test_a_title_in_another_script_gets_some_address(
    living: Living, title: str
) -> None:
    page = StandardPageFactory.create(parent=living.home, title=title)
    assert page.slug
    assert set(page.slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert page.title == title


def test_a_title_without_any_letter_gets_a_neutral_address(living: Living) -> None:
    made = [StandardPageFactory.create(parent=living.home, title="…") for _ in "12"]
    assert [page.slug for page in made] == ["trang", "trang-2"]


def test_a_draft_has_the_same_address_as_a_live_page(living: Living) -> None:
    """Wagtail validates little of drafts, and would drop the “Đ”."""
    draft = StandardPageFactory.create(parent=living.home, draft=True, title="Đại hội")
    assert (draft.slug, draft.live) == ("dai-hoi", False)
    assert draft.url_path == f"{living.home.url_path}dai-hoi/"


def test_an_address_given_by_hand_is_made_readable(living: Living) -> None:
    page = StandardPageFactory.create(
        parent=living.home, title="Bất kỳ", slug="Đại Hội 2026"
    )
    assert page.slug == "dai-hoi-2026"


def test_an_address_given_by_hand_is_not_numbered(living: Living) -> None:
    StandardPageFactory.create(parent=living.home, title="Đại hội")
    with pytest.raises(ValidationError) as refusal:
        StandardPageFactory.create(parent=living.home, title="Khác", slug="dai-hoi")
    assert set(refusal.value.error_dict) == {"slug"}


def test_a_new_title_keeps_the_address(living: Living) -> None:
    page = StandardPageFactory.create(parent=living.home, title="Đại hội")
    page.title = "Hội nghị"
    publish(page)
    assert StandardPage.objects.get().slug == "dai-hoi"


def test_what_is_written_is_stored_composed(living: Living) -> None:
    written = unicodedata.normalize("NFD", "Đại hội lần thứ nhất")
    page = StandardPageFactory.create(
        parent=living.home, title=written, summary=written
    )
    stored = StandardPage.objects.get(pk=page.pk)
    for value in (stored.title, stored.draft_title, stored.summary):
        assert value == "Đại hội lần thứ nhất"


def test_addresses_cost_no_query_once_the_portal_is_known(
    living: Living, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    page = StandardPageFactory.create(parent=living.in_language("en"), title="About")
    viewer = directory.portal_at(living.host)
    Site.clear_site_root_paths_cache()
    with django_assert_num_queries(0):
        assert page.address(viewer) == "/en/about/"
        assert page.full_url == f"http://{living.host}/en/about/"
        assert page.get_url_parts() == (
            living.portal.site_id,
            f"http://{living.host}",
            "/en/about/",
        )
        assert page.relative_url(living.portal.site) == "/en/about/"
        assert page.url == page.full_url


def test_links_are_relative_on_the_own_portal_and_absolute_elsewhere(
    living: Living, rf: RequestFactory
) -> None:
    other = living_portal()
    page = StandardPageFactory.create(parent=living.home, title="Giới thiệu")
    request = rf.get("/")
    assert page.get_url(request) == f"http://{living.host}/gioi-thieu/"
    request.portal = directory.portal_at(living.host)
    assert page.get_url(request) == "/gioi-thieu/"
    request.portal = directory.portal_at(other.host)
    assert page.get_url(request) == f"http://{living.host}/gioi-thieu/"
    assert page.relative_url(other.portal.site) == f"http://{living.host}/gioi-thieu/"


def test_every_page_lies_in_one_site_root(living: Living) -> None:
    english = living.in_language("en")
    roots = english._get_relevant_site_root_paths()
    assert [(root.site_id, root.root_path, root.language_code) for root in roots] == [
        (living.portal.site_id, english.url_path, "en")
    ]
    assert english.get_site().pk == living.portal.site_id


def test_a_page_outside_every_portal_has_no_address(living: Living) -> None:
    page = StandardPage(title="Lạc", slug="lac", url_path="/khong-co/vi/lac/")
    assert page.get_url_parts() is None
    assert page.url is None
    assert page.full_url is None
    assert page._get_relevant_site_root_paths() == []


def restrict(page: Page) -> PageViewRestriction:
    made: PageViewRestriction = PageViewRestriction.objects.create(
        page=Page.objects.get(pk=page.pk),
        restriction_type=PageViewRestriction.PASSWORD,
        password="mat-khau",
    )
    directory.forget()
    return made


def test_an_open_page_asks_nothing_about_restrictions(
    living: Living, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    item = NewsPageFactory.create(parent=living.section)
    assert list(item.get_view_restrictions()) == []
    with django_assert_num_queries(0):
        assert list(item.get_view_restrictions()) == []


def test_a_restriction_holds_for_everything_below(living: Living) -> None:
    item = NewsPageFactory.create(parent=living.section)
    assert list(item.get_view_restrictions()) == []
    restriction = restrict(living.section)
    assert list(item.get_view_restrictions()) == [restriction]
    assert list(living.home.get_view_restrictions()) == []
    restriction.delete()
    directory.forget()
    assert list(item.get_view_restrictions()) == []


def test_an_alias_is_restricted_as_its_source(living: Living) -> None:
    other = living_portal()
    item = NewsPageFactory.create(parent=living.section)
    first = mirror(item, parent=other.section)
    second = mirror(first, parent=other.section, update_slug="nua")
    third = mirror(second, parent=other.section, update_slug="nua-nua")
    restriction = restrict(item)
    for alias in (first, second, third):
        found = NewsPage.objects.get(pk=alias.pk).get_view_restrictions()
        assert list(found) == [restriction]


def test_an_alias_made_later_is_restricted_too(living: Living) -> None:
    other = living_portal()
    item = NewsPageFactory.create(parent=living.section)
    restriction = restrict(item)
    assert list(other.section.get_view_restrictions()) == []
    alias = mirror(item, parent=other.section)
    directory.forget()
    assert list(alias.get_view_restrictions()) == [restriction]


def test_a_restriction_moves_with_its_page(living: Living) -> None:
    target = StandardPageFactory.create(parent=living.home, title="Nơi khác")
    page = StandardPageFactory.create(parent=living.home, title="Kín")
    restriction = restrict(page)
    page.move(target, pos="last-child")
    directory.forget()
    moved = StandardPage.objects.get(pk=page.pk)
    assert list(moved.get_view_restrictions()) == [restriction]


def test_a_page_outside_every_portal_asks_as_wagtail_does(living: Living) -> None:
    page = StandardPage(
        title="Lạc", slug="lac", url_path="/x/lac/", path="00010099", depth=2
    )
    assert list(page.get_view_restrictions()) == []
