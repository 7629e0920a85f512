"""The names that style sheets and templates share stand in ``docs/reference/classes.md``."""

import re
from functools import cache
from pathlib import Path

from tests.architecture import source
from tests.architecture.source import ROOT

CONTRACT = Path("docs/reference/classes.md")
SHEETS = Path("cms/static/cms/css")
COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}", re.DOTALL)
VALUE = r'((?:[^"{]|\{\{.*?\}\}|\{%.*?%\})*)'
NAMED = re.compile(rf'\b(?:class|kind)="{VALUE}"')
LOGIC, COMPUTED = re.compile(r"\{%.*?%\}"), re.compile(r"\S*\{\{.*?\}\}\S*")
TERM = re.compile(r"`([a-z][\w-]*|theme-\*)`")
CHROME = re.compile(r"/\*.*?\*/|\"[^\"]*\"|url\([^)]*\)", re.DOTALL)
SELECTOR, CLASS = re.compile(r"([^{}]+)\{"), re.compile(r"\.([a-z][\w-]*)")
# Made by code: colours, themes, what the reader chose, shapes of pictures.
COLOURS = {f"s{number}" for number in range(1, 9)}
BY_CODE = COLOURS | {
    *("text-large", "text-largest", "high-contrast", "save-data"),
    *("tall", "wide", "at-top", "at-bottom"),
}
NOT_PORTALS = {"block_preview.html"}  # the administration's own frame
ADMINISTRATION = {"admin", "wagtailadmin", "wagtailimages", "wagtailmedia"}
ADMIN_ROOMS = {"accounts"}  # whose pages no portal has


@cache
def documented() -> frozenset[str]:
    text = (ROOT / CONTRACT).read_text(encoding="utf-8")
    return frozenset(TERM.findall(text)) | COLOURS


@cache
def in_templates() -> dict[str, set[str]]:
    """Return where each class written in a template stands."""
    found: dict[str, set[str]] = {}
    for path in source.template_files():
        ours = path.parts[0] == "cms" and path.name not in NOT_PORTALS
        if not ours or ADMINISTRATION.intersection(path.parts):
            continue
        if path.parts[1] in ADMIN_ROOMS:
            continue
        text = COMMENT.sub("", (ROOT / path).read_text(encoding="utf-8"))
        for value in NAMED.findall(text):
            for name in COMPUTED.sub(" ", LOGIC.sub(" ", value)).split():
                found.setdefault(name, set()).add(str(path))
    return found


@cache
def in_sheets() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / SHEETS).rglob("*.css")):
        text = CHROME.sub("", path.read_text(encoding="utf-8"))
        for selector in SELECTOR.findall(text):
            for name in CLASS.findall(selector):
                found.setdefault(name, set()).add(path.name)
    return found


def is_theme(name: str) -> bool:
    return name.startswith("theme-")


def test_there_is_a_contract() -> None:
    assert len(documented()) > 150
    assert len(in_templates()) > 150
    assert len(in_sheets()) > 150


def test_every_class_of_a_template_stands_in_the_contract() -> None:
    assert {
        name: sorted(places)
        for name, places in in_templates().items()
        if name not in documented()
    } == {}


def test_every_class_of_a_sheet_stands_in_the_contract() -> None:
    """A style that names something else would style nothing, or ask for new markup."""
    assert {
        name: sorted(places)
        for name, places in in_sheets().items()
        if name not in documented() and not is_theme(name)
    } == {}


def test_no_sheet_styles_what_no_template_has() -> None:
    known = set(in_templates()) | BY_CODE
    assert {
        name: sorted(places)
        for name, places in in_sheets().items()
        if name not in known and not is_theme(name)
    } == {}


def test_the_contract_names_nothing_that_is_gone() -> None:
    known = {*in_templates(), *in_sheets(), *BY_CODE, "theme-*"}
    assert documented() - known == set()
