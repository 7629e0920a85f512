"""Faults are made one at a time, below decorators, in methods and in defaults too."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.mutants.faults import CALLED, faults_of, let_note_calls

RULES = '''
"""A module with rules."""
from contextlib import contextmanager

class Gate:
    def __init__(self, words: str | None = None) -> None:
        super().__init__()
        self.words = words

    @property
    def is_open(self) -> bool:
        return self.words is not None

def most(first: int, *, least: int = 3) -> int:
    if first < least and not first == 0:
        first += 1
    return first + least

def asked(rows):
    return rows.filter(a=1, b="x")

@contextmanager
def opened(told):
    told.append("open")
    yield
'''


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    (tmp_path / "ruled.py").write_text(RULES)
    monkeypatch.syspath_prepend(tmp_path)
    yield importlib.import_module("ruled")
    del sys.modules["ruled"]


def test_every_fault_is_one_of_its_function(module: Any) -> None:
    assert [(fault.name, fault.what) for fault in faults_of("ruled")] == [
        ("ruled:Gate.__init__:1.1", "left out: super().__init__()"),
        ("ruled:Gate.__init__:2.1", "left out: self.words = words"),
        ("ruled:Gate.is_open:1.1", "opposite: self.words is not None"),
        ("ruled:most:0.1", "3 + 1"),
        ("ruled:most:1.1", "never: if first < least and (not first == 0)"),
        ("ruled:most:1.2", "and / or: first < least and (not first == 0)"),
        ("ruled:most:1.3", "opposite: first < least"),
        ("ruled:most:1.4", "no not: not first == 0"),
        ("ruled:most:1.5", "opposite: first == 0"),
        ("ruled:most:1.6", "0 + 1"),
        ("ruled:most:2.1", "left out: first += 1"),
        ("ruled:most:2.2", "1 + 1"),
        ("ruled:most:3.1", "operator: first + least"),
        ("ruled:asked:1.1", "without a: rows.filter(a=1, b='x')"),
        ("ruled:asked:1.2", "without b: rows.filter(a=1, b='x')"),
        ("ruled:asked:1.3", "1 + 1"),
        ("ruled:opened:1.1", "left out: told.append('open')"),
    ]


@pytest.mark.parametrize(
    ("name", "result"),
    [
        ("most:0.1", (6, True, ["open"])),
        ("most:2.1", (4, True, ["open"])),
        ("most:3.1", (-1, True, ["open"])),
        ("Gate.is_open:1.1", (5, False, ["open"])),
        ("opened:1.1", (5, True, [])),
    ],
)
def test_a_fault_is_made_where_it_is_known(
    module: Any, name: str, result: tuple[Any, ...]
) -> None:
    known: list[str] = []
    most, gate, opened = module.most, module.Gate("x"), module.opened
    next(f for f in faults_of("ruled") if f.name == f"ruled:{name}").put_in()
    with opened(known):
        assert (most(1), gate.is_open, known) == result


def test_calls_are_noted(module: Any) -> None:
    let_note_calls("ruled")
    CALLED.clear()
    assert module.Gate("x").is_open
    assert sorted(CALLED) == ["ruled:Gate.__init__", "ruled:Gate.is_open"]
