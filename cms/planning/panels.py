"""Cards of the first page: notes to acknowledge, and what the person is to write."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from cms.planning.models import Orientation
from cms.planning.selectors import assignments_for
from cms.planning.standing import standing

SHOWN = 6


class NotesToRead(Component):
    """Notes from above that the person has not acknowledged."""

    name = "notes_to_read"
    order = 1
    template_name = "admin/planning/notes_to_read.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user: Any = self.request.user
        notes = Orientation.objects.unread_by(user).select_related("unit")
        return {"notes": list(notes)}


class MyAssignments(Component):
    """What the person has to write, then what nobody has; the nearest day first."""

    name = "my_assignments"
    order = 8
    template_name = "admin/planning/my_assignments.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user: Any = self.request.user
        rows = assignments_for(user).order_by("due_on", "due_time", "pk")
        found = list(rows[: 2 * SHOWN])
        mine = [row for row in found if row.person_id == user.pk]
        free = [row for row in found if row.person_id is None]
        shown = [*mine, *free][:SHOWN]
        return {"rows": [(row, standing(row)) for row in shown]}
