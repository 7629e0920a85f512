"""Units that can't end, or can't take over."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.reorganisation.faults.fault import Fault
from cms.reorganisation.models import Change, ChangeKind, Passing
from sites.models import Unit, UnitSuccession


def of_units(change: Change, passings: list[Passing]) -> Iterator[Fault]:
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


def of_circles(passings: list[Passing]) -> Iterator[Fault]:
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


def of_units_below(change: Change, passings: list[Passing]) -> Iterator[Fault]:
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
