"""What the admin shows to the house's keepers, and to nobody else."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from sites.models import Portal, Unit
from sites.policies import HousePolicy
from sites.viewsets import HouseViewSetGroup

# Units and portals stay for ever.
register_permission_policy(Unit, HousePolicy(Unit, ("add", "change", "view")))
register_permission_policy(Portal, HousePolicy(Portal, ("change", "view")))


@hooks.register("register_admin_viewset")
def house_screens() -> HouseViewSetGroup:
    return HouseViewSetGroup()
