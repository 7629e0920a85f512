"""Whatever workers do and whenever they die: nothing is lost, nothing ends twice."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from cms.jobs.models import Job, JobState
from cms.jobs.services import (
    bury,
    claim,
    enqueue,
    extend,
    fail,
    finish,
    give_back,
    reap,
    retry,
)
from cms.jobs.work import LeaseLostError, Work
from tests.jobs.conftest import TOPIC, Clock

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.embedded,
    pytest.mark.proof,
    pytest.mark.usefixtures("deeds"),
]
ATTEMPTS = 3  # of the handler that the fixture registers
LEASE = timedelta(minutes=1)
workers = st.sampled_from("abc")
anything = st.integers(0, 9)


class Jobs(RuleBasedStateMachine):
    """Three workers, their ghosts, and a clock; beside the rows a book of who holds what."""

    def __init__(self) -> None:
        super().__init__()
        Job.objects.all().delete()
        self.clock = Clock()
        self.asked: set[int] = set()
        self.held: dict[str, list[Work]] = {name: [] for name in "abc"}
        self.ghosts: list[Work] = []
        self.until: dict[int, tuple[int, Any]] = {}  # job: fence, end of the lease
        self.ended: dict[int, str] = {}

    def is_held(self, work: Work) -> bool:
        """Tell by the book whether a lease is in force, however late it is."""
        fence, _end = self.until.get(work.pk, (0, None))
        return fence == work.fence

    # ------------------------------------------------------------------ what happens
    @rule(key=st.sampled_from(["", "", "một", "hai"]), later=st.integers(0, 90))
    def ask(self, key: str, later: int) -> None:
        at = self.clock() + timedelta(seconds=later)
        job = enqueue(topic=TOPIC, key=key, run_at=at, now=self.clock())
        if job.pk in self.asked:
            assert key
            assert job.pk not in self.ended
        self.asked.add(job.pk)

    @rule(name=workers, limit=st.integers(1, 4))
    def take(self, name: str, limit: int) -> None:
        now = self.clock()
        works = claim(owner=name, topics=[TOPIC], limit=limit, now=now)
        self.note_the_reaped()
        for work in works:
            assert work.pk not in self.ended
            _fence, end = self.until.get(work.pk, (0, None))
            assert end is None or end <= now  # nobody's lease is cut short
            assert 1 <= work.attempt <= ATTEMPTS
            self.until[work.pk] = (work.fence, now + LEASE)
        assert len(works) <= 1 or all(work.attempt == 1 for work in works)
        self.held[name] += works

    def note_the_reaped(self) -> None:
        """Follow in the book what a reaper did: whose lease was over by now."""
        for key, (_fence, end) in list(self.until.items()):
            if end is None or end > self.clock():
                continue
            state = Job.objects.get(pk=key).state
            if state == JobState.DEAD:
                self.ended[key] = state
            self.until[key] = (0, None)

    @rule(seconds=st.integers(1, 130))
    def time_passes(self, seconds: int) -> None:
        self.clock.passes(seconds=seconds)

    @rule()
    def the_reaper_comes(self) -> None:
        reap(now=self.clock())
        self.note_the_reaped()

    @rule(name=workers)
    def heartbeat(self, name: str) -> None:
        lost = extend(works=self.held[name], now=self.clock())
        assert lost == [work for work in self.held[name] if not self.is_held(work)]
        for work in self.held[name]:
            if work not in lost:
                self.until[work.pk] = (work.fence, self.clock() + LEASE)

    @rule(name=workers)
    def killed(self, name: str) -> None:
        """Leave the leases as they are; a ghost may still speak."""
        self.ghosts += self.held[name]
        self.held[name] = []

    @rule(name=workers, other=workers, verdict=st.sampled_from("dfg"))
    def stalled(self, name: str, other: str, verdict: str) -> None:
        """Stand still for too long; speak when another has taken over."""
        self.killed(name)
        self.clock.passes(seconds=61)
        self.take(other, 4)
        for ghost in self.ghosts[-4:]:
            self.write(ghost, verdict)

    @rule(name=workers)
    def told_to_stop(self, name: str) -> None:
        give_back(works=self.held[name])
        for work in self.held[name]:
            if self.is_held(work):
                self.until[work.pk] = (0, None)
        self.held[name] = []

    @rule(name=workers, number=anything, verdict=st.sampled_from("dfg"))
    def says(self, name: str, number: int, verdict: str) -> None:
        if self.held[name]:
            work = self.held[name].pop(number % len(self.held[name]))
            self.write(work, verdict)

    @rule(number=anything, verdict=st.sampled_from("dfg"))
    def a_ghost_says(self, number: int, verdict: str) -> None:
        if self.ghosts:
            self.write(self.ghosts[number % len(self.ghosts)], verdict)

    def write(self, work: Work, verdict: str) -> None:
        before, mine = Job.objects.values().get(pk=work.pk), self.is_held(work)
        deeds: dict[str, Callable[..., None]] = {"d": finish, "f": fail, "g": bury}
        reason = {} if verdict == "d" else {"reason": "hỏng"}
        try:
            deeds[verdict](work=work, now=self.clock(), **reason)
        except LeaseLostError:
            assert not mine
            assert Job.objects.values().get(pk=work.pk) == before
            return
        assert mine
        self.until[work.pk] = (0, None)
        state = Job.objects.get(pk=work.pk).state
        expected = {
            "d": JobState.DONE,
            "g": JobState.DEAD,
            "f": JobState.READY if work.attempt < ATTEMPTS else JobState.DEAD,
        }
        assert state == expected[verdict]
        if state != JobState.READY:
            assert work.pk not in self.ended
            self.ended[work.pk] = state

    @rule(number=anything)
    def somebody_tries_again(self, number: int) -> None:
        dead = sorted(key for key, state in self.ended.items() if state == "dead")
        if dead:
            job = Job.objects.get(pk=dead[number % len(dead)])
            if not (
                job.key and Job.objects.filter(key=job.key, state__in=OPEN).exists()
            ):
                retry(job=job, now=self.clock())
                del self.ended[job.pk]

    # -------------------------------------------------------------- what always holds
    @invariant()
    def nothing_is_lost(self) -> None:
        states = dict(Job.objects.values_list("pk", "state"))
        assert set(states) == self.asked
        at_rest = {key: state for key, state in states.items() if state not in OPEN}
        assert at_rest == self.ended

    @invariant()
    def a_lease_is_whole_or_none(self) -> None:
        for job in Job.objects.all():
            leased = job.state == JobState.LEASED
            assert leased == (job.lease_until is not None) == bool(job.lease_owner)


OPEN = {JobState.READY, JobState.LEASED}


def test_nothing_is_lost_and_nothing_ends_twice(
    proof_size: Callable[[int], int],
) -> None:
    run_state_machine_as_test(
        Jobs,
        settings=hypothesis_settings(
            max_examples=proof_size(200), stateful_step_count=40, deadline=None
        ),
    )
