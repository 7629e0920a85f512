"""What is asked beside the address: queries and forms that name Beta's things."""

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any
from urllib.parse import urlencode

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.media import picture_bytes
from tests.tenancy.arguments import BULK
from tests.tenancy.probes import Probe
from tests.tenancy.world import TYPED, Side, World


def _ask(surface: str, path: str, **query: Any) -> Probe:
    question = urlencode(query, doseq=True)
    return Probe(surface, f"/admin/{path}" + (f"?{question}" if question else ""))


def in_api(beta: Side) -> Iterator[Probe]:
    listing = "wagtailadmin_api:pages:listing"
    for query in (
        {"child_of": beta.section.pk},
        {"child_of": beta.living.folder.pk, "for_explorer": 1},
        {"descendant_of": beta.living.folder.pk},
        {"ancestor_of": beta.news.pk},
        {"search": TYPED},
        {"search": TYPED, "order": "title"},
        {"fields": "*", "has_children": "true"},
        {"translation_of": beta.living.home.pk},
    ):
        yield _ask(listing, "api/main/pages/", **query)
    yield _ask("wagtailadmin_api:pages:find", "api/main/pages/find/", id=beta.news.pk)
    for kind, key in (("images", beta.image.pk), ("documents", beta.document.pk)):
        yield _ask(
            f"wagtailadmin_api:{kind}:listing", f"api/main/{kind}/", search=TYPED
        )
        yield _ask(f"wagtailadmin_api:{kind}:find", f"api/main/{kind}/find/", id=key)


def in_lists(world: World) -> Iterator[Probe]:
    beta, person = world.beta, world.beta.person.pk
    site = beta.living.portal.site_id
    for query in (
        {"q": TYPED},
        {"site": site},
        {"owner": person},
        {"edited_by": person},
    ):
        question = urlencode({**query, "search_all": 1})
        ours, theirs = world.desk.living.section.pk, beta.section.pk
        yield _both(
            "wagtailadmin_explore",
            f"/admin/pages/{ours}/results/?{question}",
            f"/admin/pages/{theirs}/results/?{question}",
            None,
        )
    yield _ask("wagtailadmin_pages:search", "pages/search/results/", q=TYPED)
    yield _ask("notifications:index", "thong-bao/", unit=beta.unit.pk)
    use = "pages/usage/news/newspage/results/"
    yield _ask("wagtailadmin_pages:type_use", use, q=TYPED)
    yield _ask("wagtailadmin_pages:type_use", use, owner=person)
    for name in ("records", "events"):
        results = f"{name}/results/"
        yield _ask(f"{name}:index", results, q=TYPED)
        yield _ask(f"{name}:index", results, q=TYPED, unit=beta.unit.pk)
    yield _ask("records:index", "records/results/", liable_person=person)
    yield _ask("corrections:index", "corrections/results/", q=beta.report.receipt)
    yield _ask("health:index", "health/results/", q=beta.watched.address)
    yield _ask("security-log:index", "security-log/results/", q=TYPED)
    yield _ask("security-log:index", "security-log/", unit=beta.unit.pk, export="csv")
    yield _ask("overview:index", "toan-canh/", under=beta.unit.pk, export="csv")


def in_reports(beta: Side) -> Iterator[Probe]:
    site_path = beta.living.home.path
    for report, query in (
        ("site-history", {"label": TYPED}),
        ("site-history", {"user": beta.person.pk}),
        ("locked", {"locked_by": beta.person.pk}),
        ("page-types-usage", {"site": site_path}),
    ):
        yield _ask(f"report {report}", f"reports/{report}/results/", **query)
    for report in ("site-history", "locked", "aging-pages", "page-types-usage"):
        yield _ask(f"report {report}", f"reports/{report}/", export="csv")


def in_library(beta: Side) -> Iterator[Probe]:
    shelf = beta.living.portal.collection_id
    tag = f"{beta.unit.code}tag"
    for name in ("images", "documents", "media"):
        for query in ({"q": TYPED}, {"collection_id": shelf}, {"tag": tag}):
            part = "" if name == "media" else "results/"
            yield _ask(f"list of {name}", f"{name}/{part}", **query)
        chooser = f"{name}/chooser/" + ("" if name == "media" else "results/")
        yield _ask(f"chooser of {name}", chooser, q=TYPED)
        yield _ask(f"chooser of {name}", chooser, collection_id=shelf)
    yield _ask("tags", "tag-autocomplete/", term=TYPED)
    yield _ask("tags", "tag-autocomplete/taggit/tag/", term=TYPED)


