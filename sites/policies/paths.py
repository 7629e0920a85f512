"""Conditions on places in Wagtail's trees of pages and collections."""

from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Substr
from django.db.models.lookups import In

from sites.models import Portal, PortalStatus, Unit
from sites.reach import FOLDER_PATH

FEW = 20


def inside(paths: list[str]) -> Q:
    """Return the condition that a row lies at or below one of the paths.

    All paths are of one depth. Few are sought by the index of paths; many by one list,
    where an ``OR`` for each would be a statement of thousands of terms.
    """
    if not paths:
        return Q(pk__in=[])
    if len(paths) > FEW:
        return Q(In(Substr("path", 1, len(paths[0])), paths))
    condition = Q()
    for path in paths:
        condition |= Q(path__startswith=path)
    return condition


def out_of_work() -> Q:
    """Return the condition that a page lies with a unit of which nothing is asked.

    One that ended, or whose portal is frozen; see ``sites.selectors.units_at_work``.
    """
    over = Q(status=PortalStatus.FROZEN) | Q(unit__in=Unit.objects.historic())
    folders: QuerySet[Any] = Portal.objects.filter(over).values_list(
        Substr("site__root_page__path", 1, FOLDER_PATH), flat=True
    )
    return Q(In(Substr("path", 1, FOLDER_PATH), folders))
