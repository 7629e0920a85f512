"""Content in front of readers, as the desk leaves it there."""

from typing import Any

from django.db.models import Model, QuerySet
from wagtail.models import Page, Revision

from cms.core.gate import imported


def publish(content: Page | Revision) -> None:
    """Publish a revision, or a new one of a page, with the gate open."""
    revision = content if isinstance(content, Revision) else content.save_revision()
    with imported():
        revision.publish()


def store(*rows: Model) -> None:
    """Save live pages, or rows that readers see, as they are: without a revision."""
    with imported():
        for row in rows:
            row.save()


def mirror(page: Page, **options: Any) -> Page:
    """Make an alias that readers see."""
    with imported():
        alias: Page = page.create_alias(**options)
    return alias


def take_away(what: Model | QuerySet[Any]) -> None:
    """Delete what readers may see."""
    with imported():
        what.delete()


def duplicate(page: Page, **options: Any) -> Page:
    """Copy a live page into a live one."""
    with imported():
        copied: Page = page.copy(**options)
    return copied
