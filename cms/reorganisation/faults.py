"""Everything that stands in the way of a change, told at once."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.reorganisation.models import (
    Change,
    ChangeKind,
    Moving,
    Passing,
    PortalFate,
)
from cms.reorganisation.places import folded
from sites.models import Portal, Unit, UnitSuccession

SEVERAL = 2


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to mend: what it is about, and what is wrong with it."""

    about: str
    message: str

    def __str__(self) -> str:
        return f"{self.about}: {self.message}" if self.about else self.message


class ChangeError(Exception):
    """A change can't be carried out. Holds all faults."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(set(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def faults_of(change: Change) -> list[Fault]:
    """Return every reason why a change can't be carried out as it is planned."""
    passings = list(change.passings.select_related("predecessor", "successor"))
    movings = list(change.movings.select_related("page", "target"))
    return sorted(
        {
            *_of_shape(change, passings, movings),
            *_of_units(change, passings),
            *_of_circles(passings),
            *_of_portals(passings),
            *_of_units_below(change, passings),
            *_of_movings(movings),
            *_of_folding(passings, movings),
        }
    )


def too_early(change: Change) -> list[Fault]:
    """Return a fault while the day has not come."""
    if change.effective_on <= timezone.localdate():
        return []
    day = change.effective_on.strftime("%d/%m/%Y")
    return [Fault("", _("It is in force from %(day)s only.") % {"day": day})]


def _of_shape(
    change: Change, passings: list[Passing], movings: list[Moving]
) -> Iterator[Fault]:
    if change.kind == ChangeKind.TRANSFER:
        if passings:
            yield Fault("", _("A transfer ends no unit."))
        if not movings:
            yield Fault("", _("Say which sections or pages are transferred."))
    elif passings:
        yield from _of_numbers(change, passings)
    else:
        yield Fault("", _("Say which unit ends."))


def _of_numbers(change: Change, passings: list[Passing]) -> Iterator[Fault]:
    ending = {passing.predecessor_id for passing in passings}
    going_on = {passing.successor_id for passing in passings}
    if change.kind == ChangeKind.RENAME and len(passings) > 1:
        yield Fault("", _("One unit is renamed at a time."))
    if change.kind == ChangeKind.MERGE and len(going_on) > 1:
        yield Fault("", _("Units merge into one."))
    if change.kind == ChangeKind.SPLIT and (len(ending) > 1 or len(going_on) < SEVERAL):
        yield Fault("", _("One unit is split into several."))
    if change.kind != ChangeKind.CLOSE and None in going_on:
        yield Fault("", _("Say which unit continues."))


def _of_units(change: Change, passings: list[Passing]) -> Iterator[Fault]:
    for passing in passings:
        ended, successor = passing.predecessor, passing.successor
        if ended.valid_to is not None:
            yield Fault(ended.name, _("this unit has ended already"))
        elif ended.valid_from is not None and ended.valid_from >= change.effective_on:
            yield Fault(ended.name, _("this unit would end before it begins"))
        if successor is not None and successor.valid_to is not None:
            yield Fault(successor.name, _("this successor has ended itself"))
    others = Change.objects.open().exclude(pk=change.pk)
    ending = {passing.predecessor_id for passing in passings}
    for unit in Unit.objects.filter(pk__in=ending):
        rival = others.filter(passings__predecessor=unit).first()
        if rival is not None:
            yield Fault(
                unit.name,
                _("it ends by another change, too: %(change)s") % {"change": rival},
            )


def _of_circles(passings: list[Passing]) -> Iterator[Fault]:
    """Yield a fault for a unit that would in the end succeed itself."""
    after: dict[int, set[int]] = {}
    for before, later in UnitSuccession.objects.values_list("predecessor", "successor"):
        after.setdefault(before, set()).add(later)
    for passing in passings:
        if passing.successor_id is not None:
            after.setdefault(passing.predecessor_id, set()).add(passing.successor_id)
    for passing in passings:
        if passing.predecessor_id in _reached(after, passing.predecessor_id):
            yield Fault(passing.predecessor.name, _("it would succeed itself"))


