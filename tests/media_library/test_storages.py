"""Storage that fails in one way."""

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import Storage

from media_library.storages import (
    SteadyFileSystemStorage,
    SteadyStorage,
    StorageUnavailableError,
)


class ForeignError(Exception):
    """What the client of some object store raises."""


class OtherError(Exception):
    """What nobody foresaw."""


class Broken(Storage):
    fault: type[Exception] = ForeignError

    def _fail(self, *args: Any, **kwargs: Any) -> Any:
        raise self.fault("gone")

    open = save = exists = size = _fail


class Remote(SteadyStorage, Broken):
    FOREIGN_FAULTS = (ForeignError,)


QUESTIONS = [
    ("open", ("a.png",)),
    ("save", ("a.png", ContentFile(b""))),
    ("exists", ("a.png",)),
    ("size", ("a.png",)),
]


@pytest.mark.parametrize(("question", "arguments"), QUESTIONS)
def test_a_foreign_fault_is_one_of_the_operating_system(
    question: str, arguments: tuple[Any, ...]
) -> None:
    with pytest.raises(OSError, match=r"a\.png") as fault:
        getattr(Remote(), question)(*arguments)
    assert isinstance(fault.value, StorageUnavailableError)
    assert isinstance(fault.value.__cause__, ForeignError)


@pytest.mark.parametrize(("question", "arguments"), QUESTIONS)
def test_an_unforeseen_fault_is_not_hidden(
    question: str, arguments: tuple[Any, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Remote, "fault", OtherError)
    with pytest.raises(OtherError):
        getattr(Remote(), question)(*arguments)


def test_local_files_are_written_read_and_measured(tmp_path: Path) -> None:
    storage = SteadyFileSystemStorage(location=tmp_path)
    name = storage.save("a.txt", ContentFile(b"dinh"))
    assert storage.exists(name)
    assert storage.size(name) == 4
    with storage.open(name) as file:
        assert file.read() == b"dinh"


def test_a_name_is_stored_composed(tmp_path: Path) -> None:
    storage = SteadyFileSystemStorage(location=tmp_path)
    composed = "kế-hoạch.txt"
    decomposed = unicodedata.normalize("NFD", composed)
    assert decomposed != composed
    assert storage.get_valid_name(decomposed) == composed
    assert storage.get_valid_name("Kế hoạch 20.txt") == "Kế_hoạch_20.txt"
