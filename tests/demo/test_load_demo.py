"""``manage.py load_demo``: a bar on a terminal, a line per tenth elsewhere."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import translation

from cms.demo import loader
from cms.demo.management.commands.load_demo import Command

STEPS = 20


@pytest.fixture(autouse=True)
def _twenty_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(progress: Callable[[str], None]) -> None:
        for number in range(STEPS):
            progress(f"Đơn vị {number}")

    monkeypatch.setattr(loader, "steps", lambda: STEPS)
    monkeypatch.setattr(loader, "load", load)


def told() -> str:
    output = StringIO()
    with translation.override("en"):
        call_command("load_demo", stdout=output)
    return output.getvalue()


def test_a_log_gets_a_line_per_tenth() -> None:
    lines = told().splitlines()
    assert lines[0] == "███░░░░░░░░░░░░░░░░░░░░░░░░░░░ 2/20"
    assert lines[9] == "██████████████████████████████ 20/20"
    assert lines[10:] == ["", "The demonstration is loaded."]


def test_a_terminal_gets_a_bar_that_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    steps = told().split("\r")[1:]
    assert len(steps) == STEPS
    assert steps[0].startswith("█" + "░" * 29 + " 1/20 Đơn vị 0  ")
    assert steps[-1].startswith("█" * 30 + " 20/20 Đơn vị 19")
    assert steps[-1].endswith("The demonstration is loaded.\n")


def test_a_long_name_does_not_break_the_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    output = StringIO()
    Command(stdout=output)._draw(1, 2, "Trung tâm " * 10)
    assert len(output.getvalue()) == len("\r") + 30 + len(" 1/2 ") + 40
