"""Content in front of readers, as the desk leaves it there."""

from typing import Any

from wagtail.models import Page, Revision

from cms.core.gate import imported


def publish(content: Page | Revision) -> None:
    """Publish a revision, or a new one of a page, with the gate open."""
    revision = content if isinstance(content, Revision) else content.save_revision()
    with imported():
        revision.publish()


def store(*pages: Page) -> None:
    """Save live pages as they are, without a revision of what changed."""
    with imported():
        for page in pages:
            page.save()


def mirror(page: Page, **options: Any) -> Page:
    """Make an alias that readers see."""
    with imported():
        alias: Page = page.create_alias(**options)
    return alias


def take_away(page: Page) -> None:
    """Delete a page that readers may see."""
    with imported():
        page.delete()


def duplicate(page: Page, **options: Any) -> Page:
    """Copy a live page into a live one."""
    with imported():
        copied: Page = page.copy(**options)
    return copied
