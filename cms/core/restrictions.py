"""Which parts of the tree are not for everybody."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db.models import QuerySet
from wagtail.models import Page, PageViewRestriction

from sites.directory import directory
from sites.models import Portal

Rows = TypeVar("Rows", bound="QuerySet[Any]")
# The portal that a reader is answered on; None in the house, where roles decide.
_read_on: ContextVar[int | None] = ContextVar("read_on", default=None)


@contextmanager
def reading_on(portal_id: int) -> Iterator[None]:
    """Answer a reader of one portal, who meets no other that is on trial (ADR 0037)."""
    token = _read_on.set(portal_id)
    try:
        yield
    finally:
        _read_on.reset(token)


def restricted_paths() -> frozenset[str]:
    """Return the tree paths of restricted pages and of pages that alias them.

    Remembered until the directory's stamp is raised, which every change of a
    restriction does (``cms.core.signal_handlers``).
    """
    memo = directory.memo  # another thread may throw it away while this one reads
    if "restricted" not in memo:
        memo["restricted"] = frozenset(_read_paths())
    remembered: frozenset[str] = memo["restricted"]
    return remembered


def trial_folders() -> dict[int, str]:
    """Return the folders of portals on trial, by portal; remembered in the same way."""
    memo = directory.memo
    if "trials" not in memo:
        memo["trials"] = Portal.objects.on_trial()
    remembered: dict[int, str] = memo["trials"]
    return remembered


def shut_paths() -> set[str]:
    """Return the tree paths that a reader meets nowhere: trials of other portals."""
    here = _read_on.get()
    if here is None:
        return set()
    return {path for portal, path in trial_folders().items() if portal != here}


def outside_trials(rows: Rows, path: str = "path") -> Rows:
    """Leave out what lies with portals on trial; where there are none, cost nothing."""
    for shut in shut_paths():
        rows = rows.exclude(**{f"{path}__startswith": shut})
    return rows


def open_to_all(rows: Rows, path: str = "path") -> Rows:
    """Leave out what not everybody may read; costs no query.

    ``path`` names the column of the page's tree path. Wagtail's own ``public`` counts
    an alias of a private page as public.
    """
    for restricted in restricted_paths():
        rows = rows.exclude(**{f"{path}__startswith": restricted})
    return outside_trials(rows, path)


def _read_paths() -> set[str]:
    """Follow aliases of aliases to the end: Wagtail allows any number of steps."""
    restrictions = PageViewRestriction.objects.values_list("page", "page__path")
    step = dict(restrictions)
    paths = set(step.values())
    while step:
        aliases = Page.objects.filter(alias_of__in=step).values_list("pk", "path")
        step = dict(aliases)
        paths.update(step.values())
    return paths
