"""Every block an editor can choose explains itself and is whole."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField

from tests.architecture.source import ROOMS

GENERIC_ICON = "placeholder"


def streams() -> list[StreamBlock]:
    return [
        field.stream_block
        for model in apps.get_models()
        if model.__module__.split(".")[0] in ROOMS
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
    ]


def choices(block: Block) -> Iterator[Block]:
    """Yield every block an editor can choose in a stream, at any depth."""
    if isinstance(block, StreamBlock):
        yield from block.child_blocks.values()
    if isinstance(block, StreamBlock | StructBlock):
        for child in block.child_blocks.values():
            yield from choices(child)
    if isinstance(block, ListBlock):
        yield from choices(block.child_block)


def chosen() -> list[Any]:
    """Return one block per class and name, as parameters with readable ids."""
    found = {
        (type(block).__name__, block.name): block
        for stream in streams()
        for block in choices(stream)
    }
    return [pytest.param(found[key], id=f"{key[0]}-{key[1]}") for key in sorted(found)]


def is_ours(cls: type) -> bool:
    return cls.__module__.split(".")[0] in ROOMS


each_block = pytest.mark.parametrize("block", chosen())


def test_there_are_blocks() -> None:
    assert len(chosen()) >= 10


@each_block
def test_a_block_has_a_class_of_ours(block: Block) -> None:
    """A bare stock block has no template, no API form and no home to add them."""
    assert is_ours(type(block)), f"“{block.name}” is a bare {type(block).__name__}"


@each_block
def test_a_block_has_a_name_and_a_picture_in_the_chooser(block: Block) -> None:
    assert block.meta.label, "no label: Wagtail would show the Python name"
    assert block.meta.icon != GENERIC_ICON, "no icon"
    assert getattr(block.meta, "description", ""), "no description"


@each_block
def test_a_block_has_a_template(block: Block) -> None:
    template = block.meta.template
    assert template, "no template"
    try:
        get_template(template)
    except TemplateDoesNotExist as missing:
        pytest.fail(f"no template {missing}")


@each_block
def test_a_block_has_a_preview(block: Block) -> None:
    assert block.is_previewable


@each_block
def test_a_block_has_an_api_form(block: Block) -> None:
    definer = next(
        cls for cls in type(block).__mro__ if "get_api_representation" in vars(cls)
    )
    assert is_ours(definer), f"{definer.__qualname__} decides what API clients see"
