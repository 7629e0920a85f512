"""Conditions on places in Wagtail's trees of pages and collections."""

from django.db.models import Q
from django.db.models.functions import Substr
from django.db.models.lookups import In

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
