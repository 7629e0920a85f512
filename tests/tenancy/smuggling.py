"""Forms about Alfa's own things that name Beta's: in fields, rows, blocks and links."""

import json
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from wagtail.models import Page

from tests.admin import form_of
from tests.tenancy.probes import Probe
from tests.tenancy.world import Desk, Side, World

PARAGRAPH = '<p><a linktype="page" id="{}">xem</a></p>'
FIGURE = {"caption": "", "credit_text": "", "alt_text": ""}
SURFACE = "forms that name"


def smuggled(world: World) -> Iterator[Probe]:
    """Yield a draft of Alfa's with Beta's things in it; Beta's people use their own."""
    beta = world.beta
    path, own_path = _edit(world.desk.draft), _edit(beta.pages["draft"])
    ours, theirs = _form(world, path), _form(world, own_path)
    for name, change in changes(beta).items():
        for step in ("", "preview/"):  # a preview is drawn from the same form
            own = Probe(SURFACE, own_path + step, {**theirs, **change})
            yield Probe(f"{SURFACE} {name}", path + step, {**ours, **change}, own=own)
    desk = {"liable_person": beta.person.pk, "liable_unit": beta.unit.pk}
    own = Probe(SURFACE, _record(beta), {**desk, "tier": "province"})
    yield Probe(f"{SURFACE} liable", _record(world.desk), own.data, own=own)


def changes(beta: Side) -> dict[str, dict[str, Any]]:
    return {
        "a lead picture": {"lead_image": beta.image.pk},
        "a listing picture": {"listing_image": beta.image.pk},
        "an event": {"event": beta.event.pk},
        "another section": _row("also_shown_in", section=beta.section.pk),
        "a figure": _body("figure", {**FIGURE, "image": beta.image.pk}),
        "a link to a page": _body("text", PARAGRAPH.format(beta.pages["draft"].pk)),
        "a link to a document": _body(
            "text",
            PARAGRAPH.replace("page", "document").format(beta.document.pk),
        ),
    }


def _row(relation: str, **values: Any) -> dict[str, Any]:
    row = {f"{relation}-0-{name}": value for name, value in values.items()}
    return {
        **row,
        f"{relation}-TOTAL_FORMS": 1,
        f"{relation}-INITIAL_FORMS": 0,
        f"{relation}-0-id": "",
        f"{relation}-0-DELETE": "",
    }


def _body(kind: str, value: Any) -> dict[str, Any]:
    """Return one block as the editor sends it."""
    sent = {
        "body-count": 1,
        "body-0-type": kind,
        "body-0-order": 0,
        "body-0-deleted": "",
        "body-0-id": "",
    }
    if isinstance(value, dict):
        return {
            **sent,
            **{f"body-0-value-{name}": part for name, part in value.items()},
        }
    return {**sent, "body-0-value": json.dumps(_draftail(value))}


def _draftail(html: str) -> dict[str, Any]:
    """Return a paragraph with one link as the rich text editor keeps it."""
    kind = "DOCUMENT" if "document" in html else "LINK"
    key = int(html.split('id="')[1].split('"', maxsplit=1)[0])
    return {
        "blocks": [
            {
                "key": "a1",
                "text": "xem",
                "type": "unstyled",
                "depth": 0,
                "inlineStyleRanges": [],
                "entityRanges": [{"key": 0, "offset": 0, "length": 3}],
            }
        ],
        "entityMap": {
            "0": {"type": kind, "mutability": "MUTABLE", "data": {"id": key}}
        },
    }


def _form(world: World, path: str) -> dict[str, Any]:
    """Return a form as it stands; what opening it leaves behind is taken back."""
    with transaction.atomic():
        found = form_of(world.keeper_caller.get(path))
        transaction.set_rollback(True)
    return {**found, "body-count": 0}


def _edit(page: Page) -> str:
    return f"/admin/pages/{page.pk}/edit/"


def _record(side: Side | Desk) -> str:
    return f"/admin/records/edit/{side.record.pk}/"
