"""What stands before readers, on the first page of whoever warns them."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from cms.alerts.permissions import alerts_of

SHOWN = 5


class StandingAlerts(Component):
    """One button to warn; what stands, and what waits for somebody else's approval."""

    name = "standing_alerts"
    order = 0
    template_name = "admin/alerts/standing.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        rows = alerts_of(self.request.user).unsettled().select_related("sent_by")
        return {"alerts": rows.most_urgent_first()[:SHOWN]}
