"""A worker lives as long as both its lanes."""

from threading import Event

import pytest

from cms.jobs import worker
from cms.jobs.worker import Worker, new_owner


class Fake:
    """A lane: the prompt one breaks at once, the other works until told to stop."""

    ended: list[bool] = []

    def __init__(self, *, owner: str, stopping: Event, prompt: bool) -> None:
        self.owner, self.stopping, self.prompt = owner, stopping, prompt

    def run(self) -> None:
        if self.prompt:
            raise KeyError(self.owner)
        self.ended.append(self.stopping.wait(20))


def test_a_lane_that_dies_takes_the_process_along(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The supervisor starts it again; half a worker would go unnoticed."""
    monkeypatch.setattr(worker, "Lane", Fake)
    monkeypatch.setattr(worker.signal, "signal", lambda *_facts: None)
    monkeypatch.setattr(worker, "LOOK_EVERY_SECONDS", 0.001)
    with pytest.raises(KeyError):
        Worker().run()
    assert Fake.ended == [True]


def test_no_two_lanes_share_a_name() -> None:
    names = {new_owner("plain") for _ in range(50)}
    assert len(names) == 50
    assert max(map(len, names)) <= 100
