"""No page of the house escapes the gate."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test.signals import template_rendered

from tests.gate.conftest import House
from tests.gate.fetching import fetched
from tests.gate.rows import ROWS

TEMPLATES = Path(settings.BASE_DIR, "cms", "templates")
WHOLE = ("<!doctype", "{% extends")
# Skeletons, the administration's own, and what is downloaded rather than shown.
NOT_PAGES = {"base.html", "outage.html", "news/saved.html"}
NOT_READERS = ("wagtailcore/", "wagtailadmin/", "desk/")

pytestmark = pytest.mark.browser


def pages() -> set[str]:
    """Return the templates that are whole pages for readers."""
    found = set()
    for file in TEMPLATES.rglob("*.html"):
        name = file.relative_to(TEMPLATES).as_posix()
        beginning = file.read_text(encoding="utf-8")[:200].lower()
        if any(mark in beginning for mark in WHOLE) and not name.startswith(
            NOT_READERS
        ):
            found.add(name)
    return found - NOT_PAGES


def test_every_page_has_a_row(house: House) -> None:
    """A template without a row was looked at by nobody."""
    drawn: set[str] = set()

    def note(template: Any, **_kwargs: Any) -> None:
        drawn.add(str(template.name))

    template_rendered.connect(note)
    try:
        answers = {row.name: fetched(house.of(row.name))[0] for row in ROWS}
    finally:
        template_rendered.disconnect(note)
    assert answers == {row.name: row.status for row in ROWS}
    assert pages() - drawn == set()


def test_there_are_pages_to_look_at() -> None:
    assert {"pages/home_page.html", "404.html", "500.html", "directory.html"} <= pages()
