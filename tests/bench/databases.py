"""Databases that live as long as the measurement."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql


class Databases(Protocol):
    vendor: str

    def create(self, name: str, *, copy_of: str = "") -> str:
        """Make a database, empty or as a copy of another; return its address."""


class SqliteDatabases:
    vendor = "sqlite"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def create(self, name: str, *, copy_of: str = "") -> str:
        file = self._file(name)
        if copy_of:
            shutil.copyfile(self._file(copy_of), file)
        return f"sqlite:///{file}"

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.sqlite3"


class PostgresDatabases:
    vendor = "postgresql"

    def __init__(self, server: str) -> None:
        self._server = server
        self._created: list[str] = []

    def create(self, name: str, *, copy_of: str = "") -> str:
        parts: list[sql.Composable] = [
            sql.SQL("CREATE DATABASE {}").format(self._name(name))
        ]
        if copy_of:
            parts.append(sql.SQL(" TEMPLATE {}").format(self._name(copy_of)))
        self._execute(sql.Composed(parts))
        self._created.append(name)
        return urlunsplit(urlsplit(self._server)._replace(path=f"/{_own(name)}"))

    def drop_all(self) -> None:
        for name in self._created:
            drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
            self._execute(drop.format(self._name(name)))

    def _name(self, name: str) -> sql.Identifier:
        return sql.Identifier(_own(name))

    def _execute(self, query: sql.Composed) -> None:
        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(query)


def _own(name: str) -> str:
    return f"bench_{os.getpid()}_{name}"


@contextmanager
def temporary_databases(folder: Path) -> Iterator[Databases]:
    """Yield databases beside those of ``DATABASE_URL``, else files in a folder."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield SqliteDatabases(folder)
        return
    databases = PostgresDatabases(server)
    try:
        yield databases
    finally:
        databases.drop_all()
