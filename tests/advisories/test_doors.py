"""Authorisation on secondary endpoints: fourteen of the eighteen advisories since 2026-02.

Somebody with the widest roles of one unit asks for what is another's. A refusal counts
only where the same request by that unit's own person succeeds and shows the word that
all its things carry.
"""

from typing import Any

import pytest
from django.test import Client
from wagtail.log_actions import log
from wagtail.models import Page, PageViewRestriction, Revision

from cms.news.models import NewsPage
from tests.admin import form_of
from tests.advisories.conftest import Side, shut
from tests.factories.news import NewsPageFactory

pytestmark = pytest.mark.django_db


def shown(response: Any, word: str) -> bool:
    return response.status_code == 200 and word in response.content.decode()


def only_for_its_own(own: Side, other: Side, path: str) -> None:
    """Assert that an address shows what it shows to its own unit alone."""
    assert shown(other.client.get(path), other.word), f"the probe sees nothing: {path}"
    assert shut(own.client.get(path), other.word), f"open to others: {path}"


def sent_by(client: Client, path: str, **changes: Any) -> dict[str, Any]:
    """Return an editor's form as a browser would send it; a script counts blocks."""
    return {**form_of(client.get(path)), "body-count": 0, **changes}


# 2026-02 ----------------------------------------------------------------------------


def test_cve_2026_25517_a_preview_asks_for_the_page_s_rights(
    own: Side, other: Side
) -> None:
    path = f"/admin/pages/{other.page.pk}/edit/preview/"
    sent = sent_by(other.client, f"/admin/pages/{other.page.pk}/edit/")
    theirs = other.client
    assert theirs.post(path, sent).json()["is_valid"]
    assert shown(theirs.get(path), other.word)
    ours = own.client
    assert shut(ours.post(path, sent), other.word)
    assert shut(ours.get(path), other.word)


def test_cve_2026_25517_a_preview_of_a_new_page_asks_for_its_place(
    own: Side, other: Side
) -> None:
    place = f"news/newspage/{other.living.section.pk}/"
    facts = {"title": "Nháp", "slug": "nhap"}
    sent = sent_by(other.client, f"/admin/pages/add/{place}", **facts)
    path = f"/admin/pages/add/{place}preview/"
    assert other.client.post(path, sent).json()["is_valid"]
    ours = own.client
    assert shut(ours.post(path, sent), other.word)
    assert shut(ours.get(path), other.word)
    assert shut(ours.get(f"/admin/pages/add/{place}"), other.word)


@pytest.mark.parametrize(
    "path",
    ["view_draft/", "revisions/{revision}/view/", "revisions/{revision}/revert/"],
)
def test_cve_2026_25517_what_is_not_published_is_shown_to_its_own(
    own: Side, other: Side, path: str
) -> None:
    draft = NewsPageFactory.create(
        parent=other.living.section, title=f"Nháp {other.word}", draft=True
    )
    place = path.format(revision=draft.latest_revision_id)
    only_for_its_own(own, other, f"/admin/pages/{draft.pk}/{place}")


# 2026-05 ----------------------------------------------------------------------------


def second_revision(page: NewsPage) -> Revision:
    page.kicker = "Mới"
    revision: Revision = page.save_revision()
    return revision


def test_cve_2026_44197_comparing_asks_for_the_page_s_rights(
    own: Side, other: Side
) -> None:
    first = other.page.latest_revision_id
    last = second_revision(other.page).pk
    for pair in (f"{first}...{last}", "earliest...latest", "live...latest"):
        path = f"/admin/pages/{other.page.pk}/revisions/compare/{pair}/"
        only_for_its_own(own, other, path)


@pytest.mark.parametrize(
    "address",
    [
        "pages/{0.page.pk}/history/",
        "pages/{0.page.pk}/history/results/",
        "events/history/{0.event.pk}/",
        "events/history-results/{0.event.pk}/",
        "records/history/{0.record.pk}/",
        "records/history-results/{0.record.pk}/",
        "corrections/history/{0.report.pk}/",
        "corrections/history-results/{0.report.pk}/",
    ],
)
def test_cve_2026_44198_a_history_is_read_by_its_own(
    own: Side, other: Side, address: str
) -> None:
    for thing in (other.page, other.event, other.record, other.report):
        log(instance=thing, action="wagtail.edit", user=other.person)
    only_for_its_own(own, other, f"/admin/{address.format(other)}")


