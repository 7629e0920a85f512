"""A topic has one handler, and no job is given up because one worker was killed."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from cms.jobs import mail, registry, tasks
from tests.jobs.conftest import TOPIC, Deeds


def test_a_topic_has_one_handler(deeds: Deeds) -> None:
    with pytest.raises(RuntimeError):
        registry.handler(TOPIC)(print)
    found = registry.find(TOPIC)
    assert found is not None
    assert found.act is deeds


def test_one_attempt_is_too_few() -> None:
    with pytest.raises(ValueError, match="at least 2"):
        registry.handler("tests.once", attempts=1)(print)
    assert registry.find("tests.once") is None


def test_what_is_prompt_has_a_lane_of_its_own(
    handled: Callable[..., object],
) -> None:
    handled(print, topic="tests.prompt", prompt=True)
    handled(print, topic="tests.slow")
    prompt, plain = registry.topics(prompt=True), registry.topics(prompt=False)
    assert "tests.prompt" in prompt
    assert "tests.slow" in plain
    assert set(registry.topics()) == {*prompt, *plain}
    assert not set(prompt) & set(plain)


def test_what_the_room_does_itself() -> None:
    registry.remove(mail.TOPIC)
    tasks.register()
    assert registry.recurring() == {"jobs.prune": timedelta(hours=1)}
    assert registry.topics() == [mail.TOPIC, "jobs.prune"]
    assert registry.topics(prompt=True) == []
