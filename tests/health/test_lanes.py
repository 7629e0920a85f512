"""Many questions at once: nobody waits for somebody else's host."""

import threading
import time
from collections.abc import Callable
from itertools import pairwise

from cms.health.findings import Finding, unknown
from cms.health.lanes import AT_ONCE, Lane, Question, answers
from cms.health.states import Fault, State

FINE = Finding(State.FINE)


def lane(*asks: Callable[[], Finding], name: str = "a") -> Lane:
    return Lane([Question((name, place), ask) for place, ask in enumerate(asks)])


def fine() -> Finding:
    return FINE


def late() -> Finding:
    return unknown(Fault.TIME_OUT)


def asleep() -> Finding:
    time.sleep(5)
    return FINE


def run(lanes: list[Lane], **values: float) -> dict[object, Finding]:
    limits = {"pause": 0.0, "longest": 1.0, "seconds": 20.0, **values}
    return dict(answers(lanes, **limits))


def test_one_dead_host_delays_nobody() -> None:
    begins = time.monotonic()
    lanes = [lane(asleep, fine, name="dead")]
    lanes += [lane(fine, name=str(number)) for number in range(200)]
    found = run(lanes)
    assert time.monotonic() - begins < 4
    assert [found["dead", 0].fault, found["dead", 1].fault] == [Fault.TIME_OUT] * 2
    assert all(found[str(number), 0] == FINE for number in range(200))


def test_the_run_ends_in_time_and_says_what_it_left_out() -> None:
    begins = time.monotonic()
    lanes = [lane(asleep, name=str(number)) for number in range(AT_ONCE + 5)]
    found = run(lanes, longest=60.0, seconds=0.4)
    assert time.monotonic() - begins < 3
    assert len(found) == AT_ONCE + 5
    assert {finding.fault for finding in found.values()} == {Fault.NOT_REACHED}


def test_a_host_that_is_late_twice_is_left_alone() -> None:
    asked: list[int] = []

    def counted() -> Finding:
        asked.append(1)
        return unknown(Fault.TIME_OUT)

    found = run([lane(*[counted] * 10)])
    assert len(asked) == 2
    assert {finding.fault for finding in found.values()} == {Fault.TIME_OUT}
    assert len(found) == 10


def test_being_late_once_is_forgiven() -> None:
    found = run([lane(late, fine, late, fine)])
    assert [finding.state for finding in found.values()].count(State.FINE) == 2


def test_questions_to_one_host_keep_their_distance_and_their_order() -> None:
    moments: list[float] = []

    def stamped() -> Finding:
        moments.append(time.monotonic())
        return FINE

    run([lane(*[stamped] * 3)], pause=0.1)
    gaps = [after - before for before, after in pairwise(moments)]
    assert len(gaps) == 2
    assert min(gaps) >= 0.1


def test_no_more_than_so_many_at_once() -> None:
    now, most, lock = 0, 0, threading.Lock()

    def counted() -> Finding:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        time.sleep(0.01)
        with lock:
            now -= 1
        return FINE

    run([lane(counted, name=str(number)) for number in range(60)])
    assert 1 < most <= AT_ONCE


def test_nothing_to_ask_is_over_at_once() -> None:
    assert run([]) == {}
