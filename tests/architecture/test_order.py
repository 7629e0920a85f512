"""What people read by name stands in Vietnamese order (ADR 0054)."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

from sites.order import in_order, order_keys
from tests.architecture import source
from tests.architecture.source import Place, report
from tests.architecture.test_conventions import our_models

SOURCES = {"name", "full_name"}
# Tags are words, not names; their table is not ours.
ELSEWHERE = {
    ("cms/tenancy/reachable.py", "name"),
    ("cms/tenancy/views/choosers.py", "name"),
    ("sites/models/stamp.py", "name"),  # keys that nobody reads
    ("cms/planning/models/plan.py", "name"),  # plans of one year: no key of their own
    ("cms/provisioning/views/listing.py", "name"),  # drafts, found by their last change
}
SAYS_ORDER = {"ordering", "default_ordering"}


def by_database(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and path of every column that a list is put in order by."""
    for node in ast.walk(source.tree(path)):
        found: list[ast.expr] = []
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute) and node.func.attr == "order_by":
                found = node.args
            found += [one.value for one in node.keywords if one.arg == "sort_key"]
        elif isinstance(node, ast.Assign) and any(
            isinstance(one, ast.Name) and one.id in SAYS_ORDER for one in node.targets
        ):
            found = [node.value]
        for argument in found:
            for part in ast.walk(argument):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.lineno, part.value


def named(column: str) -> bool:
    return column.removeprefix("-").rsplit("__", 1)[-1] in SOURCES


def test_no_list_is_put_in_order_by_a_name_itself() -> None:
    """``in_order()``, the model's own order and ``…__sort_key`` are there instead."""
    found = {
        (str(path), column): Place(path, line, f"ordered by {column}")
        for path in source.product_files()
        for line, column in by_database(path)
        if named(column)
    }
    new = [place for key, place in found.items() if key not in ELSEWHERE]
    assert not new, report(new)
    assert found.keys() == ELSEWHERE, "an exception that is none any more"


def test_the_names_that_are_looked_for_are_those_with_keys() -> None:
    assert {
        key.source for model in our_models() for key in order_keys(model)
    } == SOURCES


def test_every_model_with_a_key_is_listed_by_it() -> None:
    for model in our_models():
        for key in order_keys(model):
            columns = list(model._meta.ordering or ())
            assert key.name in columns, model
            assert columns[-1] in {"pk", "username"}, model


def test_no_model_is_listed_by_a_name_that_has_a_key() -> None:
    """Also by way of another model: ``ordering = ["unit__name"]``."""
    for model in apps.get_models():
        for column in model._meta.ordering or ():
            if isinstance(column, str):
                assert in_order(model, column) == column, model
