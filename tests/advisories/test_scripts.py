"""Scripts in what people write: shown as text on every page that shows it."""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from pytest_django import DjangoDbBlocker
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.admin.rich_text.converters.editor_html import EditorHTMLConverter
from wagtail.blocks import RichTextBlock
from wagtail.contrib.table_block.blocks import TableBlock as PlainTableBlock
from wagtail.fields import RichTextField
from wagtail.log_actions import log
from wagtail.rich_text import RichText

from cms.core.blocks import TableBlock
from cms.core.blocks.writing import TEXT_FEATURES
from cms.news.models import Byline
from search.text import slugify
from tests.advisories.conftest import Side, longer_transaction
from tests.advisories.payloads import (
    HOSTILE,
    NAME,
    SCHEMES,
    SHORT,
    is_inert,
    markup_in,
)
from tests.advisories.test_absent import parts
from tests.architecture.test_blocks import streams
from tests.factories.core import TopicFactory
from tests.factories.publishing import publish, store
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db


def test_the_look_for_markup_sees_it() -> None:
    """The probe of every test here."""
    assert markup_in(f"<p>{HOSTILE}</p>")
    assert markup_in(f'<input value="{HOSTILE}">')
    assert markup_in(f"<title>{HOSTILE}</title>")
    assert markup_in(f'<script type="application/json">"{HOSTILE}"</script>')
    for url in SCHEMES:
        assert markup_in(f"<a href='{url}'>x</a>"), url
    assert not markup_in("<p>&lt;x-canary onfocus=canary()&gt;</p>")


BLOCKS: list[tuple[str, Any]] = [
    ("text", f"<p>{NAME}</p>"),
    ("heading", HOSTILE),
    ("quote", {"text": HOSTILE, "attribution": HOSTILE}),
    ("callout", {"title": HOSTILE, "text": f"<p>{NAME}</p>"}),
    ("accordion", {"items": [{"title": HOSTILE, "text": f"<p>{NAME}</p>"}]}),
    ("embed", {"url": "https://phim.example/1", "title": HOSTILE, "thumbnail": None}),
]


def table() -> tuple[str, dict[str, Any]]:
    cells = {
        "columns": [
            {"type": "text", "heading": HOSTILE},
            {"type": "number", "heading": HOSTILE},
        ],
        "rows": [{"values": [HOSTILE, HOSTILE]}],
        "caption": HOSTILE,
        "class": HOSTILE,
    }
    return "table", {"caption": HOSTILE, "table": cells}


def body(side: Side) -> str:
    pictured = {"caption": HOSTILE, "credit_text": HOSTILE, "alt_text": HOSTILE}
    figure = {"image": side.image.pk, **pictured}
    blocks = [
        *BLOCKS,
        table(),
        ("figure", figure),
        ("gallery", {"images": [{"type": "item", "value": figure}] * 2}),
        ("download", {"document": side.document.pk, "label": HOSTILE}),
        ("video", {"video": side.media.pk, "caption": HOSTILE}),
        ("related", {"pages": [side.page.pk]}),
    ]
    return json.dumps([{"type": kind, "value": value} for kind, value in blocks])


def spoil(own: Side) -> Side:
    """Write payloads wherever a person may write a word."""
    spoil_rows(own)
    section = own.living.section
    section.title = section.draft_title = section.summary = HOSTILE
    store(section)
    page = own.page
    page.title = page.summary = page.seo_title = page.search_description = HOSTILE
    page.social_title = page.lead_caption = page.lead_credit = HOSTILE
    page.kicker = SHORT
    page.lead_image, page.event = own.image, own.event
    page.topics = [TopicFactory.create(name=HOSTILE)]
    page.bylines = [Byline(name=HOSTILE, unit=HOSTILE, person=own.person)]
    page.origin, page.source_name = "republished", HOSTILE
    page.source_url = "https://nguon.example/1"
    page.source_published_at = page.first_published_at
    page.body = body(own)
    publish(page.save_revision(user=own.person))
    for thing in (page, own.event, own.report, own.record):
        log(instance=thing, action="wagtail.edit", user=own.person)
    return own


def spoil_rows(own: Side) -> None:
    """Write past the forms, which a payload must not need."""
    portal = own.living.portal
    every: list[tuple[Any, tuple[str, ...]]] = [
        (own.living.unit, ("name", "short_name")),
        (own.person, ("full_name", "position", "pen_name")),
        (own.image, ("title", "source", "credit", "description")),
        (own.document, ("title", "source")),
        (own.media, ("title", "source", "credit")),
        (own.event, ("name", "place", "organiser")),
        (own.report, ("title", "passage", "problem", "suggestion", "reporter_name")),
        (own.report, ("answer", "note")),
        (portal.collection, ("name",)),
        (own.living.home, ("title", "draft_title", "summary")),
        (portal.owner_texts.get(), ("name", "above", "address", "responsible")),
    ]
    for row, columns in every:
        rows = type(row)._default_manager.filter(pk=row.pk)
        rows.update(**dict.fromkeys(columns, HOSTILE))
        row.refresh_from_db()
    type(own.event).objects.filter(pk=own.event.pk).update(is_public=True)


