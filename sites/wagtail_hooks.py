"""What the admin shows to the house's keepers, and to nobody else."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from sites.models import Portal, RoleAssignment, Unit
from sites.policies import HousePolicy
from sites.viewsets import HouseViewSetGroup

# Units and portals stay for ever. A role is not changed either: it is ended.
register_permission_policy(Unit, HousePolicy(Unit, ("add", "change", "view")))
register_permission_policy(Portal, HousePolicy(Portal, ("change", "view")))
register_permission_policy(
    RoleAssignment, HousePolicy(RoleAssignment, ("add", "delete", "view"))
)


@hooks.register("register_admin_viewset")
def house_screens() -> HouseViewSetGroup:
    return HouseViewSetGroup()


@hooks.register("register_log_actions")
def house_actions(actions: Any) -> None:
    actions.register_action("dinh.end_role", _("End role"), _("Role ended"))
