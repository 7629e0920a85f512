"""What the admin shows of people and roles."""

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy

from cms.members.permissions import PEOPLE
from cms.members.viewsets import PeopleViewSet
from sites.models import RoleAssignment
from sites.reach import reach_of

register_permission_policy(RoleAssignment, PEOPLE)


class OwnRolesItem(MenuItem):
    """For whoever holds a role; keepers of the house need none."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(reach_of(request.user).held)


@hooks.register("register_admin_viewset")
def personnel() -> PeopleViewSet:
    return PeopleViewSet()


@hooks.register("register_admin_menu_item")
def own_roles() -> MenuItem:
    url = reverse_lazy("members:own")
    return OwnRolesItem(_("My roles"), url, icon_name="key", order=705)