@pytest.fixture(scope="module")
def hostile(
    sides: dict[str, Side], django_db_blocker: DjangoDbBlocker
) -> Iterator[Side]:
    with longer_transaction(django_db_blocker):
        with django_db_blocker.unblock():
            spoilt = spoil(deepcopy(sides["Sapoche"]))
        yield spoilt


# What readers get ----------------------------------------------------------------------

SLUG = slugify(HOSTILE)
READ = (
    "/",
    "{0.living.section.url}",
    "{0.page.url}",
    "/-/{0.record.code}/ban-in/",
    "/-/{0.record.code}/luu/",
    "/-/{0.record.code}/bao-sai-sot/",
    "/-/phieu/{0.report.receipt}/",
    "/-/tim-kiem/?q=Phuc",
    "/-/so-do/",
    f"/-/chu-de/{SLUG}/",
    f"/-/tac-gia/{SLUG}/",
)


@pytest.mark.django_db
@pytest.mark.parametrize("address", READ)
def test_cve_2021_32681_readers_get_no_script(
    hostile: Side, reader: Reader, address: str
) -> None:
    path = address.format(hostile)
    response = reader.get(hostile.living.host, path)
    assert response.status_code == 200, path
    assert is_inert(response)


# What the administration shows ----------------------------------------------------------

LISTS = (
    *("", "pages/{0.living.home.pk}/", "pages/{0.living.section.pk}/"),
    *("pages/search/?q=Phuc", "records/", "corrections/", "events/", "topics/"),
    *("images/", "documents/", "media/", "users/", "unit/", "portal/", "nhan-su/"),
    *("reports/site-history/", "reports/aging-pages/", "collections/"),
    *("security-log/",),
)
SCREENS = (
    "pages/{0.page.pk}/edit/",
    "pages/{0.page.pk}/usage/",
    "pages/{0.page.pk}/copy/",
    "pages/{0.page.pk}/move/",
    "takedown/trang/{0.page.pk}/an/",
    "takedown/trang/{0.page.pk}/go/",
    "takedown/trang/{0.page.pk}/dung-khan/",
    "pages/{0.living.section.pk}/add_subpage/",
    "records/edit/{0.record.pk}/",
    "records/inspect/{0.record.pk}/",
    "records/timeline/{0.record.pk}/",
    "corrections/edit/{0.report.pk}/",
    "corrections/inspect/{0.report.pk}/",
    "events/edit/{0.event.pk}/",
    "events/delete/{0.event.pk}/",
    "events/usage/{0.event.pk}/",
    "images/{0.image.pk}/",
    "images/{0.image.pk}/delete/",
    "images/usage/{0.image.pk}/",
    "documents/edit/{0.document.pk}/",
    "documents/delete/{0.document.pk}/",
    "documents/usage/{0.document.pk}/",
    "media/edit/{0.media.pk}/",
    "media/delete/{0.media.pk}/",
    "media/usage/{0.media.pk}/",
    "users/edit/{0.person.pk}/",
    "unit/edit/{0.living.unit.pk}/",
    "portal/edit/{0.living.portal.pk}/",
    "nhan-su/{0.person.pk}/",
    "nhan-su/{0.person.pk}/vai-tro/{0.living.unit.pk}/",
    "nhan-su/{0.person.pk}/dinh-chi/{0.living.unit.pk}/",
)
HISTORIES = (
    "pages/{0.page.pk}/history/",
    "records/history/{0.record.pk}/",
    "corrections/history/{0.report.pk}/",
    "events/history/{0.event.pk}/",
    "users/history/{0.person.pk}/",
)
CHOOSERS = (
    "choose-page/{0.living.section.pk}/",
    "choose-page/search/?q=Phuc",
    "images/chooser/",
    "images/chooser/{0.image.pk}/select_format/",
    "documents/chooser/",
    "media/chooser/",
    "event_chooser/",
    "person_chooser/",
)


@pytest.mark.django_db
@pytest.mark.parametrize("address", LISTS)
def test_cve_2023_28836_lists_show_names_as_text(
    hostile: Side, keeper: Client, address: str
) -> None:
    assert is_inert(keeper.get(f"/admin/{address.format(hostile)}"))


@pytest.mark.django_db
@pytest.mark.parametrize("address", SCREENS)
def test_cve_2026_28222_screens_show_names_as_text(
    hostile: Side, keeper: Client, address: str
) -> None:
    assert is_inert(keeper.get(f"/admin/{address.format(hostile)}"))


