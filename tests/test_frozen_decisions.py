"""What cannot be changed once real data exists, held against ``tests/frozen``.

A failure here is not a mistake by itself. It says that rows, addresses or specifications
that are out in the world would no longer fit: write an ADR in ``docs/adr`` first, with
the way from the old to the new, and change the table last.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import Resolver404, resolve, reverse
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.core.models import EditorialRecord
from cms.core.models.record import CODE_ALPHABET, CODE_LENGTH, new_code
from cms.provisioning import parse, routes, rows, units
from media_library.models import Document, Image, Media
from sites.models import OfficeHours
from sites.theming import STYLES, THEMES
from tests.architecture.source import ROOMS
from tests.frozen import (
    ADDRESSES,
    BLOCKS,
    CHOICES,
    CODE,
    LABELS,
    LOOKS,
    SETTINGS,
    SPEC_KEYS,
    TABLES,
    TREE,
    WEEKDAYS,
)

FROZEN = "this is a frozen decision: write an ADR first"


def hold(found: Mapping[str, Any], decided: Mapping[str, Any]) -> None:
    """Compare entry by entry, so that the message names what was changed."""
    changed = {
        key: f"decided {decided.get(key)!r}, found {found.get(key)!r}"
        for key in sorted({*found, *decided})
        if found.get(key) != decided.get(key)
    }
    assert not changed, f"{FROZEN}: {changed}"


def our_models() -> list[Any]:
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.split(".")[0] in ROOMS
    ]


def our_choices(parent: Any = models.TextChoices) -> Iterator[Any]:
    for choices in parent.__subclasses__():
        if choices.__module__.split(".")[0] in ROOMS:
            yield choices
        yield from our_choices(choices)


def test_app_labels() -> None:
    found = {
        config.name: config.label
        for config in apps.get_app_configs()
        if config.name.split(".")[0] in ROOMS
    }
    hold(found, LABELS)


def test_table_names() -> None:
    hold({model._meta.label: model._meta.db_table for model in our_models()}, TABLES)


def test_the_page_tree() -> None:
    found = {
        model._meta.label: (
            {above._meta.label for above in model.allowed_parent_page_models()},
            {below._meta.label for below in model.allowed_subpage_models()},
        )
        for model in our_models()
        if issubclass(model, Page)
    }
    hold(found, TREE)


def test_choices_stored_in_data() -> None:
    found = {
        f"{choices.__module__}.{choices.__qualname__}": set(choices.values)
        for choices in our_choices()
    }
    hold(found, CHOICES)


def test_names_of_blocks_stored_in_bodies() -> None:
    found = {
        f"{model._meta.label}.{field.name}": set(field.stream_block.child_blocks)
        for model in our_models()
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
    }
    hold(found, BLOCKS)


def test_styles_and_themes_stored_in_data() -> None:
    hold({"styles": set(STYLES), "themes": set(THEMES)}, LOOKS)


def test_numbers_of_weekdays() -> None:
    choices = OfficeHours._meta.get_field("weekday").choices or []
    assert [number for number, _name in choices] == WEEKDAYS, FROZEN


def test_models_that_stand_in_for_wagtails_and_djangos() -> None:
    media = settings.WAGTAILMEDIA["MEDIA_MODEL"]
    names = SETTINGS.keys() - {"WAGTAILMEDIA[MEDIA_MODEL]"}
    found = {name: getattr(settings, name) for name in names}
    hold({**found, "WAGTAILMEDIA[MEDIA_MODEL]": media}, SETTINGS)
    page_model = getattr(settings, "WAGTAIL_PAGE_MODEL", "wagtailcore.Page")
    assert page_model == "wagtailcore.Page", FROZEN


@pytest.mark.parametrize("model", [EditorialRecord, Image, Document, Media])
def test_public_ids(model: type[models.Model]) -> None:
    field = model._meta.get_field("public_id")
    assert isinstance(field, models.UUIDField), FROZEN
    assert (field.unique, field.editable, field.null) == (True, False, False), FROZEN


def test_an_item_has_one_record_in_all_languages() -> None:
    field = EditorialRecord._meta.get_field("translation_key")
    assert isinstance(field, models.UUIDField), FROZEN
    assert (field.unique, field.null) == (True, False), FROZEN


def test_codes_of_short_addresses() -> None:
    assert CODE_LENGTH == 10, FROZEN
    assert CODE_ALPHABET == "0123456789abcdefghjkmnpqrstvwxyz", FROZEN
    field = EditorialRecord._meta.get_field("code")
    assert (field.unique, field.editable) == (True, False), FROZEN
    code = new_code()
    assert len(code) == CODE_LENGTH, FROZEN
    assert set(code) <= set(CODE_ALPHABET), FROZEN


@pytest.mark.parametrize("address", ADDRESSES)
def test_permanent_addresses(address: str) -> None:
    try:
        match = resolve(address)
    except Resolver404:
        pytest.fail(FROZEN)
    captured = {name: value for name, value in match.kwargs.items() if value}
    assert (match.url_name, captured) == ADDRESSES[address], FROZEN


def test_permanent_addresses_are_made_by_name() -> None:
    assert reverse("short_address", kwargs={"code": CODE}) == f"/-/{CODE}", FROZEN


def test_keys_of_specifications() -> None:
    found = {
        "": set(parse.ROOT),
        "unit": set(units.UNIT),
        "portal": set(parse.PORTAL),
        "sections": set(parse.SECTION),
        "home": set(rows.ROW),
        "accounts": set(parse.ACCOUNT),
        "roles": set(parse.ROLE),
        "routes": set(routes.ROUTE),
        "routes.steps": set(routes.STEP),
        "routes.parties": set(routes.PARTY),
        "days": set(units.DAYS),
    }
    hold(found, SPEC_KEYS)


def test_a_changed_decision_is_named() -> None:
    with pytest.raises(AssertionError) as refused:
        hold({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": 4})
    assert str(refused.value).startswith(
        "this is a frozen decision: write an ADR first: "
        "{'b': 'decided 3, found 2', 'c': 'decided 4, found None'}"
    )
