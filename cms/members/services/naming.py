"""What a portal calls its roles."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.members.permissions import may_run
from cms.users.models import User
from sites.models import Portal, RoleName


@transaction.atomic
def name_roles(
    *, actor: User, portal: Portal, names: Mapping[str, tuple[str, str]]
) -> None:
    """Give capabilities a name and a board each; an empty name gives the fixed one back.

    Raises ``ValidationError``.
    """
    if not may_run(actor, portal.unit):
        raise ValidationError(_("You don't run the people of this unit."))
    for capability, (name, board) in names.items():
        if name:
            RoleName.objects.update_or_create(
                portal=portal,
                capability=capability,
                defaults={"name": name, "board": board},
            )
        else:
            RoleName.objects.filter(portal=portal, capability=capability).delete()
