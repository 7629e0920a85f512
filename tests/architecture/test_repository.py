"""What the repository shows at its door, and what must never be in it."""

import re
from pathlib import Path

import pytest

from tests.architecture import source
from tests.architecture.source import Place, report

ROOMS_AND_DOORS = {
    *("cms", "sites", "media_library", "search", "tests", "manage.py"),
    *("pyproject.toml", "requirements.txt", "requirements-dev.txt", "Makefile"),
    *("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE"),
    *("docs", "deploy", ".ci", ".github"),
    *(".gitignore", ".gitattributes", ".editorconfig"),
}
FILE_BYTES = 2_000_000
LOCKS = [Path("requirements.txt"), Path("requirements-dev.txt")]
# Somebody's own machine, a registry's host, and work left lying about.
OUT_OF_PLACE = re.compile(
    r"(?<![\w.:/~-])/(?:home|root|Users|work|workspace|private)/\w"
    r"|\b(?:pypi|files\.pythonhosted)\.org\b"
    r"|^(?:<{7}|>{7}) "
    r"|\blorem ipsum\b"
    r"|\b(?:FIXME|XXX)\b",
    re.IGNORECASE,
)


def test_the_top_level_is_the_one_agreed() -> None:
    found = {path.parts[0] for path in source.repository_files()}
    assert found <= ROOMS_AND_DOORS
    assert {*source.ROOMS, "tests", "manage.py", "pyproject.toml"} <= found


@pytest.mark.parametrize("path", LOCKS, ids=str)
def test_lock_files_name_no_host(path: Path) -> None:
    assert "://" not in source.text(path)


@pytest.mark.parametrize("path", LOCKS, ids=str)
def test_lock_files_pin_every_package_with_hashes(path: Path) -> None:
    entries = re.split(r"\n(?=[a-zA-Z0-9])", source.text(path).strip())
    loose = [entry.split()[0] for entry in entries if not _is_pinned(entry)]
    assert not loose


def _is_pinned(entry: str) -> bool:
    return bool(re.match(r"[\w.\[\]-]+==\S+", entry)) and "--hash=sha256:" in entry


def test_both_locks_agree() -> None:
    """Installing the tools must never change what the product runs on."""
    run, dev = (
        set(re.findall(r"^\S+==\S+", source.text(path), re.MULTILINE)) for path in LOCKS
    )
    assert run <= dev


def readable(path: Path) -> str:
    try:
        return source.text(path)
    except UnicodeDecodeError:
        return ""


def test_nothing_is_out_of_place() -> None:
    found = [
        Place(path, number, line.strip()[:80])
        for path in source.repository_files()
        if path != Path(__file__).relative_to(source.ROOT)
        for number, line in enumerate(readable(path).splitlines(), 1)
        if OUT_OF_PLACE.search(line)
    ]
    assert not found, report(found)


def test_no_file_is_heavy() -> None:
    sizes = {
        path: (source.ROOT / path).stat().st_size for path in source.repository_files()
    }
    assert not {str(path): size for path, size in sizes.items() if size > FILE_BYTES}
