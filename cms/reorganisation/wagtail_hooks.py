"""What the admin shows of changes of units."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from cms.reorganisation.models import Change
from cms.reorganisation.permissions import CHANGES
from cms.reorganisation.viewsets import ChangeViewSet

register_permission_policy(Change, CHANGES)


@hooks.register("register_admin_viewset")
def screens() -> ChangeViewSet:
    return ChangeViewSet()
