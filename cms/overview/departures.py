"""People who work for a unit no more, and have handed nothing over."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from cms.core.handover import handover_kinds
from cms.members.models import Handover
from sites.models import RoleAssignment


def left_behind(
    units: Collection[int], at: datetime | None = None
) -> dict[int, list[str]]:
    """Return the names of those who left without minutes, by unit; one query.

    Somebody has left when all their roles for the unit are over, or the account is
    closed. Minutes count that were made after the role began. Whoever has nothing in
    their name any more owes nothing, and neither does who was only lent a role: what
    they did stays in the name of whoever lent it.
    """
    now = at or timezone.now()
    here = {"user": OuterRef("user"), "unit": OuterRef("unit")}
    working = RoleAssignment.objects.overlapping(now).filter(
        **here, user__is_active=True
    )
    minutes = Handover.objects.filter(
        person=OuterRef("user"),
        unit=OuterRef("unit"),
        made_at__gte=OuterRef("valid_from"),
    )
    own = RoleAssignment.objects.filter(
        _holding(),
        ~Exists(working),
        ~Exists(minutes),
        unit__in=units,
        valid_from__lte=now,
        delegated_from__isnull=True,
    )
    names: dict[int, dict[int, str]] = {}
    rows = own.order_by("user__sort_key", "user").values_list(
        "unit", "user", "user__full_name", "user__username"
    )
    for unit, user, full_name, username in rows:
        names.setdefault(unit, {})[user] = full_name or username
    return {unit: list(people.values()) for unit, people in names.items()}


def _holding() -> Q:
    """Return the condition that anything stands in the name of a role's holder."""
    condition = Q()
    for kind in handover_kinds():
        if kind.unclaimed is not None:
            condition |= Q(Exists(kind.unclaimed()))
    return condition
