"""Whether a change has the parts that its kind needs."""

from collections.abc import Iterator, Sequence

from django.db.models import Model
from django.utils.translation import gettext as _

from cms.reorganisation.faults.fault import Fault
from cms.reorganisation.models import NEW_FORMS, Change, ChangeKind, Passing

SEVERAL = 2


def of_shape(
    change: Change, passings: list[Passing], things: Sequence[Model]
) -> Iterator[Fault]:
    if change.kind == ChangeKind.TRANSFER:
        if passings:
            yield Fault("", _("A transfer ends no unit."))
        if not things:
            yield Fault("", _("Say which units, sections or pages are transferred."))
    elif passings:
        yield from _of_numbers(change, passings)
    else:
        yield Fault("", _("Say which unit ends."))


def _of_numbers(change: Change, passings: list[Passing]) -> Iterator[Fault]:
    ending = {passing.predecessor_id for passing in passings}
    going_on = {passing.successor_id for passing in passings}
    if change.kind in NEW_FORMS and len(passings) > 1:
        yield Fault("", _("One unit takes a new form at a time."))
    if change.kind == ChangeKind.MERGE and len(going_on) > 1:
        yield Fault("", _("Units merge into one."))
    if change.kind == ChangeKind.SPLIT and (len(ending) > 1 or len(going_on) < SEVERAL):
        yield Fault("", _("One unit is split into several."))
    nobody = None in going_on and not change.is_founding
    if change.kind != ChangeKind.CLOSE and nobody:
        yield Fault("", _("Say which unit continues."))
