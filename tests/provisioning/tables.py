"""The whole database as values, to show that nothing was written."""

from typing import Any

from django.db import connection

Tables = dict[str, list[str]]


def all_rows() -> Tables:
    """Return every row of every table, in an order that does not depend on chance."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        return {name: _rows(cursor, name) for name in sorted(names)}


def _rows(cursor: Any, name: str) -> list[str]:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")  # noqa: S608
    return sorted(map(repr, cursor.fetchall()))


def difference(before: Tables, after: Tables) -> dict[str, tuple[int, int]]:
    """Return the tables that differ, with their numbers of rows."""
    return {
        name: (len(before[name]), len(after[name]))
        for name in before
        if before[name] != after[name]
    }
