"""Addresses that act instead of leading somewhere (CVE-2021-29434)."""

import json
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.blocks import Block, URLBlock

from cms.core.blocks import EmbedBlock
from cms.core.blocks.writing import TEXT_FEATURES
from cms.provisioning.faults import SpecError
from cms.provisioning.parse import parse
from tests.admin import form_of
from tests.advisories.conftest import Side
from tests.advisories.payloads import SCHEMES, markup_in
from tests.advisories.test_absent import parts
from tests.architecture.source import ROOMS
from tests.architecture.test_blocks import streams
from tests.provisioning.samples import SPEC

each_scheme = pytest.mark.parametrize("url", SCHEMES, ids=range(len(SCHEMES)))


def link_blocks() -> list[Block]:
    found = [part for stream in streams() for part in parts(stream)]
    return [part for part in found if isinstance(part, URLBlock)]


def link_fields() -> list[models.URLField]:
    return [
        field
        for model in apps.get_models()
        if model.__module__.split(".")[0] in ROOMS
        for field in model._meta.get_fields()
        if isinstance(field, models.URLField)
    ]


def named_like_addresses() -> list[Any]:
    """Return text columns of ours whose names say that they hold an address."""
    return [
        field
        for model in apps.get_models()
        if model.__module__.split(".")[0] in ROOMS
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField)
        and not isinstance(field, models.URLField)
        and field.name.endswith(("url", "link", "href"))
        and field.editable
    ]


@each_scheme
def test_cve_2021_29434_every_block_for_an_address_refuses_it(url: str) -> None:
    assert len(link_blocks()) >= 2
    for block in link_blocks():
        with pytest.raises(ValidationError):
            block.clean(block.value_from_form(url))


@each_scheme
def test_cve_2021_29434_every_column_for_an_address_refuses_it(url: str) -> None:
    assert len(link_fields()) >= 3
    for field in link_fields():
        with pytest.raises(ValidationError):
            field.clean(url, None)


def test_cve_2021_29434_no_address_is_kept_as_mere_text() -> None:
    assert named_like_addresses() == []


def state(url: str) -> str:
    """Return what the editor's script sends of a text with one link."""
    block = {
        "key": "a", "type": "unstyled", "depth": 0, "text": "Xem", "data": {},
        "inlineStyleRanges": [],
        "entityRanges": [{"key": 0, "offset": 0, "length": 3}],
    }  # fmt: skip
    link = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": url}}
    return json.dumps({"blocks": [block], "entityMap": {"0": link}})


@each_scheme
def test_cve_2021_29434_rich_text_keeps_no_such_link(url: str) -> None:
    kept = ContentstateConverter(TEXT_FEATURES).to_database_format(state(url))
    assert "Xem" in kept
    assert not markup_in(kept)
    assert "canary" not in kept


def test_cve_2021_29434_rich_text_keeps_other_links() -> None:
    sent = state("https://a.example/?b=1&c")
    kept = ContentstateConverter(TEXT_FEATURES).to_database_format(sent)
    assert '<a href="https://a.example/?b=1&amp;c">Xem</a>' in kept


@pytest.mark.django_db
def test_cve_2021_29434_the_chooser_of_links_refuses_them(own: Side) -> None:
    ours = own.client

    def choose(url: str) -> Any:
        sent = {"external-link-chooser-url": url}
        sent["external-link-chooser-link_text"] = "Xem"
        return ours.post("/admin/choose-external-link/", sent).json()

    for url in SCHEMES:
        assert choose(url)["step"] == "external_link"
    assert choose("https://a.example/")["result"]["url"] == "https://a.example/"


@pytest.mark.django_db
def test_cve_2021_29434_an_item_s_source_leads_somewhere(own: Side) -> None:
    """Neither a draft nor a publication takes it."""
    ours, path = own.client, f"/admin/pages/{own.page.pk}/edit/"
    before = own.page.latest_revision_id
    form = {**form_of(ours.get(path)), "body-count": 0}
    for url, act in ((SCHEMES[0], {}), (SCHEMES[7], {"action-publish": "1"})):
        assert ours.post(path, {**form, "source_url": url, **act}).status_code == 200
    own.page.refresh_from_db()
    assert (own.page.latest_revision_id, own.page.source_url) == (before, "")


@each_scheme
def test_cve_2021_29434_a_clip_that_was_imported_leads_nowhere(url: str) -> None:
    """What came past the forms is not made into a link that acts."""
    embed = EmbedBlock()
    assert not markup_in(embed.render(embed.to_python({"url": url, "title": "Xem"})))


@each_scheme
def test_cve_2021_29434_a_specification_is_refused(url: str) -> None:
    text = SPEC.replace('"https://nlv.gov.vn"', json.dumps(url), 1)
    assert text != SPEC
    with pytest.raises(SpecError) as refusal:
        parse(text)
    assert [fault.place for fault in refusal.value.faults] == ["portal.links.vi[0].url"]
