"""What the demonstration plans names people, sections and items that there are."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from cms.demo.chains import CHAINS
from cms.demo.content import CONTENT
from cms.demo.loader import SPECS
from cms.demo.planning import written

TEXTS = "\n".join(
    path.read_text(encoding="utf-8")
    for folder in (SPECS, CHAINS, CONTENT)
    for path in sorted(folder.glob("*.yaml"))
)


def named(raw: Any, *keys: str) -> Iterator[str]:
    """Yield what stands under any of the keys, however deep."""
    if isinstance(raw, dict):
        for key, value in raw.items():
            if key in keys:
                yield from [value] if isinstance(value, str) else value
            else:
                yield from named(value, *keys)
    if isinstance(raw, list):
        for one in raw:
            yield from named(one, *keys)


@pytest.mark.parametrize(
    ("keys", "pattern"),
    [
        (("by", "person", "read_by"), r"username: ?([\w.]+)"),
        (("section", "item"), r"slug: ?([\w-]+)"),
        (("unit", "units"), r"code: ?([\w-]+)"),
    ],
)
def test_whatever_is_named_is_there(keys: tuple[str, ...], pattern: str) -> None:
    asked = set(named(written(), *keys))
    assert asked
    assert asked <= set(re.findall(pattern, TEXTS))


def test_there_is_something_in_every_state() -> None:
    rows = [row for plan in written()["plans"] for row in plan["assignments"]]
    assert len(rows) + len(written()["meeting"]["decisions"]) == 25
    assert sum("cancelled" in row for row in rows) == 1
    assert sum(row["in_days"] < 0 and "item" not in row for row in rows) == 3
    assert sum("person" not in row for row in rows) >= 5
