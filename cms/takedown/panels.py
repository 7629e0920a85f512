"""What waits for the board, and what somebody was told, on the first page."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.ui.components import Component

from cms.takedown.models import Notice, Removal
from cms.takedown.permissions import REMOVALS
from sites.selectors import units_at_work

SHOWN = 5


class RemovalsToDecide(Component):
    """The nearest limits first, for whoever may decide; then unseen notices."""

    name = "removals_to_decide"
    order = 14
    aside = True
    template_name = "admin/takedown/to_decide.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        person: Any = self.request.user
        if not REMOVALS.user_has_permission(person, "view"):
            return {"is_shown": False}
        unseen = Notice.objects.filter(person=person, seen_at__isnull=True)
        notices = unseen.select_related("removal__record").order_by("-told_at")[:SHOWN]
        waiting = self._waiting(person)
        return {
            "is_shown": True,
            "waiting": waiting,
            "notices": [notice for notice in notices if notice.removal not in waiting],
            "now": timezone.now(),
        }

    def _waiting(self, person: Any) -> list[Removal]:
        rows: Any = REMOVALS.instances_user_has_permission_for(person, "decide")
        mine = rows.waiting().filter(record__unit__in=units_at_work())
        others = mine.exclude(asked_by=person.pk).select_related("record")
        return list(others.most_urgent_first()[:SHOWN])
