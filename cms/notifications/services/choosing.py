"""What units and people say of how they are told."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.notifications.kinds import Mode, kinds_to_choose, known_kinds
from cms.notifications.models import PersonSetting, Recipient, UnitSetting
from cms.notifications.selectors import people_in
from cms.notifications.timing import Quiet
from cms.users.models import User
from sites.models import Unit


@transaction.atomic
def choose_for_unit(
    *,
    unit: Unit,
    modes: Mapping[str, str],
    digest_at: time,
    quiet: Quiet | None = None,
) -> None:
    """Store how a unit tells its people. Raises ``ValidationError``; nothing is stored."""
    values = {"modes": _checked(modes), "digest_at": digest_at, **_hours(quiet)}
    UnitSetting.objects.update_or_create(unit=unit, defaults=values)


@transaction.atomic
def choose_for_person(
    *, person: User, modes: Mapping[str, str], quiet: Quiet | None = None
) -> None:
    """Store what a person chooses; a kind that is not named is as the unit says."""
    values = {"modes": _checked(modes), **_hours(quiet)}
    PersonSetting.objects.update_or_create(person=person, defaults=values)


@transaction.atomic
def add_recipient(
    *, unit: Unit, kind: str, person: User | None = None, address: str = ""
) -> Recipient:
    """Let a unit tell somebody else of a kind: who works there, or a shared mailbox.

    Raises ``ValidationError``; then nothing was stored.
    """
    if kind not in {one.name for one in known_kinds()}:
        raise ValidationError(_("There is no such notification."))
    if (person is None) == (not address):
        raise ValidationError(_("Name a person or a mailbox, one of both."))
    if person is not None and not people_in(unit).filter(pk=person.pk).exists():
        raise ValidationError(_("Only people who work for the unit are told."))
    row = Recipient(unit=unit, kind=kind, person=person, address=address.lower())
    same = Recipient.objects.for_kind(unit.pk, kind)
    if same.filter(person=person, address=row.address).exists():
        raise ValidationError(_("They are told of it already."))
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def remove_recipient(*, recipient: Recipient) -> None:
    recipient.delete()


def _checked(modes: Mapping[str, str]) -> dict[str, str]:
    known = {kind.name for kind in kinds_to_choose()}
    if not set(modes) <= known or not set(modes.values()) <= set(Mode.values):
        raise ValidationError(_("This can’t be chosen."))
    return dict(modes)


def _hours(quiet: Quiet | None) -> dict[str, Any]:
    if quiet is None:
        return {"quiet_from": None, "quiet_to": None}
    if quiet.begins == quiet.ends:
        raise ValidationError(
            _("Quiet hours begin and end at different hours of the clock.")
        )
    return {"quiet_from": quiet.begins, "quiet_to": quiet.ends}
