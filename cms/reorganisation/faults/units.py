"""Units that can't end, or can't take over."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.reorganisation.faults.fault import Fault
from cms.reorganisation.models import Change, ChangeKind, Passing, Subordination
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


def of_units_below(
    change: Change, passings: list[Passing], going: list[Subordination]
) -> Iterator[Fault]:
    """Yield a fault for units that would hang below one that has ended."""
    if change.kind != ChangeKind.CLOSE:
        return
    ending = [passing.predecessor_id for passing in passings]
    elsewhere = [*ending, *(one.unit_id for one in going)]
    below = Unit.objects.existing().filter(parent__in=ending).exclude(pk__in=elsewhere)
    for unit in below.select_related("parent"):
        yield Fault(
            unit.name,
            _("it stands below %(parent)s and needs another parent first")
            % {"parent": unit.parent},
        )


def of_parents(passings: list[Passing], going: list[Subordination]) -> Iterator[Fault]:
    """Yield a fault for each unit that can't stand below the parent it is given."""
    ending = {passing.predecessor_id for passing in passings}
    parents = dict(Unit.objects.values_list("pk", "parent"))
    parents |= {one.unit_id: one.parent_id for one in going}
    for one in going:
        if one.unit.valid_to is not None or one.unit_id in ending:
            yield Fault(one.unit.name, _("this unit has ended already"))
        if one.parent.valid_to is not None or one.parent_id in ending:
            yield Fault(one.parent.name, _("this parent unit ends itself"))
        if _is_above(parents, one.unit_id, one.parent_id):
            yield Fault(one.unit.name, _("it would stand below itself"))


def _is_above(parents: dict[int, int | None], unit: int, other: int | None) -> bool:
    seen: set[int] = set()
    while other is not None and other not in seen:
        if other == unit:
            return True
        seen.add(other)
        other = parents.get(other)
    return False
