"""The page tree: what may lie where (T1, T2)."""

from typing import Any

import pytest
from django.http import Http404
from django.test import RequestFactory
from wagtail.actions.copy_for_translation import ParentNotTranslatedError
from wagtail.models import Page

from cms.events.models import EventPage
from cms.news.models import NewsPage
from cms.pages.models import (
    HomePage,
    SectionPage,
    SpecialPage,
    StandardPage,
    UnitFolder,
)
from sites.models import Capability
from tests.admin import admin_client, soup
from tests.factories.news import NewsPageFactory
from tests.factories.people import person_of
from tests.factories.portals import Living, living_portal, locale
from tests.factories.publishing import publish
from tests.plugins.kept import kept
from tests.plugins.readers import Reader

TREE: dict[type[Page], tuple[set[str], set[str]]] = {
    UnitFolder: ({"wagtailcore.Page"}, {"pages.HomePage"}),
    HomePage: (
        {"pages.UnitFolder"},
        {
            *("pages.SectionPage", "pages.StandardPage", "pages.SpecialPage"),
            "events.EventPage",
        },
    ),
    SectionPage: (
        {"pages.HomePage", "pages.SectionPage"},
        {
            *("pages.SectionPage", "news.NewsPage", "events.EventPage"),
            *("pages.StandardPage", "pages.SpecialPage"),
        },
    ),
    NewsPage: ({"pages.SectionPage"}, set()),
    EventPage: ({"pages.SectionPage", "pages.HomePage"}, set()),
    StandardPage: (
        {"pages.HomePage", "pages.SectionPage", "pages.StandardPage"},
        {"pages.StandardPage"},
    ),
    SpecialPage: ({"pages.HomePage", "pages.SectionPage"}, set()),
}


def labels(models: list[type[Page]]) -> set[str]:
    return {model._meta.label for model in models}


@pytest.mark.parametrize("model", TREE, ids=lambda model: model.__name__)
def test_a_page_lies_only_where_it_belongs(model: type[Page]) -> None:
    """T2."""
    parents, children = TREE[model]
    assert labels(model.allowed_parent_page_models()) == parents
    assert labels(model.allowed_subpage_models()) == children


def test_folders_and_homes_are_made_by_provisioning_only() -> None:
    made_by_hand = [model for model in TREE if model.is_creatable]
    assert UnitFolder not in made_by_hand
    assert HomePage not in made_by_hand
    assert len(made_by_hand) == len(TREE) - 2


@pytest.fixture
@kept
def living() -> Living:
    return living_portal("vi", "en")


@pytest.mark.django_db
def test_the_explorer_opens_at_the_folder(living: Living) -> None:
    """T1: with homes directly below the root it would open at the root."""
    living_portal()
    editor = person_of(living.unit, Capability.EDITOR)
    page = soup(admin_client(editor).get(f"/admin/pages/{living.folder.pk}/"))
    listed = {link.get_text(strip=True) for link in page.select("td.title a")}
    assert living.home.title in listed
    response = admin_client(editor).get("/admin/pages/", follow=True)
    assert response.redirect_chain[-1][0] == f"/admin/pages/{living.folder.pk}/"


@pytest.mark.django_db
def test_another_units_page_is_refused(living: Living) -> None:
    other = living_portal()
    editor = person_of(living.unit, Capability.EDITOR)
    response = admin_client(editor).get(f"/admin/pages/{other.home.pk}/", follow=True)
    assert response.redirect_chain[-1][0] == "/admin/"


@pytest.mark.django_db
def test_a_folder_is_never_served(living: Living, rf: RequestFactory) -> None:
    folder = living.folder
    assert folder.get_url_parts() is None
    assert folder.full_url is None
    with pytest.raises(Http404):
        folder.serve(rf.get("/"))


@pytest.mark.django_db
def test_a_home_is_translated_inside_its_folder(living: Living) -> None:
    """T1: Wagtail would look for a translation of the folder."""
    french = living.home.copy_for_translation(locale("fr"))
    assert french.get_parent().specific == living.folder
    assert (french.slug, french.live) == ("fr", False)
    assert french.translation_key == living.home.translation_key
    assert french.url_path == f"/{living.unit.code}/fr/"
    assert french.latest_revision is not None
    with pytest.raises(ParentNotTranslatedError):
        Page.copy_for_translation(living.home, locale("ja"))


@pytest.mark.django_db
def test_the_prefix_leads_to_the_sister_home(living: Living, reader: Reader) -> None:
    english = living.in_language("en")
    english.title = "Department of Culture"
    publish(english)
    response: Any = reader.get(living.host, "/en/")
    assert response.status_code == 200
    assert response.context["page"].pk == english.pk
    assert reader.get(living.host, "/").context["page"].pk == living.home.pk


@pytest.mark.django_db
def test_an_item_of_a_translated_section_is_translated_beside_it(
    living: Living,
) -> None:
    item = NewsPageFactory.create(parent=living.section)
    with pytest.raises(ParentNotTranslatedError):
        item.copy_for_translation(locale("en"))
    section = living.section.copy_for_translation(locale("en"))
    english = item.copy_for_translation(locale("en"))
    assert english.get_parent().specific == section
    assert section.get_parent().specific == living.in_language("en")
