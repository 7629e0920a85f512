"""Which parts of the tree are not for everybody."""

from typing import Any, TypeVar

from django.db.models import QuerySet
from wagtail.models import Page, PageViewRestriction

from sites.directory import directory

Rows = TypeVar("Rows", bound="QuerySet[Any]")


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


def open_to_all(rows: Rows, path: str = "path") -> Rows:
    """Leave out what not everybody may read; costs no query.

    ``path`` names the column of the page's tree path. Wagtail's own ``public`` counts
    an alias of a private page as public.
    """
    for restricted in restricted_paths():
        rows = rows.exclude(**{f"{path}__startswith": restricted})
    return rows


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
