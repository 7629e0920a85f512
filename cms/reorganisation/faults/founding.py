"""Whether a unit that a change brings into being may begin as it is described."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from cms.reorganisation.faults.fault import Fault
from cms.reorganisation.models import NEW_FORMS, Change, ChangeKind, Passing, PortalFate
from sites.models import Portal, Unit


def of_founding(
    change: Change, passings: list[Passing], coming: Unit | None
) -> Iterator[Fault]:
    if coming is None:
        if change.is_founding and change.founded_id is None:
            yield Fault("", _("Every unit passes to one that exists; name no new one."))
        return
    if change.kind in {ChangeKind.CLOSE, ChangeKind.TRANSFER}:
        yield Fault("", _("This kind of change brings no new unit into being."))
        return
    yield from _of_words(change, passings, coming)
    yield from _of_others(passings, coming)
    if change.kind in NEW_FORMS:
        yield from _of_the_portal(passings)


def _of_words(change: Change, passings: list[Passing], coming: Unit) -> Iterator[Fault]:
    before = passings[0].predecessor
    if change.kind not in NEW_FORMS and not change.new_name:
        yield Fault("", _("Give the new unit its name."))
    if change.kind == ChangeKind.RENAME and coming.name == before.name:
        yield Fault(before.name, _("Give the new name; this is the present one."))
    if change.kind == ChangeKind.SYMBOL and coming.symbol == before.symbol:
        yield Fault(before.name, _("Give the new symbol; this is the present one."))


def _of_others(passings: list[Passing], coming: Unit) -> Iterator[Fault]:
    """Yield a fault for each unit beside it with the same name or symbol."""
    ending = [passing.predecessor_id for passing in passings]
    same = Q(name__iexact=coming.name)
    if coming.symbol:
        same |= Q(symbol__iexact=coming.symbol)
    beside = Unit.objects.filter(same, parent=coming.parent_id, valid_to=None)
    for unit in beside.exclude(pk__in=ending):
        if unit.name.casefold() == coming.name.casefold():
            yield Fault(unit.name, _("another unit has this name already"))
        if coming.symbol and unit.symbol.casefold() == coming.symbol.casefold():
            yield Fault(
                unit.name,
                _("it has the symbol %(symbol)s already") % {"symbol": unit.symbol},
            )


def _of_the_portal(passings: list[Passing]) -> Iterator[Fault]:
    for passing in passings:
        stays = passing.portal_fate != PortalFate.FOLLOW
        if stays and Portal.objects.filter(unit=passing.predecessor_id).exists():
            yield Fault(
                passing.predecessor.name,
                _("it goes on in a new form: let its portal pass to the successor"),
            )