@pytest.mark.parametrize("kind", ["users", "unit", "portal", "groups"])
@pytest.mark.parametrize("view", ["history", "history-results", "usage"])
def test_cve_2026_44198_histories_of_the_house_are_its_keepers(
    own: Side, kind: str, view: str
) -> None:
    keys = {
        "users": own.person.pk,
        "unit": own.living.unit.pk,
        "portal": own.living.portal.pk,
        "groups": 1,
    }
    response = own.client.get(f"/admin/{kind}/{view}/{keys[kind]}/")
    assert shut(response, own.living.unit.name)


FOREIGN_REVISION = (
    "revisions/{key}/view/",
    "revisions/{key}/revert/",
    "revisions/{key}/unschedule/",
    "revisions/compare/{key}...latest/",
    "revisions/compare/earliest...{key}/",
)


@pytest.mark.parametrize("place", FOREIGN_REVISION)
def test_cve_2026_44199_a_row_is_sought_below_its_own_page(
    own: Side, other: Side, place: str
) -> None:
    """The key of another's revision, asked for under a page of one's own."""
    key = second_revision(other.page).pk
    response = own.client.get(f"/admin/pages/{own.page.pk}/{place.format(key=key)}")
    assert response.status_code == 404
    assert other.word not in response.content.decode()


def test_cve_2026_44199_another_s_revision_is_not_overwritten(
    own: Side, other: Side
) -> None:
    revision = Revision.objects.get(pk=second_revision(other.page).pk)
    path = f"/admin/pages/{own.page.pk}/edit/"
    ours = own.client
    changes = {"title": "Đè", "overwrite_revision_id": revision.pk}
    ours.post(path, sent_by(ours, path, **changes))
    kept = Revision.objects.get(pk=revision.pk)
    assert kept.content == revision.content
    assert own.page.get_latest_revision_as_object().title == f"Tin {own.word}"


def copy_of(page: NewsPage, parent: Page, **changes: Any) -> dict[str, Any]:
    return {
        "new_title": page.title,
        "new_slug": "ban-sao",
        "new_parent_page": parent.pk,
        **changes,
    }


@pytest.mark.parametrize("changes", [{}, {"alias": "on"}, {"publish_copies": "on"}])
def test_cve_2026_44200_copying_asks_for_the_source_too(
    own: Side, other: Side, changes: dict[str, str]
) -> None:
    path = f"/admin/pages/{other.page.pk}/copy/"
    into_own = copy_of(other.page, own.living.section, **changes)
    assert shut(own.client.get(path), other.word)
    assert shut(own.client.post(path, into_own), other.word)
    assert (
        not NewsPage.objects.child_of(own.living.section)
        .exclude(pk=own.page.pk)
        .exists()
    )
    at_home = copy_of(other.page, other.living.section, **changes)
    assert other.client.post(path, at_home).status_code == 302
    assert NewsPage.objects.child_of(other.living.section).count() == 2


def test_cve_2026_44200_nor_is_a_copy_put_with_others(own: Side, other: Side) -> None:
    path = f"/admin/pages/{own.page.pk}/copy/"
    before = Page.objects.count()
    own.client.post(path, copy_of(own.page, other.living.section))
    assert Page.objects.count() == before


ACTIONS: dict[str, dict[str, Any]] = {
    "copy": {"slug": "ban-sao"},
    "create_alias": {"update_slug": "bi-danh"},
    "convert_alias": {},
    "copy_for_translation": {"locale": "en"},
    "delete": {},
    "move": {},
    "publish": {},
    "unpublish": {},
    "revert_to_page_revision": {},
}


@pytest.mark.parametrize("action", ACTIONS)
def test_cve_2026_44200_the_admin_api_acts_on_pages_of_the_own_unit(
    own: Side, other: Side, action: str
) -> None:
    """Wagtail's editor calls these by script; every one is a door of its own."""
    sent = {
        **ACTIONS[action],
        "destination_page_id": own.living.section.pk,
        "revision_id": other.page.latest_revision_id,
    }
    before = list(Page.objects.order_by("pk").values())
    response = own.client.post(
        f"/admin/api/main/pages/{other.page.pk}/action/{action}/",
        sent,
        content_type="application/json",
    )
    assert shut(response, other.word), response.content
    assert list(Page.objects.order_by("pk").values()) == before


