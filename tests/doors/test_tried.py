"""Each door that writes, tried by whoever may do most; readers get the same bytes."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

import pytest
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.audit.kinds import Kind
from cms.audit.models import SecurityEntry
from cms.core.gate import NotReleasedError
from cms.news.models import NewsPage
from cms.pages.models import SectionPage
from sites.models import Capability
from tests.admin import admin_client, form_of
from tests.doors.listed import told
from tests.factories.news import NewsPageFactory
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import Living, living_portal
from tests.factories.publishing import mirror
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db

UNSEEN = "Câu này chưa ai duyệt"
AT_ONCE = {"action-publish": "1"}
API = "/admin/api/main/pages"


@dataclass(frozen=True)
class Door:
    """A portal with all that could slip through, and somebody at the door."""

    living: Living
    item: NewsPage
    alias: NewsPage
    draft: NewsPage
    client: Client

    @property
    def older(self) -> Revision:
        return self.item.revisions.order_by("pk")[0]

    @property
    def sport(self) -> SectionPage:
        found: SectionPage = SectionPage.objects.get(slug="the-thao")
        return found

    def post(self, path: str, **sent: Any) -> HttpResponse:
        return cast("HttpResponse", self.client.post(path, sent))

    def act(self, page: Page, name: str, **sent: Any) -> HttpResponse:
        path = f"{API}/{page.pk}/action/{name}/"
        answer = self.client.post(path, sent, content_type="application/json")
        return cast("HttpResponse", answer)


@pytest.fixture(params=["publisher", "keeper"])
def door(request: pytest.FixtureRequest) -> Door:
    living = living_portal()
    item = NewsPageFactory.create(parent=living.section, title="Hội làng")
    sport = SectionPage.objects.get(slug="the-thao")
    alias = mirror(item, parent=sport, update_slug="bi-danh")
    for title in (f"{UNSEEN} một", UNSEEN):
        item.title = title
        item.save_revision()
    draft = NewsPageFactory.create(parent=living.section, title="Nháp", draft=True)
    publisher = person_of(living.unit, Capability.PUBLISHER)
    keeper = UserFactory.create(superuser=True)
    person = publisher if request.param == "publisher" else keeper
    fresh = NewsPage.objects.get(pk=item.pk)
    return Door(living, fresh, alias, draft, admin_client(person))


NONCE = re.compile(rb"(nonce|csrfmiddlewaretoken)[^>]*")


def bytes_of(door: Door, reader: Reader) -> list[bytes]:
    """Return exactly what readers get of the item, its mirror, and their lists."""
    paths = (
        *("/", "/van-hoa/", "/the-thao/", "/the-thao/bi-danh/"),
        *(f"/van-hoa/{page.slug}/" for page in (door.item, door.draft)),
        "/van-hoa/ban-sao/",
    )
    answers = [reader.get(door.living.host, path) for path in paths]
    return [
        str(answer.status_code).encode() + NONCE.sub(b"", answer.content)
        for answer in answers
    ]


def live_rows() -> list[Any]:
    rows = Page.objects.filter(live=True).order_by("pk")
    return list(
        rows.values_list("pk", "title", "slug", "live_revision", "last_published_at")
    )


def edit(door: Door) -> HttpResponse:
    path = f"/admin/pages/{door.item.pk}/edit/"
    sent = {**form_of(door.client.get(path)), "title": f"{UNSEEN}!"}
    return door.post(path, **sent, **AT_ONCE)


def add(door: Door) -> HttpResponse:
    path = f"/admin/pages/add/pages/standardpage/{door.living.section.pk}/"
    sent = {**form_of(door.client.get(path)), "title": UNSEEN, "slug": "ban-sao"}
    return door.post(path, **sent, **AT_ONCE)


def revert(door: Door) -> HttpResponse:
    """Revert by what the form of an older version sends."""
    base = f"/admin/pages/{door.item.pk}"
    form = form_of(door.client.get(f"{base}/revisions/{door.older.pk}/revert/"))
    sent = {**form, "revision": door.older.pk, **AT_ONCE}
    return door.post(f"{base}/edit/", **sent)


def copy(door: Door, **more: str) -> HttpResponse:
    path = f"/admin/pages/{door.item.pk}/copy/"
    sent = {
        "new_title": UNSEEN,
        "new_slug": "ban-sao",
        "new_parent_page": door.living.section.pk,
    }
    return door.post(path, **sent, **more)


def page_door(name: str, kind: str = "item", **sent: Any) -> Callable[[Door], Any]:
    def deed(door: Door) -> HttpResponse:
        return door.post(f"/admin/pages/{getattr(door, kind).pk}/{name}/", **sent)

    return deed


def api_door(
    name: str, kind: str = "item", ask: Callable[[Door], dict[str, Any]] = lambda _d: {}
) -> Callable[[Door], Any]:
    return lambda door: door.act(getattr(door, kind), name, **ask(door))


def unschedule(door: Door) -> HttpResponse:
    path = f"/admin/pages/{door.item.pk}/revisions/{door.older.pk}/unschedule/"
    return door.post(path)


def confirm_a_move(door: Door) -> HttpResponse:
    return door.post(f"/admin/pages/{door.draft.pk}/move/{door.sport.pk}/confirm/")


def bulk(name: str, kind: str = "item") -> Callable[[Door], Any]:
    def deed(door: Door) -> HttpResponse:
        path = f"/admin/bulk/wagtailcore/page/{name}/?id={getattr(door, kind).pk}"
        return door.post(path, chooser=door.sport.pk)

    return deed


def elsewhere(door: Door) -> dict[str, Any]:
    return {"destination_page_id": door.sport.pk, "position": "last-child"}


def a_slug(door: Door) -> dict[str, Any]:
    return {"slug": "ban-sao", "update_slug": "ban-sao"}


DOORS: dict[str, dict[str, Callable[[Door], Any]]] = {
    "wagtailadmin_pages:add": {"publishing at once": add},
    "wagtailadmin_pages:edit": {"publishing": edit},
    "wagtailadmin_pages:revisions_revert": {"publishing an older one": revert},
    "wagtailadmin_pages:copy": {
        "a copy": copy,
        "a live copy": lambda door: copy(door, publish_copies="on"),
        "a mirror": lambda door: copy(door, alias="on"),
    },
    "wagtailadmin_pages:unpublish": {"": page_door("unpublish")},
    "wagtailadmin_pages:convert_alias": {"": page_door("convert_alias", "alias")},
    "wagtailadmin_pages:revisions_unschedule": {"": unschedule},
    "wagtailadmin_pages:delete": {
        "a live page": page_door("delete"),
        "a draft": page_door("delete", "draft"),
    },
    "wagtailadmin_pages:move": {"a draft": page_door("move", "draft")},
    "wagtailadmin_pages:move_confirm": {"a draft": confirm_a_move},
    "wagtailadmin_pages:set_page_position": {
        "of a draft": page_door("set_position", "draft")
    },
    "wagtailadmin_pages:set_privacy": {
        "of a draft": page_door("privacy", "draft", restriction_type="login")
    },
    "wagtailadmin_pages:lock": {"": page_door("lock")},
    "wagtailadmin_pages:unlock": {"": page_door("unlock")},
    "wagtailadmin_pages:workflow_action": {
        "of no route": page_door("workflow/action/approve/1")
    },
    "wagtail_bulk_action": {
        "publishing": bulk("publish"),
        "unpublishing": bulk("unpublish"),
    },
    "list: delete": {"a live page": bulk("delete")},
    "list: move": {"a draft": bulk("move", "draft")},
    "api: publish": {"": api_door("publish"), "a draft": api_door("publish", "draft")},
    "api: unpublish": {"": api_door("unpublish")},
    "api: create_alias": {"": api_door("create_alias", ask=a_slug)},
    "api: convert_alias": {"": api_door("convert_alias", "alias")},
    "api: copy": {
        "as live as it is": api_door("copy", ask=a_slug),
        "a draft": api_door(
            "copy", ask=lambda door: {**a_slug(door), "keep_live": False}
        ),
    },
    "api: copy_for_translation": {
        "": api_door("copy_for_translation", ask=lambda _door: {"locale": "en"}),
        "a mirror": api_door(
            "copy_for_translation", ask=lambda _door: {"locale": "en", "alias": True}
        ),
    },
    "api: revert_to_page_revision": {
        "": api_door(
            "revert_to_page_revision",
            ask=lambda door: {"revision_id": door.older.pk},
        )
    },
    "api: delete": {"": api_door("delete")},
    "api: move": {"a draft": api_door("move", "draft", ask=elsewhere)},
}
TRIED = [
    pytest.param(deed, id=f"{name} {what}".strip())
    for name, deeds in DOORS.items()
    for what, deed in deeds.items()
]


@pytest.mark.parametrize("deed", TRIED)
def test_readers_get_the_same_bytes(
    door: Door, reader: Reader, deed: Callable[[Door], Any]
) -> None:
    before, rows = bytes_of(door, reader), live_rows()
    answer = deed(door)
    assert answer.status_code in {200, 201, 204, 302, 400, 403, 404}
    assert live_rows() == rows
    assert bytes_of(door, reader) == before
    assert UNSEEN not in str(before)


def test_each_door_that_writes_is_tried() -> None:
    listed = {**told("Addresses"), **told("Deeds of lists and of the API")}
    writing = {name for name, answer in listed.items() if answer != "reads"}
    assert set(DOORS) == writing - {"wagtailadmin_api:pages:action"}


def said(response: HttpResponse) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.mark.parametrize("deed", [edit, revert], ids=["edit", "revert"])
def test_what_was_typed_is_a_draft(door: Door, deed: Callable[[Door], Any]) -> None:
    number = door.item.revisions.count()
    assert deed(door).status_code == 302
    assert door.item.revisions.count() == number + 1


def test_a_copy_is_a_draft(door: Door) -> None:
    assert copy(door).status_code == 302
    assert not Page.objects.get(slug="ban-sao").live


GATED = ("convert_alias", "delete")


@pytest.mark.parametrize("name", GATED)
def test_a_refusal_says_what_to_do_and_is_written_down(door: Door, name: str) -> None:
    page = door.alias if name == "convert_alias" else door.item
    path = f"/admin/pages/{page.pk}/{name}/"
    answer = door.post(path)
    assert (answer.status_code, answer["Location"]) == (302, path)
    (words,) = said(answer)
    assert f"“{page.title}”" in words
    entry = SecurityEntry.objects.latest("number")
    assert (entry.kind, entry.facts["page"]) == (Kind.REFUSED, page.pk)


def test_a_program_is_told_in_json(door: Door) -> None:
    answer = door.act(door.alias, "convert_alias")
    assert answer.status_code == 403
    assert "message" in answer.json()
    assert SecurityEntry.objects.filter(kind=Kind.REFUSED).exists()


def test_neither_form_nor_list_offers_it(door: Door) -> None:
    edit_form = door.client.get(f"/admin/pages/{door.item.pk}/edit/")
    copy_form = door.client.get(f"/admin/pages/{door.item.pk}/copy/")
    listing = door.client.get(f"/admin/pages/{door.living.section.pk}/")
    for answer in (edit_form, copy_form, listing):
        text = answer.content.decode()
        assert answer.status_code == 200
        for door_mark in (
            "action-publish",
            "/unpublish/",
            "publish_copies",
            "page/publish",
        ):
            assert door_mark not in text
    assert 'name="alias"' not in copy_form.content.decode()


@pytest.mark.parametrize("command", ["publish_scheduled", "publish_scheduled_pages"])
def test_the_clock_alone_releases_nothing(
    door: Door, reader: Reader, command: str
) -> None:
    before, rows = bytes_of(door, reader), live_rows()
    revision = door.item.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save()
    with pytest.raises(NotReleasedError):
        call_command(command)
    assert live_rows() == rows
    assert bytes_of(door, reader) == before


@pytest.mark.parametrize(
    "command", ["create_log_entries_from_revisions", "fixtree", "set_url_paths"]
)
def test_commands_of_wagtail_change_nothing(
    door: Door, reader: Reader, command: str
) -> None:
    before, rows = bytes_of(door, reader), live_rows()
    call_command(command)
    assert live_rows() == rows
    assert bytes_of(door, reader) == before
