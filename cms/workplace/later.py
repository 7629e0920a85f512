"""Cards that a person's first page fetches once it stands: what is coming, how it goes.

The page itself asks a bounded number of questions, whatever rooms there are; these cards
ask theirs in a request of their own. Rooms add them by the hook ``construct_later_panels``,
in the form of Wagtail's own (``request``, a list). Drawing one up asks nothing.
"""

from typing import Any

from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from wagtail import hooks
from wagtail.admin.ui.components import Component

HOOK = "construct_later_panels"


class LaterSlot(Component):
    """Where the fetched cards go, after what waits for the person; till then a link."""

    order = 5
    template_name = "admin/workplace/later_slot.html"

    def __init__(self, *, aside: bool = False) -> None:
        self.aside = aside

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"aside": self.aside}


def later_panels(request: HttpRequest) -> list[Any]:
    """Return what is there for a person, in the order it is shown."""
    panels: list[Any] = []
    for add in hooks.get_hooks(HOOK):
        add(request, panels)
    return sorted(panels, key=lambda panel: panel.order)


def media_of(panels: list[Any]) -> Media:
    return sum((panel.media for panel in panels), Media())


@require_GET
def show_later(request: HttpRequest) -> HttpResponse:
    """Show these cards; the first page takes them out of here."""
    panels = later_panels(request)
    context = {
        "panels": panels,
        "media": media_of(panels),
        "header_title": _("What is coming"),
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("My work")},
            {"url": "", "label": _("What is coming")},
        ],
    }
    return TemplateResponse(request, "admin/workplace/later.html", context)
