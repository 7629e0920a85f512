"""The figures as lines of text."""

from collections.abc import Iterator
from http import HTTPStatus

from tests.bench.measure import Speeds
from tests.bench.plan import (
    GROWTH_LIMIT,
    JOBS_A_SECOND,
    KINDS,
    MEMORY_LIMIT,
    MONTH_QUERIES,
    Plan,
)
from tests.bench.rivals import Drained, Month
from tests.bench.weight import Weight

MEGABYTE = 1_000_000
STOCK = "page"


def speed_lines(ours: Speeds, stock: Speeds, nginx: Speeds | None) -> Iterator[str]:
    yield ""
    yield f"{'Pages per second':<28}{'pages/s':>10}{'of nginx':>12}{'of stock':>12}"
    for kind in KINDS:
        rate = ours.warm[kind]
        share = _of_nginx(rate, kind, nginx) or "–"
        part = f"{rate / stock.warm[STOCK]:.2f}"
        yield _row(f"our {kind}, warm", rate, share, part)
    for kind in KINDS:
        rate = ours.cold[kind]
        yield _row(f"our {kind}, cold", rate, "", f"{rate / stock.cold[STOCK]:.2f}")
    for kind, rate in ours.kept.items():
        yield _row(f"our {kind}, kept", rate, _of_nginx(rate, kind, nginx))
    for kind, rate in ours.unchanged.items():
        yield _row(f"our {kind}, 304", rate, _of_nginx(rate, kind, nginx))
    yield _row("stock page, warm", stock.warm[STOCK])
    yield _row("stock page, cold", stock.cold[STOCK])
    if nginx is None:
        yield "nginx is not installed: no comparison with files."
        return
    for kind in KINDS:
        size = len(ours.bodies[kind]) / 1000
        yield _row(f"nginx, {kind} ({size:.0f} kB)", nginx.warm[kind])


def _of_nginx(rate: float, kind: str, nginx: Speeds | None) -> str:
    return f"1/{nginx.warm[kind] / rate:.0f}" if nginx else ""


def _row(title: str, rate: float, share: str = "", part: str = "") -> str:
    return f"{title:<28}{rate:>10,.0f}{share:>12}{part:>12}"


def weight_lines(weights: dict[str, Weight]) -> Iterator[str]:
    yield ""
    yield "Before pictures: requests and bytes of a first visit (text compressed)"
    for kind, weight in weights.items():
        parts = (
            f"page {_kilo(weight.page_compressed)} of {_kilo(weight.page)}, "
            f"{weight.sheets} sheets {_kilo(weight.sheets_compressed)}, "
            f"{weight.fonts} fonts {_kilo(weight.fonts_bytes)}"
        )
        total = f"{weight.requests:>3} requests {_kilo(weight.total):>8}"
        yield f"{f'our {kind}':<28}{total}  ({parts})"


def _kilo(number: int) -> str:
    return f"{number / 1000:.1f} kB"


def memory_lines(ours: Speeds, stock: Speeds, nginx: Speeds | None) -> Iterator[str]:
    yield ""
    yield "Memory of the server's processes after the run (resident)"
    part = f"{ours.memory / stock.memory:.2f} of stock"
    yield f"{'ours':<28}{ours.memory / MEGABYTE:>8,.0f} MB  {part}"
    yield f"{'stock':<28}{stock.memory / MEGABYTE:>8,.0f} MB"
    if nginx is not None:
        yield f"{'nginx':<28}{nginx.memory / MEGABYTE:>8,.0f} MB"


def growth_lines(cpu: dict[str, list[float]], plan: Plan) -> Iterator[str]:
    """Compare the small house with the one of many articles and of many portals."""
    articles = f"{plan.few_articles} → {plan.articles:,} articles"
    portals = f"1 → {plan.portals:,} portals"
    yield ""
    yield f"Processor time per page (a ratio above {GROWTH_LIMIT} is too much)"
    for kind in KINDS:
        few, many_articles, many_portals = cpu[kind]
        yield _growth(f"{kind}, {articles}", few, many_articles)
        yield _growth(f"{kind}, {portals}", few, many_portals)


def desk_lines(cpu: dict[str, list[float]], plan: Plan) -> Iterator[str]:
    """Compare the administration of one portal with that of a province."""
    yield ""
    yield f"The administration, 1 → {plan.desks:,} portals with five people each"
    for kind, (alone, among_many) in cpu.items():
        yield _growth(f"the desk's {kind}", alone, among_many)


def job_lines(drained: Drained) -> Iterator[str]:
    """Compare a worker with the bare transactions of the same connection."""
    yield ""
    yield f"{drained.jobs:,} jobs that were due (at least {JOBS_A_SECOND} a second)"
    verdict = "too slow" if is_too_slow(drained) else "ok"
    share = f"{drained.rate / drained.bare:.2f} of bare transactions"
    yield f"{'one worker':<28}{drained.rate:>10,.0f}/s  {share}  {verdict}"
    first, last = (size / MEGABYTE for size in drained.memory)
    verdict = "too much" if grows_in_memory(drained) else "ok"
    yield f"{'its memory':<28}{first:>10.1f} → {last:.1f} MB  {verdict}"


def is_lame(drained: Drained) -> bool:
    return is_too_slow(drained) or grows_in_memory(drained)


def is_too_slow(drained: Drained) -> bool:
    return drained.rate < JOBS_A_SECOND


def grows_in_memory(drained: Drained) -> bool:
    first, last = drained.memory
    return last > MEMORY_LIMIT * first


def month_lines(month: Month, today: Plan) -> Iterator[str]:
    """Tell what a month of the editorial calendar asks."""
    portals, items = today.month
    verdict = "too many" if is_dear(month) else "ok"
    yield ""
    yield f"A month of the calendar, {portals} portals of {items:,} items"
    yield f"{'queries':<28}{month.queries:>10}  (at most {MONTH_QUERIES})  {verdict}"
    yield f"{'its answer':<28}{month.seconds * 1000:>10,.0f} ms"


def work_lines(drained: Drained, month: Month, today: Plan) -> Iterator[str]:
    yield from job_lines(drained)
    yield from month_lines(month, today)


def is_costly(drained: Drained, month: Month) -> bool:
    return is_lame(drained) or is_dear(month)


def is_dear(month: Month) -> bool:
    return month.status != HTTPStatus.OK or month.queries > MONTH_QUERIES


def _growth(title: str, before: float, after: float) -> str:
    verdict = "too much" if after > GROWTH_LIMIT * before else "ok"
    figures = f"{before * 1000:6.1f} → {after * 1000:5.1f} ms"
    return f"{title:<36}{figures}{after / before:>8.2f}  {verdict}"


def grows_too_much(cpu: dict[str, list[float]]) -> bool:
    return any(
        after > GROWTH_LIMIT * before
        for before, *grown in cpu.values()
        for after in grown
    )
