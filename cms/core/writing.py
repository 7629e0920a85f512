"""What can be written in a section, straight from the desk's first page.

Features name the page type that a kind of section asks for; whoever draws the desk
needs to know none of them.
"""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Writing:
    """A page type by label and name, and what writing one is called."""

    app_label: str
    model_name: str
    label: str | Promise


_by_list: dict[str, Writing] = {}


def register_writing(lists: str, writing: Writing) -> None:
    """Name what is written in sections that list ``lists``; once each."""
    if lists in _by_list:
        raise RuntimeError(f"sections of {lists} have their writing already")
    _by_list[lists] = writing


def writing_for(lists: str) -> Writing | None:
    return _by_list.get(lists)
