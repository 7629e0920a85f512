"""Sizes a reader can hold in mind. Raising one is a decision, not a side effect."""

from pathlib import Path
from statistics import median

import pytest

from tests.architecture import source
from tests.architecture.source import Place, report

FILE_LINES = 400
FILE_LINES_MEDIAN = 90
FUNCTION_LINES = 40
BASE_SETTINGS_LINES = 300
ENVIRONMENT_SETTINGS_LINES = 60
README_LINES = 120
TEMPLATE_LINES = 120
TEMPLATE_LINES_MEDIAN = 25
MIGRATION_LINES = 2_500


def too_long(paths: list[Path], limit: int) -> list[Place]:
    counted = [(path, source.line_count(path)) for path in paths]
    return [Place(path, n, f"({limit} at most)") for path, n in counted if n > limit]


def filled(paths: list[Path]) -> list[int]:
    """Return the lengths of the files that hold anything."""
    return [n for n in map(source.line_count, paths) if n]


def test_no_file_is_too_long() -> None:
    found = too_long(source.python_files(), FILE_LINES)
    assert not found, report(found)


def test_the_usual_file_is_short() -> None:
    assert median(filled(source.product_files())) <= FILE_LINES_MEDIAN


def test_no_function_is_too_long() -> None:
    found = [
        Place(path, node.lineno, f"{node.name}: {lines} lines")
        for path in source.python_files()
        for node in source.functions(path)
        if (lines := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION_LINES
    ]
    assert not found, report(found)


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("base", BASE_SETTINGS_LINES),
        ("dev", ENVIRONMENT_SETTINGS_LINES),
        ("test", ENVIRONMENT_SETTINGS_LINES),
        ("production", ENVIRONMENT_SETTINGS_LINES),
    ],
)
def test_settings_stay_readable(name: str, limit: int) -> None:
    assert source.line_count(Path(f"cms/settings/{name}.py")) <= limit


def test_the_readme_is_a_short_path() -> None:
    assert source.line_count(Path("README.md")) <= README_LINES


def test_no_template_is_too_long() -> None:
    found = too_long(source.template_files(), TEMPLATE_LINES)
    assert not found, report(found)


def test_the_usual_template_is_short() -> None:
    assert median(filled(source.template_files())) <= TEMPLATE_LINES_MEDIAN


def test_migrations_stay_within_their_budget() -> None:
    assert sum(map(source.line_count, source.migration_files())) <= MIGRATION_LINES
