"""Storage that fails in one way, so that pages know what to catch.

Wagtail and Django expect a missing or unreachable file to raise ``OSError``; the
clients of object stores raise exceptions of their own, which break whole pages
(reliability.md, finding 8). :class:`SteadyStorage` translates the kinds named in
``FOREIGN_FAULTS``; a back end lists its client's exceptions there.
"""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage

from media_library.places import guarded_address, is_private


class StorageUnavailableError(OSError):
    """The file store could not answer; the original exception is the cause."""


class SteadyStorage(Storage):
    """Mix in before a back end: its client's exceptions become ``OSError``."""

    FOREIGN_FAULTS: tuple[type[Exception], ...] = ()

    @contextmanager
    def _steady(self, name: str | None) -> Iterator[None]:
        try:
            yield
        except self.FOREIGN_FAULTS as fault:
            raise StorageUnavailableError(name) from fault

    def open(self, name: str, mode: str = "rb") -> File:
        with self._steady(name):
            return super().open(name, mode)

    def save(
        self, name: str | None, content: Any, max_length: int | None = None
    ) -> str:
        with self._steady(name):
            return super().save(name, content, max_length)

    def exists(self, name: str) -> bool:
        with self._steady(name):
            return super().exists(name)

    def size(self, name: str) -> int:
        with self._steady(name):
            return super().size(name)

    def url(self, name: str | None) -> str:
        """Return a private file's guarded address, and the store's own of any other."""
        if name is not None and is_private(name):
            return guarded_address(name)
        address: str = super().url(name)
        return address

    def get_valid_name(self, name: str) -> str:
        """Store names composed: the same name typed on two systems is one name."""
        return super().get_valid_name(unicodedata.normalize("NFC", name))


class SteadyFileSystemStorage(SteadyStorage, FileSystemStorage):
    """Local files; the embedded default."""
