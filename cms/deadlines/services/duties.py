"""Writes about the duty roster, and about when people are reminded."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.deadlines.choices import Superior
from cms.deadlines.models import DutyShift, ReminderSetting
from cms.deadlines.offsets import MOST, longest_first, parts_of
from cms.users.models import User
from sites.models import Unit
from sites.selectors import people_serving


@transaction.atomic
def add_shift(
    *, unit: Unit, person: User, begins: datetime, ends: datetime
) -> DutyShift:
    """Let somebody of a unit be on duty. Raises ``ValidationError``; nothing is stored."""
    shift = DutyShift(unit=unit, person=person, begins=begins, ends=ends)
    shift.full_clean()
    # Two requests about one person come one after the other.
    User.objects.select_for_update().get(pk=person.pk)
    others = DutyShift.objects.between(begins, ends).filter(person=person)
    if found := others.first():
        words = _("They are on duty at that time already: %(shift)s.")
        raise ValidationError({"begins": words % {"shift": found}})
    own = people_serving(Unit.objects.filter(pk=unit.pk))
    if not own.filter(pk=person.pk).exists():
        raise ValidationError({"person": _("Only people of the unit are on duty.")})
    shift.save()
    return shift


@transaction.atomic
def remove_shift(*, shift: DutyShift) -> None:
    shift.delete()


@transaction.atomic
def set_reminders(*, unit: Unit, offsets: Iterable[str], superior: str) -> None:
    """Say when a unit reminds, and who is told afterwards.

    ``offsets`` are written “1d”, “2h”. Raises ``ValidationError``; nothing is stored.
    """
    wanted = set(offsets)
    try:
        for offset in wanted:
            parts_of(offset)
    except ValueError as fault:
        raise ValidationError(_("Up to 5 days, or up to 48 hours before.")) from fault
    if len(wanted) > MOST or superior not in Superior.values:
        raise ValidationError(_("At most five reminders."))
    values = {"offsets": longest_first(wanted), "superior": superior}
    ReminderSetting.objects.update_or_create(unit=unit, defaults=values)


@transaction.atomic
def withdraw_reminders(*, unit: Unit) -> None:
    """Let the setting of the nearest unit above count again."""
    ReminderSetting.objects.filter(unit=unit).delete()
