"""Databases that are migrated once and then copied.

Wagtail's migrations take half a minute; a copy takes a tenth of a second. The template
is named by a hash of every migration file of every installed application, so it is
never out of date and never rebuilt without need. Worker processes wait for the one
that builds it.
"""

import fcntl
import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import django
import wagtail
from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

# Any number does, as long as every process that builds templates agrees on it.
POSTGRES_LOCK = 726_463_686

Build = Callable[[], None]


def migrations_key() -> str:
    """Return a short hash of all that decides what a migrated database contains."""
    digest = hashlib.sha256(f"{django.VERSION} {wagtail.VERSION}".encode())
    for app in apps.get_app_configs():
        digest.update(app.label.encode())
        for file in sorted(Path(app.path, "migrations").rglob("*.py")):
            digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:12]


class Template(Protocol):
    """A migrated database nobody writes to, and the copy that tests write to."""

    def ensure(self, build: Build) -> None: ...

    def renew_copy(self) -> None: ...

    def drop_copy(self) -> None: ...


class SqliteTemplate:
    def __init__(
        self, connection: BaseDatabaseWrapper, *, key: str, store: Path, copy: Path
    ) -> None:
        self.connection = connection
        self.store = store
        self.file = store / f"template-{key}.sqlite3"
        self.copy = copy

    def ensure(self, build: Build) -> None:
        self.store.mkdir(parents=True, exist_ok=True)
        with _locked(self.store / "lock"):
            if not self.file.exists():
                self._build(build)

    def _build(self, build: Build) -> None:
        unfinished = self.file.with_suffix(".unfinished")
        _remove(unfinished)
        _point(self.connection, str(unfinished))
        with self.connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
        build()
        with self.connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.connection.close()
        unfinished.replace(self.file)

    def renew_copy(self) -> None:
        _point(self.connection, str(self.copy))
        _remove(self.copy)
        shutil.copyfile(self.file, self.copy)

    def drop_copy(self) -> None:
        self.connection.close()
        _remove(self.copy)


class PostgresTemplate:
    def __init__(self, connection: BaseDatabaseWrapper, *, key: str, copy: str) -> None:
        self.connection = connection
        self.name = f"dinh_template_{key}"
        self.copy = copy

    def ensure(self, build: Build) -> None:
        with self._maintenance() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [POSTGRES_LOCK])
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.name])
            if cursor.fetchone() is None:
                self._build(cursor, build)

    def _build(self, cursor: Any, build: Build) -> None:
        unfinished = f"{self.name}_unfinished"
        self._drop(cursor, unfinished)
        cursor.execute(f"CREATE DATABASE {self._quoted(unfinished)}")
        _point(self.connection, unfinished)
        build()
        self.connection.close()
        cursor.execute(
            f"ALTER DATABASE {self._quoted(unfinished)}"
            f" RENAME TO {self._quoted(self.name)}"
        )
        # A template somebody is connected to cannot be copied.
        cursor.execute(
            f"ALTER DATABASE {self._quoted(self.name)} ALLOW_CONNECTIONS false"
        )

    def renew_copy(self) -> None:
        _point(self.connection, self.copy)
        with self._maintenance() as cursor:
            self._drop(cursor, self.copy)
            cursor.execute(
                f"CREATE DATABASE {self._quoted(self.copy)}"
                f" TEMPLATE {self._quoted(self.name)}"
            )

    def drop_copy(self) -> None:
        self.connection.close()
        with self._maintenance() as cursor:
            self._drop(cursor, self.copy)

    def _drop(self, cursor: Any, name: str) -> None:
        cursor.execute(f"DROP DATABASE IF EXISTS {self._quoted(name)} WITH (FORCE)")

    def _quoted(self, name: str) -> str:
        return self.connection.ops.quote_name(name)

    @contextmanager
    def _maintenance(self) -> Iterator[Any]:
        """Yield a cursor on the server itself; leaving it releases the lock."""
        with self.connection._nodb_cursor() as cursor:
            yield cursor


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    with file.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _point(connection: BaseDatabaseWrapper, name: str) -> None:
    """Make this connection, and those of other threads, open another database."""
    connection.close()
    connection.settings_dict["NAME"] = name


def _remove(file: Path) -> None:
    for path in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
        path.unlink(missing_ok=True)