def in_choosers(world: World) -> Iterator[Probe]:
    beta = world.beta
    page = "wagtailadmin_choose_page"
    for kind in ("news.NewsPage", "pages.SectionPage"):
        yield _ask(page, "choose-page/", page_type=kind)
        yield _ask(page, f"choose-page/{beta.section.pk}/", page_type=kind)
    yield _ask(page, f"choose-page/{beta.living.home.pk}/", locale="en")
    yield _ask(f"{page}_search", "choose-page/search/", q=TYPED)
    yield _ask(
        f"{page}_search", "choose-page/search/", q=TYPED, page_type="news.NewsPage"
    )
    pages = [beta.pages[kind].pk for kind in ("news", "draft", "private")]
    yield _ask(f"{page}_chosen", "choose-page/chosen-multiple/", id=pages)
    yield _ask(f"{page}_chosen", "choose-page/chosen-multiple/", id=pages[1])
    for chooser, key in (
        ("images/chooser", beta.image.pk),
        ("documents/chooser", beta.document.pk),
        ("event_chooser", beta.event.pk),
        ("person_chooser", beta.person.pk),
    ):
        yield _ask(chooser, f"{chooser}/chosen-multiple/", id=key)
        yield _ask(f"{chooser}:choose_results", f"{chooser}/results/", q=TYPED)
    for kind in ("news", "draft"):
        url = beta.pages[kind].full_url
        yield Probe(
            "wagtailadmin_choose_page_external_link",
            "/admin/choose-external-link/",
            {"external-link-chooser-url": url, "external-link-chooser-link_text": "x"},
        )


def at_once(beta: Side) -> Iterator[Probe]:
    keys: dict[tuple[str, str], list[Any]] = {
        ("wagtailcore", "page"): [beta.pages[kind].pk for kind in ("draft", "sketch")],
        ("media_library", "image"): [beta.image.pk],
        ("media_library", "document"): [beta.document.pk],
        ("users", "user"): [beta.person.pk],
    }
    more = {
        "move": {"chooser": beta.living.section.pk},
        "add_tags": {"tags": "moi"},
        "add_to_collection": {"collection": beta.shelf.pk},
    }
    for (app, model), actions in BULK.items():
        for action, key in product(actions, keys[app, model]):
            path = f"bulk/{app}/{model}/{action}/"
            asked = _ask("wagtail_bulk_action", path, id=key)
            yield asked
            sent = more.get(action, {})
            yield Probe(asked.surface, asked.path, sent)
    everything = {"id": "all", "childOf": beta.section.pk}
    yield _ask("wagtail_bulk_action", "bulk/wagtailcore/page/delete/", **everything)
    for action in ("publish", "move"):
        yield _ask("wagtail_bulk_action", f"bulk/wagtailcore/page/{action}/", id="all")
    yield _ask("wagtail_bulk_action", "bulk/media_library/image/delete/", id="all")


def in_deeds(world: World) -> Iterator[Probe]:
    """Yield pages put by the API where Beta's are, and Beta's put among Alfa's."""
    draft, beta = world.desk.draft.pk, world.beta
    own_drafts = [beta.pages[kind].pk for kind in ("draft", "sketch")]
    place = {"position": "last-child", "update_slug": "bi-danh"}
    away = {**place, "destination_page_id": beta.section.pk}
    home = {**away, "destination_page_id": world.desk.living.section.pk}
    beside = {"destination_page_id": beta.news.pk, "position": "left"}
    for name, sent in (
        *(("copy", away), ("create_alias", away), ("move", away), ("move", beside)),
        *(("copy", home), ("create_alias", home), ("move", home)),
    ):
        for theirs, as_json in product(own_drafts, (False, True)):
            key = theirs if sent is home else draft
            path, own = (
                f"/admin/api/main/pages/{pk}/action/{name}/" for pk in (key, theirs)
            )
            surface = "wagtailadmin_api:pages:action"
            kept = sent if sent is beside else away
            mine = Probe(surface, own, kept, as_json=as_json)
            yield Probe(surface, path, sent, about_one=True, own=mine, as_json=as_json)

    for name, sent in (
        ("revert_to_page_revision", {"revision_id": beta.revisions()[0].pk}),
        ("copy_for_translation", {"locale": "en", "copy_parents": True}),
    ):
        path = f"/admin/api/main/pages/{beta.news.pk}/action/{name}/"
        yield Probe("wagtailadmin_api:pages:action", path, sent, about_one=True)


