"""The measurements themselves."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from cms.operations.server import Capacity
from tests.bench import static
from tests.bench.load import Target, Visitor, pages_per_second
from tests.bench.plan import GROWTH_SECONDS, Plan
from tests.bench.processes import Server
from tests.bench.rivals import Rival
from tests.bench.weight import Weight, weigh

ONE_AT_A_TIME = Capacity(workers=1, threads=1)


@dataclass
class Speeds:
    """Pages per second by kind of page, and the memory that serving them took."""

    cold: dict[str, float] = field(default_factory=dict)
    kept: dict[str, float] = field(default_factory=dict)
    unchanged: dict[str, float] = field(default_factory=dict)
    warm: dict[str, float] = field(default_factory=dict)
    memory: int = 0
    bodies: dict[str, bytes] = field(default_factory=dict)


def cold_speeds(rival: Rival, capacity: Capacity, plan: Plan) -> dict[str, float]:
    """Ask a fresh server for many pages once, one after the other."""
    speeds = {}
    for kind, targets in rival.targets.items():
        with rival.serving(capacity) as server:
            visitor = Visitor(server.port)
            speeds[kind] = visitor.read_all(targets[: plan.cold_pages])
            visitor.close()
    return speeds


def warm_speeds(rival: Rival, capacity: Capacity, plan: Plan) -> Speeds:
    """Ask for one page of each kind, as often as the server answers."""
    speeds = Speeds()
    with rival.serving(capacity) as server:
        for kind, targets in rival.targets.items():
            speeds.warm[kind] = _settled_speed(server, targets[0], plan)
            visitor = Visitor(server.port)
            speeds.bodies[kind] = visitor.read(targets[0])
            visitor.close()
        speeds.memory = server.memory_bytes()
    return speeds


def kept_speeds(rival: Rival, capacity: Capacity, plan: Plan, speeds: Speeds) -> None:
    """Ask a server that keeps answers, first anew and then as readers who have them."""
    with rival.serving(capacity, keeping=True) as server:
        for kind, targets in rival.targets.items():
            visitor = Visitor(server.port)
            etag = visitor.ask(targets[0]).headers["ETag"]
            visitor.close()
            seconds = plan.kept_seconds
            speeds.kept[kind] = pages_per_second(server.port, targets[0], seconds)
            speeds.unchanged[kind] = pages_per_second(
                server.port, targets[0], seconds, etag
            )


def weights(rival: Rival, capacity: Capacity) -> dict[str, Weight]:
    """Return what a first visit to each kind of page loads before its pictures."""
    with rival.serving(capacity) as server:
        visitor = Visitor(server.port)
        found = {
            kind: weigh(visitor, targets[0]) for kind, targets in rival.targets.items()
        }
        visitor.close()
    return found


def static_speeds(bodies: Mapping[str, bytes], folder: Path, plan: Plan) -> Speeds:
    """Let nginx answer with the same bytes from files."""
    speeds = Speeds()
    with static.serving(bodies, folder) as server:
        for kind in bodies:
            target = Target("localhost", f"/{kind}")
            speeds.warm[kind] = _settled_speed(server, target, plan)
        speeds.memory = server.memory_bytes()
    return speeds


def _settled_speed(server: Server, target: Target, plan: Plan) -> float:
    pages_per_second(server.port, target, plan.warm_up_seconds)
    return pages_per_second(server.port, target, plan.load_seconds)


def cpu_per_page(rivals: Sequence[Rival], plan: Plan) -> dict[str, list[float]]:
    """Return the server's CPU seconds per page, by kind, one figure per rival.

    The servers run side by side and are asked in turns: whatever else the machine does
    meanwhile is borne by all of them.
    """
    with ExitStack() as stack:
        servers = [
            stack.enter_context(rival.serving(ONE_AT_A_TIME)) for rival in rivals
        ]
        return {
            kind: _in_turns(servers, [rival.targets[kind] for rival in rivals], plan)
            for kind in rivals[0].targets
        }


def _in_turns(
    servers: Sequence[Server], targets: Sequence[Sequence[Target]], plan: Plan
) -> list[float]:
    visitors = [Visitor(server.port) for server in servers]
    for visitor, pages in zip(visitors, targets, strict=True):
        visitor.read_all(pages)  # fills the memory of the process
        visitor.close()  # a server ends a connection that is silent for half a minute
    queues: list[Iterator[Target]] = [cycle(pages) for pages in targets]
    spent = [0.0] * len(servers)
    rounds, deadline = 0, time.monotonic() + GROWTH_SECONDS
    while rounds < plan.rounds and time.monotonic() < deadline:
        rounds += 1
        for place, server in enumerate(servers):
            before = server.cpu_seconds()
            for _request in range(plan.requests_per_round):
                visitors[place].read(next(queues[place]))
            spent[place] += server.cpu_seconds() - before
    for visitor in visitors:
        visitor.close()
    return [cpu / (rounds * plan.requests_per_round) for cpu in spent]
