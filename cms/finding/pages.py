"""The pages of one portal and language that readers can find."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, F, QuerySet, Value
from django.db.models.functions import Coalesce, ExtractYear, Substr
from wagtail.models import Page

from cms.core.models import BasePage
from cms.core.restrictions import open_to_all
from cms.core.serving import served_models
from cms.finding.asking import Asked
from cms.finding.counting import Bunch
from search.found import found
from search.plan import Plan
from sites.snapshots import LanguageFacts

# Root, unit folder, home page, section: how deep in the tree the sections stand.
SECTION_PATH = 4 * Page.steplen

Pages = QuerySet[Page]


def findable(facts: LanguageFacts, plan: Plan) -> Pages:
    """Return the live, public pages under a home page that hold the words."""
    kinds = [model for model in served_models() if model.found_as is not None]
    types = ContentType.objects.get_for_models(*kinds).values()
    pages: Any = open_to_all(Page.objects.live()).filter(
        url_path__startswith=facts.home_url_path, content_type__in=types
    )
    return found(pages, plan)


def narrowed(pages: Pages, asked: Asked, section_path: str) -> Pages:
    """Return the pages of one kind, section and year, as far as asked for."""
    if asked.kind:
        pages = _of_kind(pages, asked.kind)
    if section_path:
        pages = pages.filter(path__startswith=section_path)
    if asked.year:
        pages = pages.filter(first_published_at__year=asked.year)
    return pages


def bunches(pages: Pages) -> list[Bunch]:
    """Return how many there are of each kind, section and year, in one query."""
    kinds = {
        content_type.pk: model.found_as.value
        for model, content_type in _types().items()
        if model.found_as is not None
    }
    rows = (
        pages.order_by()
        .annotate(
            form=Coalesce(
                *map(F, _form_columns()), Value(""), output_field=CharField()
            ),
            area=Substr("path", 1, SECTION_PATH),
            year=ExtractYear("first_published_at"),
        )
        .values_list("content_type_id", "form", "area", "year")
        .annotate(number=Count("pk"))
    )
    return [
        Bunch(kind=form or kinds[type_id], area=area, year=year, number=number)
        for type_id, form, area, year, number in rows
    ]


def _of_kind(pages: Pages, kind: str) -> Pages:
    """Return the pages of a form of content or of a type."""
    for model, content_type in _types().items():
        if model.found_as is not None and model.found_as.value == kind:
            return pages.filter(content_type=content_type)
    [column] = _form_columns()
    return pages.filter(**{column: kind})


def _types() -> dict[type[BasePage], ContentType]:
    return ContentType.objects.get_for_models(*served_models())  # type: ignore[return-value]


@cache
def _form_columns() -> tuple[str, ...]:
    """Return where a page's form stands, seen from Wagtail's own table."""
    return tuple(_columns(served_models()))


def _columns(models: Iterable[type[BasePage]]) -> Iterable[str]:
    return (
        f"{model._meta.model_name}__{model.found_form}"
        for model in models
        if model.found_form
    )
