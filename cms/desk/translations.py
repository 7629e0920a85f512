"""Translations that readers have and that are older than the source they have.

Nothing is kept of it: what is compared is when the live versions were written. So a quick
mend of the source shows on its translations until each has a newer version out.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, F, OuterRef, Subquery
from wagtail.models import Locale, Page

WRITTEN = "live_revision__created_at"


def has_older_translations() -> Exists:
    """Return the condition of a record that readers have an older translation of it."""
    source = Page.objects.filter(pk=OuterRef(OuterRef("page_id")), live=True)
    older = Page.objects.filter(
        translation_key=OuterRef("translation_key"),
        alias_of__isnull=True,
        live=True,
        live_revision__created_at__lt=Subquery(source.values(WRITTEN)),
    )
    return Exists(older)


def dated(pages: Any) -> Any:
    """Name along when what readers have of a page was written, and in which language."""
    return pages.annotate(written_at=F(WRITTEN), language=F("locale__language_code"))


def behind(source: Any, pages: Iterable[Any]) -> list[Any]:
    """Return which of an item's dated pages are older than its source."""
    if source is None or not source.live or source.written_at is None:
        return []
    return [
        page
        for page in pages
        if page.live
        and page.alias_of_id is None
        and page.written_at is not None
        and page.written_at < source.written_at
    ]


def names_of(pages: Iterable[Any]) -> str:
    """Return the languages of dated pages, in their order of the alphabet."""
    codes = sorted(page.language for page in pages)
    return ", ".join(Locale(language_code=code).get_display_name() for code in codes)
