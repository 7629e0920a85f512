"""What both backends share: which words go into the index, and what is asked of it."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.search.backends.base import EmptySearchResults
from wagtail.search.index import AutocompleteField, SearchField
from wagtail.search.query import MatchAll, Phrase, PlainText, SearchQuery

from search.lexemes import Form, indexed, lexeme
from search.plan import split

MOST_WORDS_ASKED = 32
# What says in few words what a thing is about, beside its title.
STANDFIRSTS = {"summary", "kicker"}
SPELT = (Form.PLAIN, Form.SPELT)

# The lexemes of one field, by the column of the index they stand in.
Columns = dict[str, list[list[str]]]


def columns_of(indexer: Any) -> Columns:
    """Return the lexemes of an object, as Wagtail's indexer reads its fields."""
    columns: Columns = {"title": [], "body": [], "autocomplete": []}
    for declared in indexer.search_fields:
        for field, *_weight, text in indexer.prepare_field(indexer.obj, declared):
            if isinstance(field, AutocompleteField):
                columns["autocomplete"].append(indexed(text, Form.PLAIN))
            elif field.field_name == "title":
                columns["title"].append(indexed(text, *SPELT))
            elif isinstance(field, SearchField):
                standfirst = field.field_name in STANDFIRSTS
                forms = (*SPELT, Form.STANDFIRST) if standfirst else SPELT
                columns["body"].append(indexed(text, *forms))
    return columns


class FoldedIndex:
    """Mixin for Wagtail's index of the database.

    Writes any number of objects in one statement. Wagtail's own reads the whole table
    after each, for a factor that nothing here ranks by.
    """

    backend: Any
    entries: Any
    indexer_class: type[Any]

    def values(self, columns: Columns) -> dict[str, Any]:
        """Return the columns as the engine stores them."""
        raise NotImplementedError

    def add_items(self, model: type[Any], items: Iterable[Any]) -> None:
        content_type = ContentType.objects.get_for_model(model)
        entry = self.entries.model
        indexers = [self.indexer_class(item, self.backend) for item in items]
        entry._default_manager.bulk_create(
            [
                entry(
                    content_type=content_type,
                    object_id=indexer.id,
                    **self.values(columns_of(indexer)),
                )
                for indexer in indexers
            ],
            update_conflicts=True,
            unique_fields=["content_type", "object_id"],
            update_fields=["title", "body", "autocomplete"],
        )

    def _refresh_title_norms(self, full: bool = False) -> None:  # noqa: FBT001, FBT002
        """Leave the factor alone."""


class FoldedBackend:
    """Mixin for Wagtail's backends: asks in the words of the index.

    A list's wish to look into some fields only is not heard: an entry of the index is
    asked as a whole, or as its autocompletion.
    """

    def _search(
        self, compiler: Any, query: Any, model_or_queryset: Any, **kwargs: Any
    ) -> Any:
        words = folded(query)
        if not getattr(words, "query_string", words):
            return EmptySearchResults()
        if kwargs.get("fields"):
            kwargs["fields"] = None
        return super()._search(compiler, words, model_or_queryset, **kwargs)  # type: ignore[misc]


def folded(query: SearchQuery | str) -> SearchQuery | str:
    """Return the query in the words of the index, empty if it has none.

    Raises ``NotImplementedError`` for compound queries, which nobody asks.
    """
    if isinstance(query, str):
        return _joined(query)
    if isinstance(query, PlainText):
        return PlainText(_joined(query.query_string), operator=query.operator)
    if isinstance(query, Phrase):
        return Phrase(_joined(query.query_string))
    if isinstance(query, MatchAll):
        return query
    raise NotImplementedError(type(query).__name__)


def _joined(text: str) -> str:
    return " ".join(lexeme(word) for word in split(text)[:MOST_WORDS_ASKED])
