"""Style sheets that old browsers can read: nothing hides what they need from them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.gate.aging import (
    FLEX,
    GAP,
    Rule,
    aged,
    aged_page,
    knows,
    knows_rule,
    read,
)

SHEETS = sorted(Path(settings.BASE_DIR, "cms", "static", "cms", "css").rglob("*.css"))
# Selectors that only add something, and stand alone so that they take nothing along.
ADDITIONS = (":has(", ":focus-visible", ":popover-open", "::backdrop", "::marker")
# Without them a box is a little less even, never unusable.
GRACES = (
    "aspect-ratio",
    "accent-color",
    "color-scheme",
    "text-wrap",
    "mask",
    "-webkit-mask",
    "scroll-",
    "overflow",
    "container",
    "content-visibility",
    "grid-template-rows",
)


def faults(rule: Rule) -> Iterator[str]:
    prelude = rule.prelude
    if prelude.startswith(("@layer", "@scope", "@property")):
        yield f"{prelude}: dropped with all it holds"
    elif not prelude.startswith("@") and not knows_rule(prelude):
        if not any(one in prelude for one in ADDITIONS):
            yield f"{prelude}: write the selectors out"
        elif len({knows_rule(part) for part in prelude.split(",")}) > 1:
            yield f"{prelude}: the unknown part takes the others along"
    if has_gaps_in_a_row(rule):
        yield f"{prelude}: margins keep flexible items apart in every browser"
    yield from hidden(rule)


def has_gaps_in_a_row(rule: Rule) -> bool:
    is_row = any(FLEX.match(f"{name}: {value}") for name, value in rule.declarations)
    return is_row and any(GAP.match(name) for name, _value in rule.declarations)


def hidden(rule: Rule) -> Iterator[str]:
    """Yield what has no value that an old browser knows."""
    plain: set[str] = set()
    for name, value in rule.declarations:
        if knows(name, value):
            plain |= {name, "font-size"} if name == "font" else {name}
        elif not name.startswith(GRACES) and (name not in plain or "var(" in value):
            yield f"{rule.prelude} {{ {name}: {value} }}: no plain value before it"


def reachable(rule: Rule) -> Iterator[Rule]:
    """Yield what is not guarded by a question that old browsers answer with no."""
    for inner in rule.rules:
        if inner.prelude.startswith(("@supports", "@container")) and not knows_rule(
            inner.prelude
        ):
            continue
        yield inner
        yield from reachable(inner)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.stem)
def test_a_sheet_says_everything_in_words_old_browsers_know(sheet: Path) -> None:
    root = read(sheet.read_text(encoding="utf-8"))
    assert [fault for rule in reachable(root) for fault in faults(rule)] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.stem)
def test_nothing_moves_and_nothing_is_rounded_or_casts_a_shadow(sheet: Path) -> None:
    """Nothing to switch off for readers who want no motion."""
    root = read(sheet.read_text(encoding="utf-8"))
    found = [
        f"{rule.prelude} {{ {name}: {value} }}"
        for rule in root.everywhere()
        for name, value in rule.declarations
        if name.startswith(("transition", "animation", "box-shadow", "text-shadow"))
        or (name == "border-radius" and value != "0")
        or (name == "scroll-behavior" and value != "auto")
    ]
    assert found == []


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("@layer a { p { color: red; } }", ""),
        ("@supports selector(:has(a)) { p { color: red; } }", ""),
        ("p, q:has(a) { color: red; }", ""),
        ("p { color: red; color: oklch(0.5 0.1 20); }", "p{color:red;}"),
        ("p { inset: 0; top: 0; }", "p{top:0;}"),
        ("p { display: flex; gap: 1rem; }", "p{display:flex;}"),
        ("p { display: grid; gap: 1rem; }", "p{display:grid;gap:1rem;}"),
        ("@media print { p { mask: none; } }", "@media print{p{}}"),
    ],
)
def test_aging_takes_what_those_browsers_would(written: str, left: str) -> None:
    assert aged(written) == left


def test_an_old_page_has_no_popover() -> None:
    page = '<div class="a" popover><button popovertarget="a" type="button">'
    assert aged_page(page) == '<div class="a"><button type="button">'
