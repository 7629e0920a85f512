"""Short lists searched without an index: titles and names, with marks or without.

For the admin's lists of one unit's records, events or topics, where the database reads
every row of the unit anyway. Readers' search has an index of its own.
"""

from typing import Any, TypeVar

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Func, Model, Q, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from search.text import FOLDED_LETTERS, fold, tokens

SQLITE_FUNCTION = "dinh_fold"

Listed = TypeVar("Listed", bound=Model)


class Fold(Func):
    """``search.text.fold`` of a column, computed by the database."""

    function = SQLITE_FUNCTION
    output_field = CharField()

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> Any:
        """Use the one function that needs no extension; what is stored is composed."""
        source, target = FOLDED_LETTERS
        template = f"translate(%(expressions)s, '{source}', '{target}')"
        return self.as_sql(compiler, connection, template=template, **context)


def matching(rows: "QuerySet[Listed]", query: str, *fields: str) -> "QuerySet[Listed]":
    """Return the rows in which every word of the query stands in one of the fields."""
    folded = {f"folded_{field}": Fold(field) for field in fields}
    rows = rows.alias(**folded)
    for word in tokens(query):
        found = Q()
        for name in folded:
            found |= Q(**{f"{name}__contains": word})
        rows = rows.filter(found)
    return rows


def teach_sqlite(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Give each new SQLite connection the house's folding."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(
            SQLITE_FUNCTION, 1, _fold_or_none, deterministic=True
        )


def _fold_or_none(text: str | None) -> str | None:
    return None if text is None else fold(text)
