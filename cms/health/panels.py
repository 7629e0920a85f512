"""What has to be mended, on the first page of the administration."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from cms.health.permissions import CHECKS

SHOWN = 5


class HealthToMend(Component):
    """The most urgent of what nobody has seen to yet, for whoever may act."""

    name = "health_to_mend"
    order = 16
    aside = True
    template_name = "admin/health/to_mend.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        person: Any = self.request.user
        if not CHECKS.user_has_permission(person, "change"):
            return {"checks": []}
        own: Any = CHECKS.instances_user_has_permission_for(person, "change")
        worst = own.to_mend().most_urgent_first().select_related("portal__unit")
        return {"checks": list(worst[:SHOWN])}
