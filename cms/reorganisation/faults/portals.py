"""Portals that have nowhere to go."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.reorganisation.faults.fault import Fault
from cms.reorganisation.models import Passing, PortalFate
from sites.models import Portal, Unit


def of_portals(passings: list[Passing], coming: Unit | None) -> Iterator[Fault]:
    """Yield a fault for each portal that can't do what is planned for it.

    ``coming`` is who takes over where a passing names nobody.
    """
    units = {passing.predecessor_id for passing in passings}
    units |= {passing.successor_id for passing in passings if passing.successor_id}
    having = set(
        Portal.objects.filter(unit__in=units).values_list("unit_id", flat=True)
    )
    with_portal = [one for one in passings if one.predecessor_id in having]
    yield from _of_nobody(with_portal, coming)
    yield from _of_following(with_portal, coming, having)
    yield from _of_taking_in(with_portal, coming, having)


def _of_nobody(passings: list[Passing], coming: Unit | None) -> Iterator[Fault]:
    for passing in passings:
        if passing.portal_fate == PortalFate.FREEZE:
            continue
        if passing.successor is None and coming is None:
            yield Fault(
                passing.predecessor.name,
                _("without a successor its portal stays at its address"),
            )


def _of_following(
    passings: list[Passing], coming: Unit | None, having: set[int]
) -> Iterator[Fault]:
    followed: set[int | None] = set()
    for passing in passings:
        successor = passing.successor or coming
        if passing.portal_fate != PortalFate.FOLLOW or successor is None:
            continue
        if successor.pk in having or successor.pk in followed:
            yield Fault(
                successor.name, _("it has a portal already; another can't follow")
            )
        followed.add(successor.pk)


def _of_taking_in(
    passings: list[Passing], coming: Unit | None, having: set[int]
) -> Iterator[Fault]:
    arriving = {
        passing.successor_id
        for passing in passings
        if passing.portal_fate == PortalFate.FOLLOW
    }
    for passing in passings:
        successor = passing.successor or coming
        if passing.portal_fate != PortalFate.FOLD or successor is None:
            continue
        if successor.pk not in having | arriving:
            yield Fault(successor.name, _("it has no portal to take another one in"))
