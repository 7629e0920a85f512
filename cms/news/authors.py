"""Pen names and what stands under them."""

from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from django.db.models import Count, Max

from cms.core.listings import Author
from cms.news.models import BylineRole, Placement
from search.text import canon


def authors_at(home_id: int, slug: str) -> list[Author]:
    """Return the names of live items that share an address part, in one query.

    “Hạ Miên” and “Hà Miên” are two people and share one; the spellings “Thúy” and
    “Thuý” are one name.
    """
    placed = Placement.objects.of_home(home_id).filter(page__bylines__slug=slug)
    rows: Iterable[Any] = (
        placed.order_by()
        .values("page__bylines__name", "page__bylines__unit", "page__bylines__role")
        .annotate(number=Count("page", distinct=True), last=Max("shown_at"))
        .order_by("-last", "-number")
    )
    people: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        people.setdefault(canon(row["page__bylines__name"]), []).append(row)
    authors = [_author(parts) for parts in people.values()]
    return sorted(authors, key=attrgetter("number"), reverse=True)


def _author(rows: list[dict[str, Any]]) -> Author:
    """Put together what was shown at different times, the latest first."""
    names = _distinct(row["page__bylines__name"] for row in rows)
    units = _distinct(row["page__bylines__unit"] for row in rows)
    shown = {row["page__bylines__role"] for row in rows}
    return Author(
        name=names[0],
        spellings=tuple(names),
        unit=next(filter(None, units), ""),
        roles=tuple(str(role.label) for role in BylineRole if role in shown),
        number=sum(row["number"] for row in rows),
    )


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