def test_cve_2026_44200_the_admin_api_s_probe_works(other: Side) -> None:
    response = other.client.post(
        f"/admin/api/main/pages/{other.page.pk}/action/copy/",
        {"slug": "ban-sao", "keep_live": False},
        content_type="application/json",
    )
    assert response.status_code == 201
    assert NewsPage.objects.filter(slug="ban-sao").exists()


# 2026-06 ----------------------------------------------------------------------------


CHOSEN = (
    "images/chooser/chosen/{0.image.pk}/",
    "images/chooser/chosen-multiple/?id={0.image.pk}",
    "images/chooser/{0.image.pk}/select_format/",
    "images/chooser/?q={0.word}",
    "images/chooser/results/?q={0.word}",
    "documents/chooser/chosen/{0.document.pk}/",
    "documents/chooser/chosen-multiple/?id={0.document.pk}",
    "documents/chooser/results/?q={0.word}",
    "media/chooser/{0.media.pk}/",
    "event_chooser/chosen/{0.event.pk}/",
    "event_chooser/chosen-multiple/?id={0.event.pk}",
    "event_chooser/results/",
    "person_chooser/chosen/{0.person.pk}/",
    "person_chooser/chosen-multiple/?id={0.person.pk}",
    "person_chooser/results/",
    "choose-page/chosen-multiple/?id={0.page.pk}",
    "choose-page/{0.living.section.pk}/",
    "choose-page/search/?q={0.word}",
)


@pytest.mark.parametrize("address", CHOSEN)
def test_cve_2026_54259_a_chooser_tells_nothing_of_others(
    own: Side, other: Side, address: str
) -> None:
    path = f"/admin/{address.format(other)}"
    assert shown(other.client.get(path), other.word), f"the probe sees nothing: {path}"
    response = own.client.get(path)
    told = response.content.decode().replace(path, "")
    assert told.count(f" {other.word}") == 0


FILES = (
    "images/{0.image.pk}/",
    "images/{0.image.pk}/delete/",
    "images/usage/{0.image.pk}/",
    "documents/edit/{0.document.pk}/",
    "documents/delete/{0.document.pk}/",
    "documents/usage/{0.document.pk}/",
    "media/edit/{0.media.pk}/",
    "media/delete/{0.media.pk}/",
    "media/usage/{0.media.pk}/",
)


@pytest.mark.parametrize("address", FILES)
def test_cve_2026_54261_a_file_s_screens_are_its_unit_s(
    own: Side, other: Side, address: str
) -> None:
    only_for_its_own(own, other, f"/admin/{address.format(other)}")


def test_cve_2026_54261_an_image_s_preview_asks_for_its_rights(
    own: Side, other: Side
) -> None:
    path = f"/admin/images/{other.image.pk}/preview/width-50/"
    response = other.client.get(path)
    assert response["Content-Type"] == "image/png"
    assert b"".join(response).startswith(b"\x89PNG")
    assert shut(own.client.get(path), other.word)


# 2026-08, 2026-10 -------------------------------------------------------------------


def test_8_0_1_a_collection_s_privacy_is_set_by_its_own_keepers(
    own: Side, other: Side, keeper: Client
) -> None:
    collection = other.living.portal.collection
    path = f"/admin/collections/{collection.pk}/privacy/"
    assert shut(own.client.get(path), other.word)
    assert shut(own.client.post(path, {"restriction_type": "login"}), other.word)
    assert not collection.get_view_restrictions().exists()
    keeper.post(path, {"restriction_type": "login"})
    assert collection.get_view_restrictions().count() == 1


def test_8_0_1_a_page_s_privacy_is_set_by_its_own_publishers(
    own: Side, other: Side
) -> None:
    path = f"/admin/pages/{other.page.pk}/privacy/"
    assert shut(own.client.get(path), other.word)
    assert shut(own.client.post(path, {"restriction_type": "login"}), other.word)
    restrictions = PageViewRestriction.objects.filter(page=other.page)
    assert not restrictions.exists()
    assert other.client.post(path, {"restriction_type": "login"}).status_code == 200
    assert restrictions.count() == 1
