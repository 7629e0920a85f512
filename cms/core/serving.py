"""Finding the page of an address in one query, with what its template needs."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page, get_page_models
from wagtail.query import PageQuerySet

from cms.core.models import BasePage, EditorialRecord


@cache
def served_models() -> tuple[type[BasePage], ...]:
    """Return the page types of the house, which are all that is ever served."""
    return tuple(model for model in get_page_models() if issubclass(model, BasePage))


@cache
def _joined() -> tuple[str, ...]:
    """Return the joins that bring every type's own columns and main picture along."""
    names = []
    for model in served_models():
        name = model._meta.model_name
        names += [name, *(f"{name}__{field}" for field in model.served_with)]
    return tuple(names)


def live_page_at(url_path: str) -> BasePage | None:
    """Return the live page at a path of the tree, or None.

    Wagtail walks the tree level by level and then asks for the type; one join over all
    types answers both at once.
    """
    codes = EditorialRecord.objects.filter(
        translation_key=OuterRef("translation_key")
    ).values("code")
    found = _specific(
        Page.objects.filter(url_path=url_path).annotate(short_code=Subquery(codes[:1]))
    )
    if found is None:
        return None
    row, page = found
    page.known_code = row.short_code or ""
    return page


def live_page_of(code: str, home_url_path: str) -> BasePage | None:
    """Return the live page with a short address under one home page, or None."""
    records = EditorialRecord.objects.filter(code=code.lower())
    found = _specific(
        Page.objects.filter(
            translation_key__in=records.values("translation_key"),
            url_path__startswith=home_url_path,
        ).order_by("path")
    )
    if found is None:
        return None
    page = found[1]
    page.known_code = code.lower()
    return page


def specific_pages(rows: "PageQuerySet[Page]") -> list[BasePage]:
    """Return pages with the columns of their types, in one query."""
    typed = map(_of_its_type, rows.select_related(*_joined()))
    return [page for page in typed if page is not None]


def _specific(rows: "PageQuerySet[Page]") -> tuple[Any, BasePage] | None:
    """Return the first live row and its page with the columns of its own type."""
    row = rows.filter(live=True).select_related(*_joined()).first()
    page = _of_its_type(row) if row is not None else None
    return (row, page) if page is not None else None


def _of_its_type(row: Any) -> BasePage | None:
    for model in served_models():
        page: BasePage | None = getattr(row, model._meta.model_name, None)
        if page is not None and type(page) is model:
            return page
    return None


def short_code(page: BasePage) -> str:
    """Return the item's short address, empty before its first revision."""
    if page.known_code is None:
        page.known_code = EditorialRecord.objects.code_of(page.translation_key)
    return page.known_code


def serve_otherwise(
    page: BasePage, request: HttpRequest, view: Callable[[], HttpResponse]
) -> HttpResponse:
    """Answer for a live page with another view than its own.

    Wagtail's hooks stay in charge, view restrictions among them.
    """

    def answer(*_page_and_arguments: Any) -> HttpResponse:
        return view()

    for wrap in reversed(hooks.get_hooks("on_serve_page")):
        answer = wrap(answer)
    for hook in hooks.get_hooks("before_serve_page"):
        refusal = hook(page, request, (), {})
        if isinstance(refusal, HttpResponse):
            return refusal
    return answer(page, request, (), {})
