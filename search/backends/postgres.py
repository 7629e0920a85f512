"""The folding backend on PostgreSQL's text search, without its parser.

The parser takes ``20/KH-SVHTTDL`` for the name of a file and half of ``120/QĐ`` for a
path; so vectors and queries are written as literals, word by word.
"""

from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db.models import F, Value
from django.db.models.functions import Cast
from wagtail.search.backends.database.postgres.postgres import (
    ObjectIndexer,
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
)
from wagtail.search.query import Phrase, PlainText

from search.backends.folding import Columns, FoldedBackend, FoldedIndex

# Words of two fields don't stand side by side.
GAP = 10


class Literal(SearchQuery):
    """A query in PostgreSQL's own notation: ``'ha' & 'noi':*``."""

    template = "(%(expressions)s)::tsquery"


class Index(FoldedIndex, PostgresIndex):
    indexer_class = ObjectIndexer

    def values(self, columns: Columns) -> dict[str, Any]:
        """Return vectors; the body holds the title, too, so that one index finds all."""
        return {
            "title": _vector([(columns["title"], "A")]),
            "body": _vector([(columns["title"], "A"), (columns["body"], "D")]),
            "autocomplete": _vector([(columns["autocomplete"], "D")]),
        }


def _vector(parts: list[tuple[list[list[str]], str]]) -> Cast:
    words, place = [], 1
    for fields, weight in parts:
        for lexemes in fields:
            words += [
                f"'{lexeme}':{position}{weight}"
                for position, lexeme in enumerate(lexemes, place)
            ]
            place += len(lexemes) + GAP
    return Cast(Value(" ".join(words)), SearchVectorField())


class LiteralQueries:
    """Mixin for Wagtail's compilers."""

    LAST_TERM_IS_PREFIX: bool

    def build_tsquery_content(
        self,
        query: Any,
        config: Any = None,
        invert: bool = False,  # noqa: FBT001, FBT002 - Wagtail's signature
    ) -> Any:
        if not isinstance(query, PlainText | Phrase):
            return super().build_tsquery_content(query, config=config, invert=invert)  # type: ignore[misc]
        words = [f"'{word}'" for word in query.query_string.split()]
        if self.LAST_TERM_IS_PREFIX:
            words[-1] += ":*"
        return Literal(Value(_between(query).join(words)), invert=invert)


def _between(query: PlainText | Phrase) -> str:
    if isinstance(query, Phrase):
        return " <-> "
    return " | " if query.operator == "or" else " & "


class Compiler(LiteralQueries, PostgresSearchQueryCompiler):
    def get_index_vectors(self, search_query: Any) -> list[tuple[Any, float]]:
        return [(F("index_entries__body"), 1.0)]


class AutocompleteCompiler(LiteralQueries, PostgresAutocompleteQueryCompiler):
    pass


class PostgresBackend(FoldedBackend, PostgresSearchBackend):
    index_class = Index
    query_compiler_class = Compiler
    autocomplete_query_compiler_class = AutocompleteCompiler
