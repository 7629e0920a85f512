"""The bench's figures as lines, and its verdict."""

import pytest

from tests.bench.measure import Speeds
from tests.bench.plan import KINDS, Plan, plan
from tests.bench.report import (
    grows_too_much,
    growth_lines,
    is_dear,
    is_lame,
    job_lines,
    memory_lines,
    month_lines,
    speed_lines,
    weight_lines,
)
from tests.bench.rivals import Drained, Month
from tests.bench.weight import Weight


def speeds(rate: float, *kinds: str) -> Speeds:
    rates = dict.fromkeys(kinds, rate)
    return Speeds(
        cold=rates,
        warm=rates,
        memory=50_000_000,
        bodies=dict.fromkeys(kinds, b"x" * 2000),
    )


def test_speeds_are_told_as_ratios() -> None:
    ours, stock, nginx = speeds(50, *KINDS), speeds(100, "page"), speeds(5000, *KINDS)
    lines = list(speed_lines(ours, stock, nginx))
    warm = next(line for line in lines if line.startswith("our home, warm"))
    assert warm.split()[-3:] == ["50", "1/100", "0.50"]
    assert any(line.startswith("nginx, home (2 kB)") for line in lines)
    assert any("1.00 of stock" in line for line in memory_lines(ours, stock, nginx))


def test_kept_pages_and_304s_are_told_beside_them() -> None:
    ours, stock, nginx = speeds(50, *KINDS), speeds(100, "page"), speeds(5000, *KINDS)
    ours.kept, ours.unchanged = {"home": 1000.0}, {"home": 2500.0}
    lines = list(speed_lines(ours, stock, nginx))
    assert [line.split()[-2:] for line in lines if "kept" in line or "304" in line] == [
        ["1,000", "1/5"],
        ["2,500", "1/2"],
    ]


def test_a_page_is_weighed_with_what_its_head_names() -> None:
    weight = Weight(
        page=40_000,
        page_compressed=9_000,
        sheets=6,
        sheets_compressed=12_000,
        fonts=1,
        fonts_bytes=20_000,
    )
    assert (weight.requests, weight.total) == (8, 41_000)
    [line] = [line for line in weight_lines({"home": weight}) if "our home" in line]
    assert line.split()[2:6] == ["8", "requests", "41.0", "kB"]


def test_nginx_may_be_missing() -> None:
    ours, stock = speeds(50, *KINDS), speeds(100, "page")
    assert "not installed" in "\n".join(speed_lines(ours, stock, None))
    assert "nginx" not in "\n".join(memory_lines(ours, stock, None))


def test_growth_is_judged() -> None:
    fine = {kind: [0.010, 0.011, 0.012] for kind in KINDS}
    dear = {**fine, "home": [0.010, 0.011, 0.013]}
    assert not grows_too_much(fine)
    assert grows_too_much(dear)
    lines = list(growth_lines(dear, Plan(1)))
    assert sum(line.endswith("too much") for line in lines) == 1


@pytest.mark.parametrize(
    ("scale", "articles", "portals"), [("", 10_000, 200), ("0.1", 1_000, 20)]
)
def test_the_plan_is_scaled_by_the_environment(
    monkeypatch: pytest.MonkeyPatch, scale: str, articles: int, portals: int
) -> None:
    monkeypatch.setenv("BENCH_SCALE", scale)
    assert (plan().articles, plan().portals) == (articles, portals)


@pytest.mark.parametrize(
    ("rate", "memory", "verdicts"),
    [
        (450.0, (90_000_000, 91_000_000), ["ok", "ok"]),
        (199.0, (90_000_000, 91_000_000), ["too slow", "ok"]),
        (450.0, (90_000_000, 99_000_000), ["ok", "too much"]),
    ],
)
def test_a_worker_is_judged_by_speed_and_memory(
    rate: float, memory: tuple[int, int], verdicts: list[str]
) -> None:
    drained = Drained(jobs=10_000, rate=rate, bare=900.0, memory=memory)
    lines = list(job_lines(drained))
    found = [line.split("  ")[-1] for line in lines[2:]]
    assert found == verdicts
    assert is_lame(drained) == (verdicts != ["ok", "ok"])
    assert f"{rate / 900:.2f} of bare transactions" in lines[2]


@pytest.mark.parametrize(
    ("status", "queries", "is_too_dear"),
    [(200, 20, False), (200, 21, True), (500, 3, True)],
)
def test_a_month_of_the_calendar_is_judged_by_its_queries(
    status: int, queries: int, *, is_too_dear: bool
) -> None:
    month = Month(status=status, queries=queries, seconds=0.25)
    lines = list(month_lines(month, Plan(1)))
    assert "50 portals of 3,000 items" in lines[1]
    assert lines[2].endswith("too many" if is_too_dear else "ok")
    assert is_dear(month) == is_too_dear