def _reached(after: dict[int, set[int]], start: int) -> set[int]:
    found: set[int] = set()
    waiting = list(after.get(start, ()))
    while waiting:
        unit = waiting.pop()
        if unit not in found:
            found.add(unit)
            waiting.extend(after.get(unit, ()))
    return found


def _of_portals(passings: list[Passing]) -> Iterator[Fault]:
    units = {passing.predecessor_id for passing in passings}
    units |= {passing.successor_id for passing in passings if passing.successor_id}
    having = set(
        Portal.objects.filter(unit__in=units).values_list("unit_id", flat=True)
    )
    followed: set[int] = set()
    arriving = {
        passing.successor_id
        for passing in passings
        if passing.portal_fate == PortalFate.FOLLOW
    }
    for passing in passings:
        if passing.predecessor_id not in having or passing.successor is None:
            continue
        successor = passing.successor
        if passing.portal_fate == PortalFate.FOLLOW:
            if successor.pk in having or successor.pk in followed:
                yield Fault(
                    successor.name, _("it has a portal already; another can't follow")
                )
            followed.add(successor.pk)
        if (
            passing.portal_fate == PortalFate.FOLD
            and successor.pk not in having | arriving
        ):
            yield Fault(successor.name, _("it has no portal to take another one in"))


def _of_units_below(change: Change, passings: list[Passing]) -> Iterator[Fault]:
    """Yield a fault for units that would hang below one that has ended."""
    if change.kind != ChangeKind.CLOSE:
        return
    ending = [passing.predecessor_id for passing in passings]
    below = Unit.objects.existing().filter(parent__in=ending).exclude(pk__in=ending)
    for unit in below.select_related("parent"):
        yield Fault(
            unit.name,
            _("it stands below %(parent)s and needs another parent first")
            % {"parent": unit.parent},
        )


def _of_movings(movings: list[Moving]) -> Iterator[Fault]:
    for moving in movings:
        page, target = moving.page, moving.target
        title = str(page)
        if target.path.startswith(page.path):
            yield Fault(title, _("a page can't go below itself"))
            continue
        if not page.specific.can_move_to(target.specific):
            yield Fault(title, _("such a page can't stand there"))
        yield from _of_slug(moving, title)
        inside = [one for one in movings if one.pk != moving.pk]
        if any(page.path.startswith(one.page.path) for one in inside):
            yield Fault(
                title, _("it goes along with a page above it that moves as well")
            )


def _of_slug(moving: Moving, title: str) -> Iterator[Fault]:
    slug = moving.slug or moving.page.slug
    taken = Page.objects.child_of(moving.target).filter(slug=slug)
    if taken.exclude(pk__in=[moving.page_id, moving.draft_id or 0]).exists():
        yield _taken(title, slug)


def _of_folding(passings: list[Passing], movings: list[Moving]) -> Iterator[Fault]:
    """Yield a fault for each page whose address part is taken in the other portal."""
    elsewhere = {moving.page_id for moving in movings}
    for passing in passings:
        if passing.portal_fate != PortalFate.FOLD:
            continue
        portals = {
            portal.unit_id: portal
            for portal in Portal.objects.filter(
                unit__in=[passing.predecessor_id, passing.successor_id]
            ).select_related("site__root_page")
        }
        if len(portals) < SEVERAL or passing.successor_id is None:
            continue
        ended, target = portals[passing.predecessor_id], portals[passing.successor_id]
        for page, home in folded(ended, target):
            taken = Page.objects.child_of(home).filter(slug=page.slug)
            if page.pk not in elsewhere and taken.exists():
                yield _taken(page.title, page.slug)


def _taken(title: str, slug: str) -> Fault:
    return Fault(
        title,
        _("the address part “%(slug)s” is taken there; choose another one")
        % {"slug": slug},
    )
