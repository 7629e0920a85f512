"""Why an item can't be hidden, taken down, stopped or shown again, in words."""

from typing import NoReturn

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from cms.core.models import EditorialRecord
from cms.takedown.kinds import Kind
from cms.takedown.models import Removal
from cms.takedown.permissions import REMOVALS, is_keeper, may_decide
from cms.users.models import User


def refuse_whoever_may_not(
    *, actor: User, action: str, record: EditorialRecord
) -> None:
    """Raise ``PermissionDenied`` for who may not do a thing to an item of the unit."""
    if not REMOVALS.may(actor, action, record.unit_id):
        raise PermissionDenied(_("Your role does not allow this for the unit."))


def refuse_whoever_asked(*, actor: User, removal: Removal) -> None:
    """Raise ``PermissionDenied``: the board decides, and never who asked (ED-06)."""
    if removal.asked_by_id == actor.pk:
        raise PermissionDenied(
            _("Somebody else of the board has to decide what you asked for.")
        )
    if not may_decide(actor, removal):
        raise PermissionDenied(_("Your role does not allow this for the unit."))


def refuse_whoever_keeps_not(actor: User, removal: Removal) -> None:
    """Raise ``PermissionDenied`` for everybody but the two who were named."""
    if removal.kind != Kind.STOP or not is_keeper(actor, removal):
        raise PermissionDenied(_("Only the two people who were named may do this."))


def refuse(words: str) -> NoReturn:
    raise ValidationError(words)


def refuse_state(removal: Removal, *states: str) -> None:
    """Raise ``ValidationError`` if somebody else decided meanwhile."""
    if removal.state not in states:
        words = _("Somebody decided this meanwhile: %(state)s.")
        refuse(words % {"state": removal.get_state_display()})
