"""What is on at one's units, on the first page."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.ui.components import Component

from cms.modes.permissions import modes_of
from cms.modes.selectors import held_count

SHOWN = 4


class ModesOn(Component):
    """“Đang Quốc tang đến 24:00 ngày …: 3 tin được giữ lại”; nothing on ordinary days."""

    name = "modes_on"
    order = 0
    template_name = "admin/modes/on.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        person = self.request.user
        now = timezone.now()
        modes = list(modes_of(person).on(now).order_by("begins_at", "pk")[:SHOWN])
        held = held_count(modes, person) if modes else {}
        return {"modes": [(mode, held.get(mode.pk, 0)) for mode in modes]}
