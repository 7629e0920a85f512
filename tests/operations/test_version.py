"""The fingerprint of the code."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from cms.operations.version import ROOMS, code_version


@pytest.fixture
def code(tmp_path: Path, settings: Settings) -> Path:
    for room in ROOMS:
        (tmp_path / room).mkdir()
    (tmp_path / "cms" / "page.html").write_text("<p>một</p>", encoding="utf-8")
    settings.BASE_DIR = tmp_path
    return tmp_path


def fresh() -> str:
    code_version.cache_clear()
    return code_version()


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    yield
    code_version.cache_clear()


def test_the_same_code_has_the_same_version(code: Path) -> None:
    assert fresh() == fresh()


@pytest.mark.parametrize("name", ["page.html", "new.py", "deep/down.css", "vi.mo"])
def test_a_changed_file_changes_it(name: str, code: Path) -> None:
    before = fresh()
    file = code / "cms" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("hai", encoding="utf-8")
    assert fresh() != before


def test_pictures_do_not_count(code: Path) -> None:
    before = fresh()
    (code / "cms" / "anh.webp").write_bytes(b"RIFF")
    assert fresh() == before
