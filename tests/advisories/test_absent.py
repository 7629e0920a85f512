"""Advisories about features that the house does not have: their doors do not exist.

Whoever installs one of them fails here first, and replaces the line by the test that
the advisory asks for.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLResolver, get_resolver
from wagtail.blocks import Block, ListBlock, RawHTMLBlock, StreamBlock, StructBlock
from wagtail.models import PreviewableMixin
from wagtail.snippets.models import get_snippet_models

from tests.advisories.conftest import Side, shut
from tests.architecture.test_blocks import streams
from tests.plugins.readers import Reader

ABSENT = {
    "cve_2020_15118_form_builder": "wagtail.contrib.forms",
    "cve_2026_44199_form_submissions": "wagtail.contrib.forms",
    "cve_2023_28836_model_admin": "wagtail_modeladmin",
    "cve_2024_35228_settings": "wagtail.contrib.settings",
    "cve_2026_28223_simple_translation": "wagtail.contrib.simple_translation",
    "cve_2026_54262_simple_translation": "wagtail.contrib.simple_translation",
    "ghsa_jm5p_837g_rv8g_localize": "wagtail_localize",
    "8_0_1_api_v3": "wagtail.api.v3",
    "8_0_1_redirects_in_public": "wagtail.contrib.redirects",
    "cve_2024_39317_search_promotions": "wagtail.contrib.search_promotions",
}


@pytest.mark.parametrize("line", ABSENT)
def test_what_is_not_installed_needs_a_real_test_first(line: str) -> None:
    app = ABSENT[line]
    assert not apps.is_installed(app), f"{app} joined: write the test of {line}"


def callbacks(patterns: list[Any]) -> Iterator[str]:
    """Yield the module of every view the house answers with."""
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from callbacks(entry.url_patterns)
        else:
            view = entry.callback
            yield getattr(view, "view_class", view).__module__


@pytest.mark.parametrize("line", ABSENT)
def test_what_is_not_installed_has_no_address(line: str) -> None:
    found = [
        module
        for module in callbacks(get_resolver().url_patterns)
        if module.startswith(ABSENT[line])
    ]
    assert not found, f"{found} is reachable: write the test of {line}"


def test_views_are_looked_at() -> None:
    modules = set(callbacks(get_resolver().url_patterns))
    assert {"wagtail.admin.views.home", "cms.news.views", "cms.desk.views"} <= modules


def test_ghsa_x5cx_w6p2_mxf2_there_are_no_snippets() -> None:
    assert get_snippet_models() == [], "a snippet joined: test its copy view"


def test_cve_2026_25517_only_pages_are_previewed() -> None:
    """Wagtail gives every previewable model a preview of its own."""
    found = [
        model
        for model in apps.get_models()
        if issubclass(model, PreviewableMixin)
        and "path" not in {field.name for field in model._meta.get_fields()}
    ]
    assert not found, f"{found} can be previewed: test the preview's permission"


def parts(block: Block) -> Iterator[Block]:
    yield block
    if isinstance(block, ListBlock):
        yield from parts(block.child_block)
    if isinstance(block, StreamBlock | StructBlock):
        for child in block.child_blocks.values():
            yield from parts(child)


def test_cve_2021_32681_no_block_takes_raw_markup() -> None:
    found = [part for stream in streams() for part in parts(stream)]
    assert len(found) > 50
    assert not [part for part in found if isinstance(part, RawHTMLBlock)]


COPIES = ("users", "unit", "portal", "groups", "events", "topics", "records")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", COPIES)
def test_ghsa_x5cx_w6p2_mxf2_nothing_but_pages_is_copied(
    other: Side, kind: str
) -> None:
    """Where a view for copying exists it is the keepers' alone."""
    response = other.client.get(f"/admin/{kind}/copy/{other.person.pk}/")
    assert shut(response, other.person.full_name)


@pytest.mark.django_db
def test_ghsa_x5cx_w6p2_mxf2_the_copy_of_a_person_is_the_keepers(
    other: Side, keeper: Client
) -> None:
    response = keeper.get(f"/admin/users/copy/{other.person.pk}/")
    assert response.status_code == 200


WRITES = ("post", "put", "patch", "delete")


@pytest.mark.django_db
@pytest.mark.parametrize("method", WRITES)
def test_8_0_1_the_public_api_writes_nothing(
    other: Side, reader: Reader, method: str
) -> None:
    """Version 3 lost drafts by PATCH; ours answers questions and nothing else."""
    path = f"/api/v1/pages/{other.page.pk}/"
    assert reader.get(other.living.host, path).status_code == 200
    sent = {"data": {"title": "Đè"}, "content_type": "application/json"}
    response = reader.ask(method, other.living.host, path, **sent)
    assert response.status_code == 405
    other.page.refresh_from_db()
    assert other.page.title == f"Tin {other.word}"


@pytest.mark.parametrize("place", ["api/v3/", "api/v3/pages/", "api/v3/openapi.json"])
@pytest.mark.django_db
def test_8_0_1_there_is_no_third_version(
    other: Side, reader: Reader, keeper: Client, place: str
) -> None:
    assert reader.get(other.living.host, f"/{place}").status_code == 404
    assert keeper.get(f"/{place}").status_code == 404
