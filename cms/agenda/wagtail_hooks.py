"""What the admin shows of the calendar and of days to remember."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from cms.agenda.remembering import OccasionViewSet
from cms.agenda.viewsets import AgendaViewSet
from cms.almanac.models import Occasion
from cms.almanac.permissions import OCCASIONS

register_permission_policy(Occasion, OCCASIONS)


@hooks.register("register_admin_viewset")
def screens() -> list[AgendaViewSet | OccasionViewSet]:
    return [AgendaViewSet(), OccasionViewSet()]
