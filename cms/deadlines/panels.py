"""A card of the first page: what is to be sent in next."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from cms.deadlines.choices import Stop
from cms.deadlines.left import told_of
from cms.deadlines.models import Due

AT_A_GLANCE = 5


class DueNext(Component):
    """Items of the person's units that are still to be sent in, the nearest first."""

    name = "deadlines_next"
    order = 5
    template_name = "admin/deadlines/next.html"

    def __init__(self, request: HttpRequest) -> None:
        self.user: Any = request.user

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        dues = Due.objects.open().governing().visible_to(self.user)
        waiting = dues.filter(rule__stop=Stop.SUBMISSION)
        rows = waiting.select_related("record__unit", "rule")[:AT_A_GLANCE]
        return {"rows": [(due.record, told_of(due)) for due in rows]}
