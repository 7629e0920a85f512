"""Open reports on the first page of the administration."""

from typing import Any

from django.db.models import Count, Window
from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from cms.corrections.permissions import REPORTS, to_answer

SHOWN = 5


def first_reports(request: HttpRequest) -> list[Any]:
    """Return the reports that wait longest, each with how many wait; read once."""
    if not hasattr(request, "reports_waiting"):
        waiting = to_answer(request.user).annotate(waiting=Window(Count("pk")))  # type: ignore[arg-type]
        request.reports_waiting = list(waiting.order_by("received_at")[:SHOWN])  # type: ignore[attr-defined]
    reports: list[Any] = request.reports_waiting  # type: ignore[attr-defined]
    return reports


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
        return {
            "may_answer": may_answer,
            "reports": first_reports(self.request) if may_answer else [],
        }
