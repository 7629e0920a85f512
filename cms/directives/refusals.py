"""Why something about a directive can't be written, in words."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from cms.users.models import User
from sites.policies import UnitPolicy


def refuse_whoever_may_not(policy: UnitPolicy, actor: User, row: Any) -> None:
    """Raise ``PermissionDenied`` for who may not change a row of a unit."""
    if not policy.user_has_permission_for_instance(actor, "change", row):
        raise PermissionDenied(_("Your role does not allow this for the unit."))


def refuse_closed(is_closed: bool) -> None:  # noqa: FBT001 - one fact, one question
    if is_closed:
        raise ValidationError(_("This was closed with a reply already."))