@pytest.mark.django_db
@pytest.mark.parametrize("address", HISTORIES)
def test_cve_2020_11001_histories_show_names_as_text(
    hostile: Side, keeper: Client, address: str
) -> None:
    assert is_inert(keeper.get(f"/admin/{address.format(hostile)}"))


@pytest.mark.django_db
@pytest.mark.parametrize("address", CHOOSERS)
def test_cve_2026_28222_choosers_show_names_as_text(
    hostile: Side, keeper: Client, address: str
) -> None:
    assert is_inert(keeper.get(f"/admin/{address.format(hostile)}"))


@pytest.mark.django_db
@pytest.mark.filterwarnings("ignore::bs4.MarkupResemblesLocatorWarning")
@pytest.mark.parametrize("pair", ["earliest...latest", "live...latest"])
def test_cve_2020_11001_comparing_shows_markup_as_text(
    hostile: Side, keeper: Client, pair: str
) -> None:
    """Both revisions hold payloads, in every field and every kind of block."""
    page = deepcopy(hostile.page)
    page.title, page.body = f"{HOSTILE} 2", body(hostile).replace(NAME, f"{NAME} 2")
    page.save_revision()
    path = f"/admin/pages/{page.pk}/revisions/compare/{pair}/"
    response = keeper.get(path)
    assert is_inert(response)
    assert response.content.decode().count("x-canary") > 10


@pytest.mark.django_db
def test_cve_2020_11001_previews_show_names_as_text(
    hostile: Side, keeper: Client
) -> None:
    for place in (f"revisions/{hostile.page.latest_revision_id}/view/", "view_draft/"):
        assert is_inert(keeper.get(f"/admin/pages/{hostile.page.pk}/{place}"))


# Tables, rich text, links ---------------------------------------------------------------


def test_cve_2026_28222_a_table_has_no_class_to_break_out_of() -> None:
    """Wagtail's other table block wrote a class from the form into an attribute."""
    kinds = {type(part) for stream in streams() for part in parts(stream)}
    assert not [kind for kind in kinds if issubclass(kind, PlainTableBlock)]
    block = TableBlock()
    html = block.render(block.to_python(table()[1]))
    assert NAME in html
    assert not markup_in(html)


SPOILT_TEXTS = (
    '<a linktype="page" id="{0}"><script>canary()</script>x</a>',
    '<a linktype="page" id="{0}" onclick="canary()">x</a>',
    '<a linktype="page" id="{0}"><b onclick="canary()"><i onfocus="canary()">x</i></b></a>',
    '<a linktype="page" id="{0}"><script>canary()</script><script>canary()</script>x</a>',
    '<a linktype="page" id="{0}"><x-canary></x-canary><b onfocus=canary()>x</b></a>',
    '<a href="javascript:canary()">x</a>',
    '<a href="https://a.example" onclick="canary()">x</a>',
    '<b><a linktype="page" id="{0}"><x-canary onfocus=canary()>x</x-canary></a></b>',
    "<p><x-canary onfocus=canary()>x</x-canary><script>canary()</script></p>",
    '<p style="background:url(javascript:canary())" onload="canary()">x</p>',
)


@pytest.mark.django_db
@pytest.mark.parametrize("text", SPOILT_TEXTS, ids=range(len(SPOILT_TEXTS)))
def test_8_0_1_the_whitelist_looks_inside_links(own: Side, text: str) -> None:
    """It changed a list while it read it, and passed over what stood in a link."""
    sent = text.replace("linktype=", "data-linktype=").replace(' id="', ' data-id="')
    converter = EditorHTMLConverter(features=TEXT_FEATURES)
    kept = converter.to_database_format(sent.format(own.page.pk))
    assert "x" in kept
    assert not markup_in(kept)
    assert "style" not in kept
    shown = str(RichText(kept).__html__())
    assert not markup_in(shown)


@pytest.mark.django_db
@pytest.mark.parametrize("text", SPOILT_TEXTS, ids=range(len(SPOILT_TEXTS)))
def test_8_0_1_what_was_imported_is_cleaned_when_it_is_edited(
    own: Side, text: str
) -> None:
    converter = ContentstateConverter(features=TEXT_FEATURES)
    state = converter.from_database_format(f"<p>{text.format(own.page.pk)}</p>")
    kept = converter.to_database_format(state)
    assert not markup_in(kept)


def test_8_0_1_every_rich_text_is_edited_as_a_state_not_as_markup() -> None:
    kinds = [part for stream in streams() for part in parts(stream)]
    texts = [part for part in kinds if isinstance(part, RichTextBlock)]
    assert len(texts) >= 4
    assert {type(text.field.widget) for text in texts} == {DraftailRichTextArea}
    fields = [
        field
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, RichTextField)
    ]
    assert not fields
