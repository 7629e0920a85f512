"""Asking as everybody of Alfa what Beta's own people are answered, and judging it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from zlib import crc32

from tests.tenancy.callers import Caller
from tests.tenancy.judging import Rows, Traces, betas_in, says_no, says_nothing, text_of
from tests.tenancy.probes import Probe, filled, mirrored, plain
from tests.tenancy.surfaces import Surface
from tests.tenancy.world import MARK, World

# Shared on purpose: events that are open to the public, with the name of their unit
# (CT-10).
SHARED = {
    "event_chooser:choose": {MARK, f"{MARK}-hoi"},
    "event_chooser:choose_results": {MARK, f"{MARK}-hoi"},
}

STRIDE = 3  # those who ask for one thing do not stand beside each other

# A screen with nothing in it, and the one of a person's own account.
AROUND = ("/admin/pages/search/?q=khongcogi", "/admin/account/", "/admin/khoa/")


@dataclass(frozen=True)
class Heard:
    """One answer, with what it gives away."""

    answer: Any
    told: frozenset[str]
    traces: Traces

    @property
    def status(self) -> int:
        code: int = self.answer.status_code
        return code

    def shows_beta(self, around: frozenset[str]) -> bool:
        """Tell whether Beta's people got through, and to more than their own names."""
        reached = self.status < 400 and not says_no(self.answer)
        return reached and bool(self.told - around or self.traces.of_beta())


@dataclass
class Result:
    """How many probes counted, by surface, and what leaked."""

    counted: Counter[str] = field(default_factory=Counter)
    asked: int = 0
    leaks: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(self.counted.values())

    def add(self, other: "Result") -> None:
        self.counted.update(other.counted)
        self.asked += other.asked
        self.leaks += other.leaks


class Matrix:
    """Runs probes, each in a savepoint that is taken back."""

    def __init__(self, world: World, rows: Rows, *, asking: int | None = None) -> None:
        """``asking``: how many people ask for each thing, in turn; None: everybody."""
        self.world, self.rows = world, rows
        self.asking = asking or len(world.callers)

    @property
    def share(self) -> float:
        return self.asking / len(self.world.callers)

    def in_turn(self, probe: Probe) -> list[tuple[str, Caller]]:
        """Return who asks: others for other things, the same on each day."""
        people = list(self.world.callers.items())
        first = crc32(str(probe).encode())
        turns = range(first, first + self.asking * STRIDE, STRIDE)
        return [people[turn % len(people)] for turn in turns]

    def hear(self, caller: Caller, probe: Probe) -> Heard:
        with self.rows.watched() as traces:
            answer = send(caller, probe)
            told = betas_in(text_of(answer), probe.sent)
        told -= self._shared(probe)
        return Heard(answer, frozenset(told), traces)

    @cached_property
    def around(self) -> frozenset[str]:
        """Return what Beta's people are told everywhere: who they are, and where."""
        beta = self.world.beta_caller
        heard = [self.hear(beta, Probe("around", path)).told for path in AROUND]
        return frozenset().union(*heard)

    def owners_answer(self, probe: Probe) -> Heard:
        """Return what Beta's own people are answered."""
        return self.hear(self.world.beta_caller, probe.own or probe)

    def sweep(self, surface: Surface) -> Result:
        """Ask one address in every way it can be asked."""
        result = Result()
        for probe in plain(self.world, surface):
            owners = self.owners_answer(probe)
            self.judge(probe, owners, result)
            if probe.data is None and owners.status == 200:
                for sent in filled(probe, owners.answer):
                    self.judge(sent, self.owners_answer(sent), result)
        for probe in mirrored(self.world, surface):
            self._judge_one("everything", self.world.alfa_caller, probe, result)
        return result

    def run(self, probes: Iterable[Probe]) -> Result:
        result = Result()
        for probe in probes:
            self.judge(probe, self.owners_answer(probe), result)
        return result

    def judge(self, probe: Probe, owners: Heard, result: Result) -> None:
        """Ask as everybody of Alfa; count if Beta's people did get through.

        Where nobody of a unit does, one who may do everything in Alfa asks for all.
        """
        if not owners.shows_beta(self.around):
            self._judge_one("everything", self.world.alfa_caller, probe, result)
            return
        for name, caller in self.in_turn(probe):
            self._judge_one(name, caller, probe, result, counts=True)

    def _judge_one(
        self,
        name: str,
        caller: Caller,
        probe: Probe,
        result: Result,
        *,
        counts: bool = False,
    ) -> None:
        heard = self.hear(caller, probe)
        result.asked += 1
        result.counted[probe.surface] += counts
        result.leaks += [
            f"{probe.surface} as {name}: {probe}: {fault}"
            for fault in faults(probe, heard, counts=counts)
        ]

    def _shared(self, probe: Probe) -> set[str]:
        words = SHARED.get(probe.surface, set())
        return words | {self.world.shared_key} if words else words


def faults(probe: Probe, heard: Heard, *, counts: bool) -> Iterator[str]:
    """Yield what is wrong with an answer to somebody of Alfa."""
    if heard.told:
        yield f"tells {', '.join(sorted(heard.told)[:6])} ({heard.status})"
    written = heard.traces.of_beta()
    if written:
        yield f"writes {written[0][:200]}"
    refused = says_no(heard.answer) or says_nothing(heard.answer)
    if counts and probe.about_one and not refused:
        yield f"answers {heard.status} where it must refuse"
    if counts and heard.status >= 500:
        yield f"fails with {heard.status}"


def send(caller: Caller, probe: Probe) -> Any:
    if probe.data is None:
        return caller.get(probe.path)
    for file in probe.data.values():
        if hasattr(file, "seek"):
            file.seek(0)  # or only the first who asks would send it
    kind = {"content_type": "application/json"} if probe.as_json else {}
    return caller.post(probe.path, probe.data, **kind)
