"""Many questions at once, a few at a time, all of them over by a moment.

Questions to one host stand in one lane: one after the other, with a pause between. A
lane that is stuck is left behind, and holds up nobody but itself: its thread is a daemon
that dies with the process at the latest.
"""

import threading
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from time import monotonic, sleep

from cms.health.findings import Finding, unknown
from cms.health.states import Fault

AT_ONCE = 16
PATIENCE = 2  # time-outs in a row after which a host is left alone for the day


@dataclass(frozen=True)
class Question:
    """``key`` tells whoever asks what the answer is about."""

    key: Hashable
    ask: Callable[[], Finding]


@dataclass(frozen=True)
class Lane:
    questions: Sequence[Question]


Told = tuple[int, Question, Finding]


class _Running:
    """A lane on its way; ``moved_at`` is when it last said anything."""

    def __init__(self, lane: Lane) -> None:
        self.waiting = list(lane.questions)
        self.moved_at = monotonic()


def answers(
    lanes: Sequence[Lane], *, pause: float, longest: float, seconds: float
) -> Iterator[tuple[Hashable, Finding]]:
    """Yield the answers as they come.

    ``longest`` is what one question may take, ``seconds`` all of them together; what was
    not asked or did not answer by then is unknown.
    """
    told: SimpleQueue[Told] = SimpleQueue()
    waiting = list(enumerate(lanes))[::-1]
    running: dict[int, _Running] = {}
    ends = monotonic() + seconds
    while (waiting or running) and monotonic() < ends:
        while waiting and len(running) < AT_ONCE:
            number, lane = waiting.pop()
            running[number] = _Running(lane)
            _start(number, lane, told, pause)
        yield from _heard(told, running, ends)
        yield from _left_behind(running, longest + pause)
    for lane_left in running.values():
        yield from _unasked(lane_left.waiting)
    for _, lane in waiting:
        yield from _unasked(lane.questions)


def _start(number: int, lane: Lane, told: "SimpleQueue[Told]", pause: float) -> None:
    arguments = (number, lane, told, pause)
    threading.Thread(target=_drive, args=arguments, daemon=True).start()


def _drive(number: int, lane: Lane, told: "SimpleQueue[Told]", pause: float) -> None:
    late = 0
    for place, question in enumerate(lane.questions):
        if late >= PATIENCE:
            told.put((number, question, unknown(Fault.TIME_OUT)))
            continue
        if place:
            sleep(pause)
        finding = question.ask()
        late = late + 1 if finding.fault == Fault.TIME_OUT else 0
        told.put((number, question, finding))


def _heard(
    told: "SimpleQueue[Told]", running: dict[int, _Running], ends: float
) -> Iterator[tuple[Hashable, Finding]]:
    """Wait a moment for an answer; what a lane left behind says is no longer heard."""
    try:
        number, question, finding = told.get(
            timeout=max(0.0, min(0.2, ends - monotonic()))
        )
    except Empty:
        return
    lane = running.get(number)
    if lane is None:
        return
    lane.waiting.remove(question)
    lane.moved_at = monotonic()
    if not lane.waiting:
        del running[number]
    yield question.key, finding


def _left_behind(
    running: dict[int, _Running], longest: float
) -> Iterator[tuple[Hashable, Finding]]:
    stuck = [n for n, lane in running.items() if monotonic() - lane.moved_at > longest]
    for number in stuck:
        lane = running.pop(number)
        for question in lane.waiting:
            yield question.key, unknown(Fault.TIME_OUT)


def _unasked(questions: Sequence[Question]) -> Iterator[tuple[Hashable, Finding]]:
    for question in questions:
        yield question.key, unknown(Fault.NOT_REACHED)
