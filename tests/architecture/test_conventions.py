"""Where things are done: one home per kind of work."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from weakref import ReferenceType

import pytest
from django.apps import apps
from django.db.models import Model
from django.db.models.signals import ModelSignal, post_save, pre_save

from tests.architecture import source
from tests.architecture.source import Place, report

HOMELESS = {"utils.py", "helpers.py", "util.py", "helper.py", "common.py", "misc.py"}


def test_nothing_lives_in_a_drawer_of_odds_and_ends() -> None:
    found = [path for path in source.python_files() if path.name in HOMELESS]
    assert not found


def test_permission_questions_have_one_home_per_app() -> None:
    found = [
        Place(path, node.lineno, node.attr)
        for path in source.product_files()
        if path.name != "permissions.py" and "permissions" not in path.parts
        for name in ("has_perm", "has_perms", "has_module_perms")
        for node in source.attribute_uses(path, name)
    ]
    assert not found, report(found)


def after_commit(path: Path) -> Iterator[ast.AST]:
    """Yield every part of what is handed to ``transaction.on_commit``."""
    for call in ast.walk(source.tree(path)):
        if isinstance(call, ast.Call) and _is_on_commit(call.func):
            for argument in call.args:
                yield from ast.walk(argument)


def _is_on_commit(function: ast.expr) -> bool:
    named = function.attr if isinstance(function, ast.Attribute) else None
    return named == "on_commit" or (
        isinstance(function, ast.Name) and function.id == "on_commit"
    )


def test_work_is_enqueued_after_the_commit() -> None:
    """A task that starts before its row exists, or though it never will, is a lie."""
    found = [
        Place(path, node.lineno, "enqueue outside transaction.on_commit")
        for path in source.product_files()
        for node in source.attribute_uses(path, "enqueue")
        if node not in set(after_commit(path))
    ]
    assert not found, report(found)


def our_models() -> list[type[Model]]:
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.split(".")[0] in source.ROOMS
    ]


def our_receivers(signal: ModelSignal) -> Iterator[tuple[int, Any]]:
    """Yield the functions of ours that hear a signal, with the id of its sender."""
    for (_, sender), held, *_ in signal.receivers:
        handler = held() if isinstance(held, ReferenceType) else held
        if handler and handler.__module__.split(".")[0] in source.ROOMS:
            yield sender, handler


@pytest.mark.parametrize("signal", [pre_save, post_save], ids=["pre_save", "post_save"])
def test_our_own_models_are_not_followed_by_signals(signal: ModelSignal) -> None:
    """A write of ours is a service; whoever reads it sees all that follows from it."""
    ours = {id(model) for model in our_models()} | {id(None)}
    found = [
        f"{handler.__module__}.{handler.__qualname__}"
        for sender, handler in our_receivers(signal)
        if sender in ours
    ]
    assert not found


def test_there_are_models_and_signals_to_look_at() -> None:
    assert our_models()
    assert list(our_receivers(post_save))


def twin(path: Path) -> Path:
    """Return where the tests of a module live: the same path under tests.

    The product's own name is left out: ``cms/news/services.py`` is tested in
    ``tests/news/test_services.py``.
    """
    folders = [part for part in path.parent.parts if part != "cms"]
    return Path("tests", *folders, f"test_{path.stem}.py")


def test_every_service_has_its_tests() -> None:
    services = [
        path
        for path in source.product_files()
        if path.name == "services.py"
        or (path.parent.name == "services" and path.name != "__init__.py")
    ]
    missing = [
        str(twin(path)) for path in services if not (source.ROOT / twin(path)).is_file()
    ]
    assert services
    assert not missing


def test_a_service_is_called_by_names() -> None:
    """``move(page, folder, user)`` cannot be checked by eye; names can."""
    found = [
        Place(path, node.lineno, f"{node.name} takes positional arguments")
        for path in source.product_files()
        if path.name == "services.py" or path.parent.name == "services"
        for node in source.tree(path).body
        if isinstance(node, source.Function)
        and not node.name.startswith("_")
        and (node.args.args or node.args.posonlyargs)
    ]
    assert not found, report(found)
