"""Readers' search: which pages hold the words, and in which order.

Reads the index that the backends keep. Wagtail's own query would compute a rank for
every page with a query of its own on one engine, and read the whole index on the other.
"""

from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    CharField,
    F,
    Func,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.db.models.sql.compiler import SQLCompiler
from wagtail.search.models import IndexEntry

from search.plan import Plan
from search.wants import Wants, gate, worth

Rows = TypeVar("Rows", bound="QuerySet[Any]")
TABLE = f"{IndexEntry._meta.db_table}_fts"


class Fulfils(Func):
    """Tells whether an entry of the index fulfils a condition."""

    output_field = BooleanField()

    def __init__(self, wants: Wants) -> None:
        self.wants = wants
        super().__init__(F("pk"), F("title"), F("body"))

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, tuple[Any, ...]]:
        _key, title, body = self.source_expressions
        column = title if self.wants.column == "title" else body
        sql, params = compiler.compile(column)
        return f"{sql} @@ %s::tsquery", (*params, self.wants.for_postgres)

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, tuple[Any, ...]]:
        key, _title, _body = self.source_expressions
        sql, params = compiler.compile(key)
        matching = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s"  # noqa: S608 - a constant
        return f"{sql} IN ({matching})", (*params, self.wants.for_sqlite)


def found(pages: Rows, plan: Plan) -> Rows:
    """Return the pages that hold all the words; none for an empty plan."""
    if not plan:
        return pages.none()
    keys = (
        IndexEntry.objects.filter(Fulfils(gate(plan)), content_type__in=_types(pages))
        .annotate(key=Cast("object_id", BigIntegerField()))
        .values("key")
    )
    return pages.filter(pk__in=keys)


def by_worth(pages: Rows, plan: Plan) -> Rows:
    """Put the best pages first; among equals the newest."""
    total: Any = Value(0)
    for wants, points in worth(plan):
        total += Case(
            When(Fulfils(wants), then=Value(points)),
            default=Value(0),
            output_field=IntegerField(),
        )
    entry = IndexEntry.objects.filter(
        content_type=OuterRef("content_type"),
        object_id=Cast(OuterRef("pk"), CharField(max_length=50)),
    )
    points_of = Subquery(entry.annotate(points=total).values("points")[:1])
    return pages.annotate(worth=points_of).order_by(
        "-worth", F("first_published_at").desc(nulls_last=True), "-pk"
    )


def _types(pages: "QuerySet[Any]") -> list[int]:
    """Return the content types of the pages' model and of what is made from it."""
    root = pages.model
    known = ContentType.objects.get_for_models(*_made_from(root))
    return [content_type.pk for content_type in known.values()]


def _made_from(root: type[Any]) -> set[type[Any]]:
    below = {model for kind in root.__subclasses__() for model in _made_from(kind)}
    return below if root._meta.abstract else {root, *below}
