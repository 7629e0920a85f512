"""``python -m tests.bench``; ``BENCH_SCALE=0.1`` makes it a tenth of the size."""

import signal
import sys
import tempfile
import time
from pathlib import Path

from cms.operations.server import capacity_for
from tests.bench import report, static
from tests.bench.databases import Databases, temporary_databases
from tests.bench.load import has_wrk
from tests.bench.measure import (
    Speeds,
    cold_speeds,
    cpu_per_page,
    kept_speeds,
    static_speeds,
    warm_speeds,
    weights,
)
from tests.bench.plan import CONNECTIONS, LIMIT_SECONDS, Plan, plan
from tests.bench.rivals import (
    Drained,
    Month,
    Rival,
    ask_month,
    drain_jobs,
    fill_desks,
    fill_ours,
    fill_stock,
    prepare_ours,
)

BEGAN = time.monotonic()


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def step(what: str) -> None:
    say(f"[{time.monotonic() - BEGAN:4.0f} s] {what}")


def fill(databases: Databases, folder: Path, today: Plan) -> tuple[Rival, Rival, Rival]:
    """Return a small house, one of many articles, one of many portals."""
    step("filling the small house")
    address = databases.create("small")
    prepare_ours(address, folder)
    few = today.few_articles
    small = fill_ours(address, folder, articles=few, portals=1)
    step(f"filling the house of {today.articles:,} articles")
    address = databases.create("articles", copy_of="small")
    articles = fill_ours(address, folder, articles=today.articles, portals=1)
    step(f"filling the house of {today.portals:,} portals")
    address = databases.create("portals", copy_of="small")
    portals = fill_ours(address, folder, articles=few, portals=today.portals)
    return small, articles, portals


def fill_desks_of(
    databases: Databases, folder: Path, today: Plan
) -> tuple[Rival, Rival]:
    """Return the administration of one portal, and that of a whole province."""
    alone = databases.create("desk", copy_of="small")
    many = databases.create("desks", copy_of="portals")
    return (
        fill_desks(alone, folder, portals=1),
        fill_desks(many, folder, portals=today.desks),
    )


def drain(databases: Databases, folder: Path, today: Plan) -> Drained:
    step(f"a queue of {today.jobs:,} jobs")
    queue = databases.create("jobs", copy_of="small")
    return drain_jobs(queue, folder, number=today.jobs)


def ask_for_month(databases: Databases, folder: Path, today: Plan) -> Month:
    portals, items = today.month
    step(f"a month of {portals} portals")
    calendar = databases.create("month", copy_of="small")
    return ask_month(calendar, folder, portals=portals, items=items)


def do_work(databases: Databases, folder: Path, today: Plan) -> tuple[Drained, Month]:
    drained = drain(databases, folder, today)
    return drained, ask_for_month(databases, folder, today)


def measure(databases: Databases, folder: Path, today: Plan) -> bool:
    """Print all figures; tell whether anything is dearer than it may be."""
    small, articles, portals = fill(databases, folder, today)
    step("filling the stock site")
    stock = fill_stock(databases.create("stock"), folder, pages=today.cold_pages)
    capacity = capacity_for(databases.vendor)
    step("our pages, warm")
    ours_speeds = warm_speeds(articles, capacity, today)
    step("our pages, cold")
    ours_speeds.cold = cold_speeds(portals, capacity, today)
    step("our pages, kept")
    kept_speeds(articles, capacity, today, ours_speeds)
    loads = weights(articles, capacity)
    step("the stock page")
    stock_speeds = warm_speeds(stock, capacity, today)
    stock_speeds.cold = cold_speeds(stock, capacity, today)
    nginx_speeds: Speeds | None = None
    if static.nginx():
        step("nginx")
        nginx_speeds = static_speeds(ours_speeds.bodies, folder / "nginx", today)
    step("growth")
    cpu = cpu_per_page((small, articles, portals), today)
    step(f"the administration of {today.desks:,} portals")
    desks = cpu_per_page(fill_desks_of(databases, folder, today), today)
    drained, month = do_work(databases, folder, today)
    step("done")
    say(
        f"\n{databases.vendor}, granian {capacity.workers} × {capacity.threads}, "
        f"{CONNECTIONS} connections of {'wrk' if has_wrk() else 'a client in Python'}"
    )
    for line in (
        *report.speed_lines(ours_speeds, stock_speeds, nginx_speeds),
        *report.weight_lines(loads),
        *report.memory_lines(ours_speeds, stock_speeds, nginx_speeds),
        *report.growth_lines(cpu, today),
        *report.desk_lines(desks, today),
        *report.work_lines(drained, month, today),
    ):
        say(line)
    return report.is_costly(drained, month) or report.grows_too_much({**cpu, **desks})


def out_of_time(*_signal: object) -> None:
    raise TimeoutError(f"not done after {LIMIT_SECONDS} seconds")


def main() -> int:
    if not Path("/proc/self/stat").exists():
        say("The measurements read /proc, so they need Linux.")
        return 1
    if not has_wrk():
        say("wrk is not installed: a client in Python asks, which slows nginx down.")
    signal.signal(signal.SIGALRM, out_of_time)
    signal.alarm(LIMIT_SECONDS)
    with (
        tempfile.TemporaryDirectory(prefix="dinh-bench-") as name,
        temporary_databases(Path(name)) as databases,
    ):
        return int(measure(databases, Path(name), plan()))


if __name__ == "__main__":
    sys.exit(main())
