"""Open reports on the first page of the administration."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from cms.corrections.permissions import REPORTS, to_answer

SHOWN = 5


class ReportsToAnswer(Component):
    """The reports that wait longest, for whoever may answer them."""

    name = "reports_to_answer"
    order = 15
    aside = True
    template_name = "admin/corrections/to_answer.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        person: Any = self.request.user
        may_answer = REPORTS.user_has_permission(person, "change")
        waiting = to_answer(person).order_by("received_at")[:SHOWN]
        return {
            "may_answer": may_answer,
            "reports": list(waiting) if may_answer else [],
        }
