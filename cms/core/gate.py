"""The one gate: nothing new reaches readers without a release (traps.md §2).

Every way to a reader ends in saving a live page: publishing, copying, mirroring,
converting, reverting, translating, scheduling, a command. So the question is asked there,
below all views (``BasePage.save``): may this live content be stored? Who answers for it
opens the gate with :func:`released`, and writes evidence in the same transaction.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.core.holds import refuse_held

# Of the tree, the workflow and the row itself: nothing that a reader sees.
NOT_SEEN = frozenset(
    {
        "pk",
        "path",
        "depth",
        "numchild",
        "url_path",
        "live",
        "has_unpublished_changes",
        "first_published_at",
        "last_published_at",
        "live_revision",
        "latest_revision",
        "latest_revision_created_at",
        "go_live_at",
        "expire_at",
        "expired",
        "locked",
        "locked_at",
        "locked_by",
        "owner",
        "draft_title",
        "alias_of",
        "content_type",
        "wagtail_admin_comments",
        "comments",
    }
)


class NotReleasedError(PermissionDenied):
    """New content was about to reach readers past the desk. Nothing was stored."""

    def __init__(self, page: Page) -> None:
        super().__init__(
            _(
                "“%(title)s” can't be published here: it has to be submitted and approved."
            )
            % {"title": page.title}
        )
        self.page_id = page.pk


@dataclass(frozen=True)
class Release:
    """What may reach readers now: some pages, or whatever is brought in (``None``)."""

    pages: frozenset[int] | None

    def covers(self, page: Page) -> bool:
        """Tell whether a page, or the one that it mirrors, may go live."""
        if self.pages is None:
            return True
        return page.pk in self.pages or page.alias_of_id in self.pages


_release: ContextVar[Release | None] = ContextVar("release", default=None)


@contextmanager
def released(*, pages: Collection[int]) -> Iterator[None]:
    """Let these pages go live. Whoever opens the gate writes the evidence."""
    with _opened(Release(frozenset(pages))):
        yield


@contextmanager
def imported() -> Iterator[None]:
    """Let whatever is provisioned, imported or merged go live, with evidence of that."""
    with _opened(Release(None)):
        yield


@contextmanager
def _opened(release: Release) -> Iterator[None]:
    token = _release.set(release)
    try:
        yield
    finally:
        _release.reset(token)


def check_release(page: Page, update_fields: Collection[str] | None = None) -> None:
    """Refuse to store new live content. Raises ``NotReleasedError``.

    What is not live, and what changes nothing that readers see, may always be stored.
    What somebody keeps from readers is not shown by any release: ``HeldBackError``.
    """
    if not page.live:
        return
    if update_fields is not None and not touches_readers(update_fields):
        return
    if is_released(page):
        refuse_held(page)
        return
    stored = type(page)._base_manager.filter(pk=page.pk).first()
    if stored is None or not stored.live or seen(stored) != seen(page):
        raise NotReleasedError(page)


def is_released(page: Page) -> bool:
    release = _release.get()
    return release is not None and release.covers(page)


def touches_readers(fields: Collection[str]) -> bool:
    names = {name.removesuffix("_id") for name in fields}
    return "live" in names or bool(names - NOT_SEEN)


def seen(page: Page) -> Mapping[str, Any]:
    """Return what readers see of a page, as plain values."""
    return {
        name: _without_keys(value)
        for name, value in page.serializable_data().items()
        if name not in NOT_SEEN
    }


def _without_keys(value: Any) -> Any:
    """Make a value the same for the same content: rows get their keys at publication."""
    if not isinstance(value, list):
        return value
    if all(isinstance(item, dict) for item in value):
        return [{name: row[name] for name in row if name != "pk"} for row in value]
    return sorted(value)
