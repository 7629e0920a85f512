"""The unit that a change brings into being, where its successor is nowhere yet."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cms.reorganisation.faults import Fault
from cms.reorganisation.models import Change, EarlyRole, Passing
from cms.reorganisation.newcomers import coming_unit
from cms.reorganisation.report import Report
from search.text import slugify
from sites.models import OfficeHours, RoleAssignment, Unit

LONGEST_CODE = 70
OWN = (Change, Passing, OfficeHours)


def found(change: Change, report: Report) -> None:
    """Make the unit and let whoever has no successor pass to it.

    Office hours are those of the first unit that ends. Done before, it does nothing.
    """
    orphans = list(change.passings.filter(successor=None).select_related("predecessor"))
    unit = coming_unit(change, orphans)
    if unit is None or change.founded_id is not None:
        return
    unit.code = _free_code(unit)
    unit.save()
    for hours in orphans[0].predecessor.office_hours.all():
        hours.pk, hours.unit = None, unit
        hours.save()
    change.founded = unit
    change.save(update_fields=["founded"])
    change.passings.filter(successor=None).update(successor=unit)
    report.count(_("units that begin"), 1)


def unfound(change: Change) -> None:
    """Take the unit away again."""
    unit = change.founded
    if unit is None:
        return
    change.passings.filter(successor=unit).update(successor=None)
    change.founded = None
    change.save(update_fields=["founded"])
    unit.delete()


def work_in_founded(change: Change) -> list[Fault]:
    """Return a fault for each kind of thing that people have given the unit meanwhile."""
    unit = change.founded
    if unit is None:
        return []
    return [
        Fault(
            unit.name,
            _("it has been given %(things)s meanwhile; take them away first")
            % {"things": rows.model._meta.verbose_name_plural},
        )
        for rows in _given_to(unit)
        if rows.exists()
    ]


def _given_to(unit: Unit) -> "Iterator[QuerySet[Any]]":
    early = EarlyRole.objects.values("role")
    for relation in Unit._meta.related_objects:
        model = relation.related_model
        if model in OWN:
            continue
        rows = model._base_manager.filter(**{relation.field.name: unit})
        yield rows.exclude(pk__in=early) if model is RoleAssignment else rows


def _free_code(unit: Unit) -> str:
    stem = slugify(unit.name, max_length=LONGEST_CODE)
    taken = set(
        Unit.objects.filter(code__startswith=stem).values_list("code", flat=True)
    )
    codes = [stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 2))]
    return next(code for code in codes if code not in taken)
