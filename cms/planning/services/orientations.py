"""Notes from above: issued to writers, acknowledged by each, withdrawn (CAL-04)."""

from collections.abc import Collection

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.planning.models import Acknowledgement, Orientation
from cms.planning.permissions import ORIENTATIONS, TAKE
from cms.planning.refusals import refuse_whoever_may_not
from cms.planning.telling import tell_issued
from cms.users.models import User
from sites.models import RoleAssignment, Unit
from sites.permissions import capabilities_allowing


@transaction.atomic
def issue_orientation(
    *, note: Orientation, units: Collection[Unit], actor: User
) -> Orientation:
    """Give a note to everybody who writes for the units now.

    The units are the issuer's own or lie below it. Raises ``ValidationError`` by field.
    """
    refuse_whoever_may_not(ORIENTATIONS, actor, note, "add")
    faults = {}
    reach = Unit.objects.within([note.unit_id]).values_list("pk", flat=True)
    if not units:
        faults["units"] = _("Choose whose writers it is for.")
    elif not {unit.pk for unit in units} <= set(reach):
        faults["units"] = _("A note goes to the unit that issues it, and those below.")
    if note.valid_until < timezone.localdate():
        faults["valid_until"] = _("This day is over; choose today or a later one.")
    if faults:
        raise ValidationError(faults)
    note.issued_by, note.issued_at = actor, timezone.now()
    note.full_clean(exclude=["units"])
    note.save()
    note.units.set(units)
    writers = _writers(units)
    Acknowledgement.objects.bulk_create(
        Acknowledgement(orientation=note, person_id=key) for key in writers
    )
    tell_issued(note, writers)
    return note


@transaction.atomic
def acknowledge(*, note: Orientation, actor: User) -> Acknowledgement:
    """Note that a writer has read it; said again, the first time counts.

    Whoever began to write for one of the units later says so, too.
    """
    asked = Orientation.objects.in_force().addressed_to(actor).filter(pk=note.pk)
    if not asked.exists():
        raise PermissionDenied(_("This note is not addressed to you, or not in force."))
    row, _is_new = Acknowledgement.objects.select_for_update().get_or_create(
        orientation=note, person=actor
    )
    if row.read_at is None:
        row.read_at = timezone.now()
        row.save(update_fields=["read_at"])
    return row


@transaction.atomic
def withdraw_orientation(*, note: Orientation, actor: User) -> Orientation:
    """End a note before its day: nobody is asked for it any more; it stays on file."""
    note = Orientation.objects.select_for_update().get(pk=note.pk)
    refuse_whoever_may_not(ORIENTATIONS, actor, note)
    if note.withdrawn_at is None:
        note.withdrawn_at = timezone.now()
        note.save(update_fields=["withdrawn_at"])
    return note


def _writers(units: Collection[Unit]) -> list[int]:
    """Return the people whose own roles write for any of the units now."""
    roles = RoleAssignment.objects.active().filter(
        unit__in=[unit.pk for unit in units],
        capability__in=capabilities_allowing(TAKE),
    )
    people = get_user_model().objects.filter(is_active=True)
    rows = people.filter(pk__in=roles.values("user")).order_by("pk")
    return list(rows.values_list("pk", flat=True))
