"""What can be written in a section, straight from the desk's first page.

Features name the page type that a kind of section asks for; whoever draws the desk, or
takes items in from elsewhere, needs to know none of them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from wagtail.models import Page


@dataclass(frozen=True)
class Draft:
    """An item in plain values; its body as blocks are stored."""

    title: str
    body: Sequence[Mapping[str, Any]]
    lead_image_id: int | None = None
    lead_caption: str = ""
    event_id: int | None = None


@dataclass(frozen=True)
class Writing:
    """A page type by label and name, and what writing one is called.

    ``compose`` makes a page of a draft, without saving it; not every type has it.
    """

    app_label: str
    model_name: str
    label: str | Promise
    compose: Callable[[Draft], Page] | None = None


_by_list: dict[str, Writing] = {}


def register_writing(lists: str, writing: Writing) -> None:
    """Name what is written in sections that list ``lists``; once each."""
    if lists in _by_list:
        raise RuntimeError(f"sections of {lists} have their writing already")
    _by_list[lists] = writing


def writing_for(lists: str) -> Writing | None:
    return _by_list.get(lists)
