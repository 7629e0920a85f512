"""Fixtures that are built once for a module's tests and handed out as copies.

Most of the suite's time went into building the same portal for every test anew. What
``@kept`` fixtures build stands in transactions around the tests' own, so each test finds
the rows as they were built: Django's ``setUpTestData``, for fixtures.
"""

import copy
import inspect
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import pytest
from django.db.transaction import Atomic
from django.test import TestCase
from pytest_django import DjangoDbBlocker

P = ParamSpec("P")
Made = TypeVar("Made")
Builder = Callable[..., Any]
Asked = dict[str, Builder | None]  # what a builder's parameters are built by

# With these a test commits, or runs beside an event loop, where connections are others.
APART = {"transactional_db", "live_server", "browser"}


def kept(build: Callable[P, Made]) -> Callable[P, Made]:
    """Keep what a fixture builds; it may ask for nothing but kept fixtures and ``db``.

    Asked for beside a fixture that is not kept, it is built within the test as ever.
    """

    @wraps(build)
    def hand_out(*args: P.args, **kwargs: P.kwargs) -> Made:
        if build in stack.given:
            made: Made = stack.given[build]
            return made
        return build(*args, **kwargs)

    hand_out.builds = build
    return hand_out


@dataclass(frozen=True)
class Layer:
    """What one fixture built, in a transaction upon those of the layers before."""

    builder: Builder
    module: str
    atomics: dict[str, Atomic]
    made: Any


@dataclass
class Stack:
    """The layers that stand now, and the copies the running test was given."""

    layers: list[Layer] = field(default_factory=list)
    given: dict[Builder, Any] = field(default_factory=dict)
    following: pytest.Item | None = None

    def prepare(self, item: pytest.Item) -> None:
        self.fall_to(self.standing(item))
        for builder, asked in plan_of(item)[len(self.layers) :]:
            self._lay(builder, asked, _module(item))
        # Copied together: what two fixtures share is shared by their copies.
        self.given = copy.deepcopy({one.builder: one.made for one in self.layers})

    def _lay(self, builder: Builder, asked: Asked, module: str) -> None:
        made = {layer.builder: layer.made for layer in self.layers}
        told = {name: made[of] if of else None for name, of in asked.items()}
        with ExitStack() as undo:
            atomics = TestCase._enter_atomics()
            undo.callback(TestCase._rollback_atomics, atomics)
            self.layers.append(Layer(builder, module, atomics, builder(**told)))
            undo.pop_all()

    def standing(self, item: pytest.Item | None) -> int:
        """Return how many of the lowest layers serve a test too."""
        builders = [builder for builder, _asked in plan_of(item)] if item else []
        count = 0
        for layer, builder in zip(self.layers, builders, strict=False):
            if (layer.builder, layer.module) != (builder, _module(item)):
                break
            count += 1
        return count

    def fall_to(self, height: int) -> None:
        self.given = {}
        while len(self.layers) > height:
            layer = self.layers.pop()
            TestCase._rollback_atomics(layer.atomics)


stack = Stack()


def _module(item: pytest.Item | None) -> str:
    return item.nodeid.partition("::")[0] if item else ""


def plan_of(item: pytest.Item) -> list[tuple[Builder, Asked]]:
    """Return the kept fixtures of a test, each after those it asks for."""
    names: set[str] = set(getattr(item, "fixturenames", ()))
    mark = item.get_closest_marker("django_db")
    if names & APART or (mark and (mark.args or mark.kwargs)):
        return []
    plan: dict[Builder, Asked] = {}
    for name in sorted(names):
        _add(name, item, plan)
    return list(plan.items())


def _add(name: str, item: pytest.Item, plan: dict[Builder, Asked]) -> Builder | None:
    """Put a fixture into the plan after what it asks for; return None if it cannot be."""
    defined = item._fixtureinfo.name2fixturedefs.get(name)
    builder: Builder | None = (
        getattr(defined[-1].func, "builds", None) if defined else None
    )
    if builder is None or builder in plan:
        return builder
    asked: Asked = {}
    for parameter in inspect.signature(builder).parameters:
        if parameter == name:
            return None
        asked[parameter] = _add(parameter, item, plan)
        if asked[parameter] is None and parameter != "db":
            return None
    plan[builder] = asked
    return builder


@pytest.fixture
def _kept_layers(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    with django_db_blocker.unblock():
        stack.prepare(request.node)
    yield
    with django_db_blocker.unblock():
        stack.fall_to(stack.standing(stack.following))


@pytest.fixture
def _django_db_helper(_kept_layers: None, _django_db_helper: None) -> None:
    """Let pytest-django open the test's own transaction upon the kept layers."""


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> None:
    stack.following = nextitem
