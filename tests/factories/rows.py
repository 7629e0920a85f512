"""Rows of trees, inserted many at a time with valid paths."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import F
from treebeard.mp_tree import MP_Node
from wagtail.models import Page

BATCH = 1_000
Node = TypeVar("Node", bound=MP_Node)
PageType = TypeVar("PageType", bound=Page)


def next_paths(parent: MP_Node, number: int) -> list[str]:
    """Return the paths of the next children of a node."""
    last = parent.get_last_child()
    first = parent._str2int(last.path[-parent.steplen :]) + 1 if last else 1
    return [
        parent._get_path(parent.path, parent.depth + 1, step)
        for step in range(first, first + number)
    ]


def insert_tree(parent: MP_Node, nodes: Sequence[Node]) -> list[Node]:
    """Insert nodes as the last children of their parent."""
    paths = next_paths(parent, len(nodes))
    for node, path in zip(nodes, paths, strict=True):
        node.path = path
        node.depth = parent.depth + 1
    model = type(parent)
    _grow(parent, len(nodes))
    created: list[Node] = model._base_manager.bulk_create(nodes, batch_size=BATCH)
    return created


def insert_pages(pages: Sequence[PageType], *, parent: Page | None = None) -> None:
    """Insert pages of one type that have their paths; ``parent`` learns their number.

    Django's ``bulk_create`` refuses models whose rows lie in two tables, so each table
    gets its own insert.
    """
    if not pages:
        return
    model = type(pages[0])
    shared = [field for field in Page._meta.concrete_fields if not field.primary_key]
    for page, (key,) in zip(pages, _insert(Page, pages, shared), strict=True):
        page.pk = page.id = key
    _insert(model, pages, model._meta.local_concrete_fields)
    if parent is not None:
        _grow(parent, len(pages))


def _insert(
    model: type[Page], pages: Sequence[Page], fields: Sequence[Any]
) -> list[tuple[int]]:
    """Insert one table's part of the pages; return the keys the database chose."""
    rows = model._base_manager.get_queryset()
    inserted: list[tuple[int]] = rows._batched_insert(pages, fields, batch_size=BATCH)
    return inserted


def _grow(parent: MP_Node, number: int) -> None:
    parent.numchild += number
    type(parent)._base_manager.filter(pk=parent.pk).update(
        numchild=F("numchild") + number
    )