def in_forms(world: World) -> Iterator[Probe]:
    """Yield forms about Alfa's things that name Beta's; Beta's people send theirs."""
    draft, beta = world.desk.draft.pk, world.beta
    for name, key in (
        ("copy", beta.section.pk),
        ("move", beta.living.home.pk),
    ):
        yield _both(
            f"wagtailadmin_pages:{name}",
            f"/admin/pages/{draft}/{name}/",
            f"/admin/pages/{beta.pages['draft'].pk}/{name}/",
            {"new_parent_page": key, "new_title": "Mới", "new_slug": "moi"},
        )
    yield Probe(
        "wagtailadmin_pages:choose_parent",
        "/admin/pages/create/news/newspage",
        {"parent_page": beta.section.pk},
    )
    yield _both(
        "wagtailadmin_pages:move_confirm",
        f"/admin/pages/{draft}/move/{beta.section.pk}/confirm/",
        f"/admin/pages/{beta.pages['standard'].pk}/move/{beta.living.home.pk}/confirm/",
        {},
    )
    yield Probe("workplace_switch", "/admin/workplace/", {"unit": beta.unit.pk})
    yield Probe("events:add", "/admin/events/new/", _event(beta))
    yield Probe("event_chooser:create", "/admin/event_chooser/create/", _event(beta))


def _both(surface: str, path: str, own: str, data: dict[str, Any] | None) -> Probe:
    return Probe(surface, path, data, own=Probe(surface, own, data))


def _event(side: Side) -> dict[str, Any]:
    day = {"name": "Hội mới", "starts_at": "01/12/2026 08:00", "status": "scheduled"}
    rows = {f"pictures-{name}": 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    sent = {**day, "ends_at": "01/12/2026 09:00", "unit": side.unit.pk, **rows}
    return {**sent, **{f"event-chooser-{key}": value for key, value in sent.items()}}


def uploads(beta: Side) -> Iterator[Probe]:
    """Yield new files for Beta's collection."""
    shelf = beta.living.portal.collection_id
    picture = ("anh.png", picture_bytes("blue"), "image/png")
    text = ("moi.txt", b"moi", "text/plain")
    clip = ("moi.mp4", b"moi", "video/mp4")
    for surface, path, file in (
        ("wagtailimages:add", "images/add/", picture),
        ("wagtaildocs:add", "documents/add/", text),
        ("wagtailmedia:add", "media/video/add/", clip),
    ):
        yield Probe(surface, f"/admin/{path}", _file(file, shelf))
    for surface, path, file in (
        ("wagtailimages:add_multiple", "images/multiple/add/", picture),
        ("wagtaildocs:add_multiple", "documents/multiple/add/", text),
    ):
        sent = {"title": file[0], "collection": shelf}
        yield Probe(surface, f"/admin/{path}", {**sent, "files[]": _sent(file)})
    for surface, path, file, prefix in (
        ("images/chooser", "images/chooser/create/", picture, "image-chooser-upload"),
        (
            "documents/chooser",
            "documents/chooser/create/",
            text,
            "document-chooser-upload",
        ),
        ("media/chooser", "media/video/chooser/upload/", clip, "media-chooser-upload"),
    ):
        data = _file(file, shelf)
        prefixed = {f"{prefix}-{name}": value for name, value in data.items()}
        yield Probe(surface, f"/admin/{path}", prefixed)


def _file(file: tuple[str, bytes, str], shelf: int) -> dict[str, Any]:
    words = {"texts": "", "source": "", "credit": "", "rights": "own", "tags": ""}
    size = {"duration": 3, "width": 10, "height": 10}
    return {
        "title": "Mới",
        "file": _sent(file),
        "collection": shelf,
        **words,
        **size,
    }


def _sent(file: tuple[str, bytes, str]) -> SimpleUploadedFile:
    return SimpleUploadedFile(file[0], file[1], file[2])


# What a question is about -> how it is asked, and how many probes have to count.
QUESTIONS: dict[str, tuple[Callable[[World], Iterator[Probe]], int]] = {
    "api": (lambda world: in_api(world.beta), 144),
    "lists": (in_lists, 224),
    "reports": (lambda world: in_reports(world.beta), 96),
    "library": (lambda world: in_library(world.beta), 256),
    "choosers": (in_choosers, 256),
    "bulk": (lambda world: at_once(world.beta), 336),
    "forms": (in_forms, 64),
    "deeds": (in_deeds, 224),
    "uploads": (lambda world: uploads(world.beta), 112),
}
