"""Further sections of an item: those of its own portal, and no others."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext as _

from cms.core.gate import imported
from cms.news.models import AlsoShownIn, NewsPage, Placement
from cms.pages.models import SectionPage
from cms.users.models import User
from sites.directory import directory
from sites.models import Capability
from tests.admin import admin_client, errors, form_of, options, soup
from tests.factories.news import NewsPageFactory
from tests.factories.pages import SectionPageFactory
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import Living, living_portal
from tests.factories.publishing import duplicate
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

NEW_SECTION = "also_shown_in-__prefix__-section"


@pytest.fixture
@kept
def living() -> Living:
    return living_portal("vi", "en")


@pytest.fixture
@kept
def elsewhere() -> Living:
    return living_portal(sections=("Ký sự", "Lễ hội"))


@pytest.fixture
@kept
def editor(living: Living) -> User:
    return person_of(living.unit, Capability.EDITOR)


@pytest.fixture
@kept
def page(living: Living) -> NewsPage:
    made: NewsPage = NewsPageFactory.create(parent=living.section)
    return made


def section(living: Living, title: str) -> SectionPage:
    found: SectionPage = SectionPage.objects.descendant_of(living.folder).get(
        title=title
    )
    return found


def edit_url(page: NewsPage) -> str:
    return f"/admin/pages/{page.pk}/edit/"


def send(client: Client, page: NewsPage, *sections: SectionPage, **values: Any) -> Any:
    """Open the form, name further sections, save a draft."""
    rows: dict[str, Any] = {"also_shown_in-TOTAL_FORMS": len(sections)}
    for number, named in enumerate(sections):
        rows[f"also_shown_in-{number}-section"] = named.pk
        rows[f"also_shown_in-{number}-ORDER"] = number + 1
    form = form_of(client.get(edit_url(page)))
    return client.post(edit_url(page), {**form, "body-count": "0", **rows, **values})


def draft(page: NewsPage) -> NewsPage:
    found: NewsPage = NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return found


def test_the_portal_s_news_sections_are_offered_as_a_tree(
    living: Living, elsewhere: Living, editor: User, page: NewsPage
) -> None:
    SectionPageFactory.create(bare=True, parent=living.section, title="Di sản")
    SectionPageFactory.create(
        bare=True, parent=living.home, title="Lịch", lists="events"
    )
    SectionPageFactory.create(draft=True, parent=living.home, title="Chưa mở")
    english = living.in_language("en")
    SectionPageFactory.create(
        bare=True, parent=english, title="Heritage", locale=english.locale
    )
    offered = ["Văn hóa", "— Di sản", "Thể thao"]
    client = admin_client(editor)
    assert options(client.get(edit_url(page)), NEW_SECTION) == offered
    fresh = f"/admin/pages/add/news/newspage/{living.section.pk}/"
    assert options(client.get(fresh), NEW_SECTION) == offered
    whole = admin_client(UserFactory.create(superuser=True)).get(edit_url(page))
    assert options(whole, NEW_SECTION) == offered


def test_a_further_section_is_kept_with_the_draft(
    living: Living, editor: User, page: NewsPage
) -> None:
    sport = section(living, "Thể thao")
    response = send(admin_client(editor), page, sport)
    assert response["location"] == edit_url(page), errors(response)
    assert [row.section_id for row in draft(page).also_shown_in.all()] == [sport.pk]
    assert not Placement.objects.filter(page=page, section=sport).exists()


def test_a_section_that_went_offline_stays_chosen(
    living: Living, editor: User, page: NewsPage
) -> None:
    sport = section(living, "Thể thao")
    send(admin_client(editor), page, sport)
    sport.unpublish()
    response = admin_client(editor).get(edit_url(page))
    assert form_of(response)["also_shown_in-0-section"] == str(sport.pk)
    assert options(response, "also_shown_in-0-section") == ["Văn hóa", "Thể thao"]
    assert options(response, NEW_SECTION) == ["Văn hóa"]


def test_a_foreign_section_is_refused_by_the_form(
    elsewhere: Living, editor: User, page: NewsPage
) -> None:
    before = draft(page).latest_revision_id
    for client in (
        admin_client(editor),
        admin_client(UserFactory.create(superuser=True)),
    ):
        response = send(client, page, elsewhere.section)
        assert len(errors(response)) == 1
    assert NewsPage.objects.get(pk=page.pk).latest_revision_id == before
    assert not draft(page).also_shown_in.exists()


def test_a_new_item_cannot_name_a_foreign_section(
    living: Living, elsewhere: Living, editor: User
) -> None:
    client = admin_client(editor)
    url = f"/admin/pages/add/news/newspage/{living.section.pk}/"
    form = {
        **form_of(client.get(url)),
        "title": "Hội làng",
        "body-count": "0",
        "also_shown_in-TOTAL_FORMS": 1,
        "also_shown_in-0-section": elsewhere.section.pk,
        "also_shown_in-0-ORDER": 1,
    }
    assert errors(client.post(url, form))
    assert not NewsPage.objects.exists()


def test_the_model_refuses_a_foreign_section(
    living: Living, elsewhere: Living, page: NewsPage
) -> None:
    page.also_shown_in = [AlsoShownIn(section=elsewhere.section)]
    with pytest.raises(ValidationError) as refusal:
        page.save_revision()
    said = _("An item can only be shown in sections of its own portal.")
    assert refusal.value.messages == [said]
    fresh = NewsPage(title="Hội làng", slug="hoi-lang")
    fresh.also_shown_in = [AlsoShownIn(section=elsewhere.section)]
    with imported(), pytest.raises(ValidationError):
        living.section.add_child(instance=fresh)
    assert not NewsPage.objects.filter(slug="hoi-lang").exists()


def test_the_model_takes_sections_of_its_portal(living: Living) -> None:
    made = NewsPageFactory.create(
        parent=living.section, also_in=[section(living, "Thể thao")]
    )
    assert [row.section.title for row in made.also_shown_in.all()] == ["Thể thao"]


def test_a_copy_starts_in_its_own_section_alone(
    living: Living, elsewhere: Living
) -> None:
    made = NewsPageFactory.create(
        parent=living.section, also_in=[section(living, "Thể thao")]
    )
    copied = duplicate(made, to=elsewhere.section, keep_live=True)
    assert not copied.also_shown_in.exists()
    shown = Placement.objects.filter(page=copied.pk).values_list("section", flat=True)
    assert section(living, "Thể thao").pk not in shown


def test_a_move_to_another_portal_leaves_further_sections_behind(
    living: Living, elsewhere: Living
) -> None:
    sport = section(living, "Thể thao")
    made = NewsPageFactory.create(parent=living.section, also_in=[sport])
    assert Placement.objects.filter(page=made, section=sport).exists()
    made.move(elsewhere.section, pos="last-child")
    shown = set(
        Placement.objects.filter(page=made.pk).values_list("section", flat=True)
    )
    assert shown == {elsewhere.section.pk}


def test_people_in_bylines_are_colleagues(
    living: Living, elsewhere: Living, editor: User, page: NewsPage
) -> None:
    stranger = person_of(elsewhere.unit, Capability.EDITOR)
    client = admin_client(editor)
    response = send(client, page, **{"bylines-0-person": stranger.pk})
    assert len(errors(response)) == 1
    assert draft(page).bylines.get().person is None
    response = send(client, page, **{"bylines-0-person": editor.pk})
    assert response["location"] == edit_url(page), errors(response)
    assert draft(page).bylines.get().person == editor


def test_many_rows_ask_for_the_sections_once(
    living: Living, editor: User, page: NewsPage
) -> None:
    client = admin_client(editor)
    for titles in (("A",), ("B", "C", "D", "E")):
        for title in titles:
            SectionPageFactory.create(bare=True, parent=living.home, title=title)
        named = SectionPage.objects.child_of(living.home).exclude(pk=living.section.pk)
        send(client, page, *named)
        directory.forget()
        client.get(edit_url(page))
        with CaptureQueriesContext(connection) as queries:
            response = client.get(edit_url(page))
        asked = [query for query in queries if '"lists" = ' in query["sql"]]
        assert len(asked) == 1
        assert len(soup(response).select("select[name$=-section]")) == len(named)
