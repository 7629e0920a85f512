"""The one gate: nothing new reaches readers without a release (traps.md §2).

Every way to a reader ends in saving a live page: publishing, copying, mirroring,
converting, reverting, translating, scheduling, a command. So the question is asked there,
below all views: by ``BasePage.save``, by rows of a page (:class:`RowOfPage`) and, where
only Wagtail's own part of a page is saved, by a receiver. Who answers for new content
opens the gate with :func:`released`, and writes evidence in the same transaction.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.core.holds import why_held, why_paused

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
# What a live page owes to its release: the moment, the revision, whose mirror it is.
OF_THE_RELEASE = frozenset(
    {"live_revision", "alias_of", "first_published_at", "last_published_at"}
)


class GateError(Exception):
    """The gate is shut. Nothing was stored; the message says what to do.

    No ``PermissionDenied``: Wagtail would answer that somebody lacks a right, which
    nobody has here. ``cms.core.middleware.TellOfTheGate`` tells people and programs.
    """

    def __init__(self, message: str, page_id: int | None) -> None:
        super().__init__(message)
        self.page_id = page_id


class NotReleasedError(GateError):
    """New content was about to reach readers past the desk."""

    def __init__(self, page: Page) -> None:
        words = _(
            "“%(title)s” can't be published here: it has to be submitted and approved."
        )
        super().__init__(words % {"title": page.title}, page.pk)


class HeldBackError(GateError):
    """What somebody keeps from readers was about to be shown (ADR 0042)."""


class PausedError(HeldBackError):
    """What may not be shown yet was about to be; it may from ``until`` on at the latest."""

    def __init__(self, message: str, page_id: int | None, until: datetime) -> None:
        super().__init__(message, page_id)
        self.until = until


class StillLiveError(GateError):
    """What readers see was about to be deleted, with nothing left to tell them why."""

    def __init__(self, page: Page) -> None:
        words = _(
            "“%(title)s” is in front of readers. Have it taken down before you delete it."
        )
        super().__init__(words % {"title": page.title}, page.pk)


@dataclass(frozen=True)
class Release:
    """What may reach readers now: some pages, or whatever is brought in (``None``)."""

    pages: frozenset[int] | None

    def covers(self, page: Page) -> bool:
        """Tell whether a page, or the one that it mirrors, may go live."""
        if self.pages is None or page.pk in self.pages:
            return True
        source = page.alias_of_id
        while source is not None and source not in self.pages:
            source = _source_of(source)  # an alias may mirror an alias
        return source is not None


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
    What somebody keeps from readers is not shown by any release: ``HeldBackError``, or
    ``PausedError`` for what has to wait.
    """
    if not page.live:
        return
    if update_fields is not None and not touches_readers(update_fields):
        return
    if is_released(page):
        _refuse_held(page)
        return
    stored = type(page)._base_manager.filter(pk=page.pk).first()
    if stored is None or not stored.live or _differs(stored, page):
        raise NotReleasedError(page)


def _refuse_held(page: Page) -> None:
    words = why_held(page)
    if words:
        raise HeldBackError(words, page.pk)
    pause = why_paused(page)
    if pause is not None:
        raise PausedError(pause.words, page.pk, pause.until)


def check_removal(page: Page) -> None:
    """Refuse to delete what readers see. Raises ``StillLiveError``."""
    if page.live and not is_released(page):
        raise StillLiveError(page)


def is_released(page: Page) -> bool:
    release = _release.get()
    return release is not None and release.covers(page)


def is_import() -> bool:
    """Tell whether whatever is stored now is brought in, with evidence of that."""
    release = _release.get()
    return release is not None and release.pages is None


def touches_readers(fields: Collection[str]) -> bool:
    names = {name.removesuffix("_id") for name in fields}
    return "live" in names or bool(names & OF_THE_RELEASE) or bool(names - NOT_SEEN)


def seen(page: Page) -> Mapping[str, Any]:
    """Return what readers see of a page, as plain values.

    Bodies are read into values: as text, one and the same body may name the keys of
    its blocks in another order after it went through a revision.
    """
    unseen = NOT_SEEN | getattr(page, "not_shown", frozenset())
    streams = {
        field.name for field in page._meta.fields if isinstance(field, StreamField)
    }
    return {
        name: json.loads(value) if name in streams else _without_keys(value)
        for name, value in page.serializable_data().items()
        if name not in unseen
    }


class RowOfPage(models.Model):
    """A row below a page, kept by its foreign key ``page``: readers see it with it."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row. Raises ``NotReleasedError`` if a live page says something new."""
        if self._page_is_shut() and self._is_new():
            raise NotReleasedError(self._page)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row. Raises ``NotReleasedError`` if readers would miss it."""
        if self._page_is_shut():
            raise NotReleasedError(self._page)
        return super().delete(*args, **kwargs)

    @property
    def _page(self) -> Page:
        page: Page = self.page  # type: ignore[attr-defined]
        return page

    def _page_is_shut(self) -> bool:
        return self._page.live and not is_released(self._page)

    def _is_new(self) -> bool:
        stored = type(self)._base_manager.filter(pk=self.pk).first()
        return stored is None or any(
            field.value_from_object(stored) != field.value_from_object(self)
            for field in self._meta.concrete_fields
        )


def _differs(stored: Page, page: Page) -> bool:
    released_as = [
        page._meta.get_field(name).attname for name in sorted(OF_THE_RELEASE)
    ]
    return seen(stored) != seen(page) or any(
        getattr(stored, name) != getattr(page, name) for name in released_as
    )


def _source_of(page_id: int) -> int | None:
    found: int | None = Page.objects.values_list("alias_of", flat=True).get(pk=page_id)
    return found


def _without_keys(value: Any) -> Any:
    """Make a value the same for the same content: rows get their keys at publication."""
    if not isinstance(value, list):
        return value
    if all(isinstance(item, dict) for item in value):
        return [{name: row[name] for name in row if name != "pk"} for row in value]
    return sorted(value)
