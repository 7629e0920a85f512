"""Writes about rules, and how they combine."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.core.models import EditorialRecord
from cms.deadlines.choices import Cause
from cms.deadlines.models import DeadlineRule, DeadlineSetting, Due
from cms.deadlines.selectors import Books
from cms.deadlines.services.reckoning import reckon_all, settle
from sites.models import Unit


@transaction.atomic
def save_rule(
    *, rule: DeadlineRule, sections: Iterable[Page] = (), actor: Any = None
) -> int:
    """Store a rule and count what is open anew; return how many items it moved.

    Raises ``ValidationError`` with all faults; then nothing was stored.
    """
    chosen = list(sections)
    rule.is_for_sections = bool(chosen)
    rule.full_clean(exclude=["sections"])
    faults = sorted(set(rule.forms) & set(rule.exempt_forms))
    if faults:
        raise ValidationError(
            {"exempt_forms": _("A form can’t be asked for and exempt at once.")}
        )
    if rule.pk is not None:
        rule.version += 1
    rule.save()
    rule.sections.set(chosen)
    return reckon_all(
        records=open_items(unit=rule.unit),
        cause=Cause.RULE,
        actor=actor,
        detail=rule.name,
    )


@transaction.atomic
def combine(*, unit: Unit, combination: str) -> None:
    """Say which of several rules governs in a unit and in those below that say nothing."""
    DeadlineSetting.objects.update_or_create(
        unit=unit, defaults={"combination": combination}
    )
    books = Books()
    for record in open_items(unit=unit).filter(dues__isnull=False).distinct():
        settle(record=record, books=books)


def open_items(*, unit: Unit | None) -> Any:
    """Return the items of a unit and of those below of which anything may be due."""
    waiting = Due.objects.open().values("record")
    rows = EditorialRecord.objects.items().filter(
        Q(first_published_at__isnull=True) | Q(pk__in=waiting)
    )
    if unit is None:
        return rows
    return rows.filter(unit__in=Unit.objects.within([unit.pk]).values("pk"))
