"""Finding the page of an address in one query, with what its template needs."""

from functools import cache

from django.db.models import OuterRef, Subquery
from wagtail.models import Page, get_page_models

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
    row = (
        Page.objects.filter(url_path=url_path, live=True)
        .select_related(*_joined())
        .annotate(short_code=Subquery(codes[:1]))
        .first()
    )
    if row is None:
        return None
    for model in served_models():
        page: BasePage | None = getattr(row, model._meta.model_name, None)
        if page is not None and type(page) is model:
            page.known_code = row.short_code or ""
            return page
    return None


def short_code(page: BasePage) -> str:
    """Return the item's short address, empty before its first revision."""
    if page.known_code is None:
        page.known_code = EditorialRecord.objects.code_of(page.translation_key)
    return page.known_code
