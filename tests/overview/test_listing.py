"""The overview narrowed and put in order."""

from typing import Any

import pytest

from cms.overview.drawing import bar_of, line_of
from cms.overview.listing import below, narrowed, offices_among, ordered
from cms.overview.rows import UnitRow
from cms.overview.states import UnitState
from cms.overview.tiles import tiles_of
from sites.models import UnitKind
from tests.overview.conftest import NOW, TODAY


def row(pk: int, name: str, **values: Any) -> UnitRow:
    facts: dict[str, Any] = {
        "short_name": "",
        "kind": UnitKind.DEPARTMENT.value,
        "parent_id": None,
        "above": "",
        "state": UnitState.OPEN,
        "portal_id": pk,
        "home_id": pk,
        "home_path": "",
        "last_published": NOW,
        "today": TODAY,
    }
    return UnitRow(pk=pk, name=name, **{**facts, **values})


PROVINCE = row(1, "UBND tỉnh Tây Ninh", kind="province", state=UnitState.WITHOUT)
CULTURE = row(2, "Sở Văn hóa", parent_id=1, reports=2, recent=4)
LIBRARY = row(3, "Thư viện", parent_id=2, kind="subordinate", missing=["phone"])
FROZEN = row(4, "Sở Du lịch", parent_id=1, state=UnitState.FROZEN)
ENDED = row(5, "Sở Thể thao", parent_id=1, state=UnitState.ENDED, reports=1)
HEALTH = row(6, "Sở Y tế", short_name="SYT", recent=9, last_published=None)
ROWS = [PROVINCE, CULTURE, LIBRARY, FROZEN, ENDED, HEALTH]


def keys(**wanted: Any) -> list[int]:
    return [one.pk for one in narrowed(ROWS, wanted)]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, [1, 2, 3, 6]),
        ({"state": "frozen"}, [4]),
        ({"state": "ended"}, [5]),
        ({"state": "without"}, [1]),
        ({"kind": "department"}, [2, 6]),
        ({"need": "reports"}, [2]),
        ({"need": "reports", "state": "ended"}, []),
        ({"need": "silent"}, [6]),
        ({"q": "Tay Ninh"}, [1]),
        ({"q": "TÂY ninh tinh"}, [1]),
        ({"q": "van hoa"}, [2]),
        ({"q": "syt"}, [6]),
        ({"q": "Sở Du lịch"}, []),
        ({"q": "du lich", "state": "frozen"}, [4]),
        ({"under": 2}, [2, 3]),
        ({"under": 1, "state": "frozen"}, [4]),
        ({"under": 99}, []),
    ],
)
def test_rows_are_narrowed(wanted: dict[str, Any], found: list[int]) -> None:
    assert keys(**wanted) == found


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("needs", [3, 2, 6, 1]),
        ("name", [2, 6, 3, 1]),
        ("tier", [1, 2, 6, 3]),
        ("silence", [6, 2, 3, 1]),
        ("items", [6, 2, 3, 1]),
    ],
)
def test_rows_are_put_in_order(order: str, found: list[int]) -> None:
    assert [one.pk for one in ordered(narrowed(ROWS, {}), order)] == found


def test_units_in_a_circle_do_not_stop_it() -> None:
    circle = [row(1, "A", parent_id=2), row(2, "B", parent_id=1)]
    assert below(circle, 1) == {1, 2}


def test_offices_are_those_with_units_below() -> None:
    assert offices_among(ROWS) == [(2, "Sở Văn hóa"), (1, "UBND tỉnh Tây Ninh")]


def test_tiles_count_units_that_live() -> None:
    totals = {tile.need.value: (tile.total, tile.look) for tile in tiles_of(ROWS)}
    assert totals == {
        "owner": (1, "is-crit"),
        "handover": (0, ""),
        "reports": (1, "is-warn"),
        "stale": (0, ""),
        "silent": (1, "is-warn"),
    }
    assert tiles_of(ROWS)[0].query == "need=owner"


@pytest.mark.parametrize(
    ("now", "before", "bar"),
    [
        (0, 0, ("0.0", "0.0", "crit")),
        (5, 10, ("50.0", "100.0", "warn")),
        (10, 5, ("100.0", "50.0", "ok")),
        (7, 7, ("100.0", "100.0", "ok")),
        (0, 3, ("0.0", "100.0", "crit")),
    ],
)
def test_a_bar_stands_on_the_larger_figure(
    now: int, before: int, bar: tuple[str, str, str]
) -> None:
    found = bar_of(now, before)
    assert (found.width, found.tick, found.look) == bar


def test_a_line_touches_the_top_once() -> None:
    line = line_of([0, 2, 4])
    assert line.path == "M4.0 24.0 L52.0 14.0 L100.0 4.0"
    assert (line.x, line.y) == ("100.0", "4.0")
    assert line_of([0] * 12).path.count("24.0") == 12
