"""Finding the page of an address in one query, with what its template needs."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page, get_page_models
from wagtail.query import PageQuerySet

from cms.core.issues import Issue
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
    types answers both at once, and what the record keeps of the issuer comes along.
    """
    return _specific(Page.objects.filter(url_path=url_path))


def live_page_of(code: str, home_url_path: str) -> BasePage | None:
    """Return the live page with a short address under one home page, or None."""
    records = EditorialRecord.objects.filter(code=code.lower())
    return _specific(
        Page.objects.filter(
            translation_key__in=records.values("translation_key"),
            url_path__startswith=home_url_path,
        ).order_by("path")
    )


def specific_pages(rows: "PageQuerySet[Page]") -> list[BasePage]:
    """Return pages with the columns of their types and their issues, in one query."""
    told = rows.annotate(issue_facts=EditorialRecord.objects.issue_facts())
    typed = map(_of_its_type, told.select_related(*_joined()))
    return [page for page in typed if page is not None]


def _specific(rows: "PageQuerySet[Page]") -> BasePage | None:
    """Return the first live row's page with the columns of its own type."""
    found = specific_pages(rows.filter(live=True)[:1])
    return found[0] if found else None


def _of_its_type(row: Any) -> BasePage | None:
    for model in served_models():
        page: BasePage | None = getattr(row, model._meta.model_name, None)
        if page is not None and type(page) is model:
            page.known_issue = Issue.told(row.issue_facts)
            return page
    return None


def issue_of(page: BasePage) -> Issue:
    """Return what the item's record keeps of its issuer, read with the page or now."""
    if page.known_issue is None:
        facts = EditorialRecord.objects.issue_of(page.translation_key)
        page.known_issue = Issue.told(facts)
    return page.known_issue


def short_code(page: BasePage) -> str:
    """Return the item's short address, empty before its first revision."""
    return issue_of(page).code


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
