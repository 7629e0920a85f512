"""The folding backend on SQLite's FTS5."""

from wagtail.search.backends.database.sqlite.sqlite import (
    ObjectIndexer,
    SQLiteIndex,
    SQLiteSearchBackend,
)

from search.backends.folding import Columns, FoldedBackend, FoldedIndex


class Index(FoldedIndex, SQLiteIndex):
    indexer_class = ObjectIndexer

    def values(self, columns: Columns) -> dict[str, str]:
        return {
            name: " ".join(lexeme for field in fields for lexeme in field)
            for name, fields in columns.items()
        }


class SQLiteBackend(FoldedBackend, SQLiteSearchBackend):
    index_class = Index
