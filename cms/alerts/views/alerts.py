"""The warnings of an office: what stands, what waits for approval, what was."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.alerts.models import Alert
from cms.alerts.permissions import (
    ALERTS,
    TEMPLATES,
    alerts_of,
    may_approve,
    may_end,
    may_look,
    templates_of,
)
from cms.alerts.services import approve_alert, end_alert
from cms.core.deeds import PlainDeeds

PAGE_SIZE = 50


class AlertsView(WagtailAdminTemplateMixin, TemplateView):
    """Templates to send, and every warning of the person's offices."""

    template_name = "admin/alerts/index.html"
    header_icon = "warning"
    page_title = gettext_lazy("Public warnings")

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not may_look(request.user):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person: Any = self.request.user
        rows = alerts_of(person).select_related("unit", "sent_by", "approved_by")
        page = Paginator(rows.most_urgent_first(), PAGE_SIZE)
        return {
            **super().get_context_data(**kwargs),
            "templates": templates_of(person).select_related("unit"),
            "may_send": ALERTS.user_has_permission(person, "add"),
            "may_keep": TEMPLATES.user_has_permission(person, "change"),
            "rows": page.get_page(self.request.GET.get("p")),
        }


class AlertView(PlainDeeds, WagtailAdminTemplateMixin, TemplateView):
    """One warning as readers see it, where, and what may still be done about it."""

    template_name = "admin/alerts/alert.html"
    header_icon = "warning"

    @cached_property
    def alert(self) -> Alert:
        rows = alerts_of(self.person).select_related(
            "unit", "sent_by", "approved_by", "ended_by"
        )
        found: Alert = get_object_or_404(rows, pk=self.kwargs["pk"])
        return found

    def get_page_title(self) -> str:
        return self.alert.title_vi

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("alerts:index"), "label": _("Public warnings")},
            {"url": "", "label": self.alert.title_vi},
        ]

    def deeds(self) -> dict[str, Callable[[], str]]:
        return {"approve": self._approve, "end": self._end}

    def back_to(self) -> str:
        return reverse("alerts:detail", args=[self.alert.pk])

    def _approve(self) -> str:
        approve_alert(alert=self.alert, actor=self.person)
        return _("Approved after the fact, in your name.")

    def _end(self) -> str:
        end_alert(alert=self.alert, actor=self.person)
        return _("Taken away: readers do not see it any more.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        portals: Any = self.alert.portals.select_related("unit", "site")
        return {
            **super().get_context_data(**kwargs),
            "alert": self.alert,
            "portals": portals.in_order(),
            "may_approve": may_approve(self.person, self.alert),
            "may_end": may_end(self.person, self.alert),
        }
