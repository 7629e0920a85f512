"""The desk's first page, and the switcher: which of their units a person works in."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin.views.home import HomeView

from cms.workplace.later import LaterSlot, later_panels, media_of
from cms.workplace.places import AT_A_GLANCE, folder_of, place_of, units_of
from search.text import nfc
from sites.models import Unit
from sites.working import choose, working_unit_of

PAGE_SIZE = 24
LONGEST_SEARCH = 100


class FirstPage(HomeView):
    """What is mine, what is new, where I may write.

    Wagtail's own names one site and searches it; ours is about units, and never asks
    for the root paths of a thousand sites.
    """

    template_name = "admin/workplace/home.html"
    page_title = gettext_lazy("My work")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["later"] = later = later_panels(self.request)
        slots = [LaterSlot(), LaterSlot(aside=True)] if later else []
        panels = sorted([*context["panels"], *slots], key=lambda panel: panel.order)
        media = context["media"] + media_of(later)
        return {**context, "panels": panels, "media": media}

    def get_site_details(self) -> dict[str, Any]:
        return {}


@require_http_methods(["GET", "POST"])
def switch(request: HttpRequest) -> HttpResponseBase:
    """Show the person's units, or work in the one that was chosen."""
    return _choose(request) if request.method == "POST" else _show(request)


def _choose(request: HttpRequest) -> HttpResponseBase:
    wanted = request.POST.get("unit", "")
    if not wanted.isdecimal() or not choose(request, int(wanted)):
        raise Http404
    unit = Unit.objects.get(pk=wanted)
    messages.success(request, _("You work in %(unit)s now.") % {"unit": unit.name})
    folder = folder_of(unit)
    if folder is None:
        return redirect("wagtailadmin_home")
    return redirect("wagtailadmin_explore", folder.pk)


def _show(request: HttpRequest) -> HttpResponseBase:
    words = nfc(request.GET.get("q", "")).strip()[:LONGEST_SEARCH]
    units = units_of(request.user, words)  # type: ignore[arg-type]
    page = Paginator(units, PAGE_SIZE).get_page(request.GET.get("p"))
    working = working_unit_of(request)
    context: dict[str, Any] = {
        "places": [place_of(unit) for unit in page],
        "page_of_places": page,
        "words": words,
        "with_search": bool(words) or page.paginator.count > AT_A_GLANCE,
        "working_id": working.pk if working else None,
        "header_title": _("Where you work"),
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("My work")},
            {"url": "", "label": _("Where you work")},
        ],
    }
    return TemplateResponse(request, "admin/workplace/switch.html", context)
