"""File stores that fail as the clients of object stores do."""

from typing import Any, ClassVar

from django.core.files import File
from django.core.files.storage import FileSystemStorage

from media_library.storages import SteadyStorage


class RefusedError(Exception):
    """Not an ``OSError``: what a client library raises for itself."""


class ForeignStorage(FileSystemStorage):
    """Works until it is told to refuse everything."""

    refuses: ClassVar[bool] = False

    def _open(self, name: str, mode: str = "rb") -> File:
        self._refuse()
        opened: File = super()._open(name, mode)  # type: ignore[misc]
        return opened

    def _save(self, name: str, content: Any) -> str:
        self._refuse()
        saved: str = super()._save(name, content)  # type: ignore[misc]
        return saved

    def exists(self, name: str) -> bool:
        self._refuse()
        return super().exists(name)

    def size(self, name: str) -> int:
        self._refuse()
        return super().size(name)

    def _refuse(self) -> None:
        if ForeignStorage.refuses:
            raise RefusedError


class SteadyForeignStorage(SteadyStorage, ForeignStorage):
    FOREIGN_FAULTS = (RefusedError,)
