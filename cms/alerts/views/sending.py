"""From a template to the readers: fill in, read once more, send."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.alerts.forms import SendForm
from cms.alerts.models import AlertTemplate
from cms.alerts.permissions import may_send, templates_of
from cms.alerts.services import send_alert

UNPROCESSABLE = 422
# Of the form's own buttons, not of what somebody filled in.
BUTTONS = {"csrfmiddlewaretoken", "step", "seal"}


class SendView(WagtailAdminTemplateMixin, FormView):
    """Two screens at one address: nothing is stored before the second one is sent."""

    template_name = "admin/alerts/send.html"
    confirm_template = "admin/alerts/confirm.html"
    form_class = SendForm
    header_icon = "warning"
    page_title = gettext_lazy("Warn the public")
    request: HttpRequest

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not may_send(request.user, self.template.unit_id):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    @cached_property
    def template(self) -> AlertTemplate:
        rows = templates_of(self.request.user)
        found: AlertTemplate = get_object_or_404(
            rows.select_related("unit"), pk=self.kwargs["pk"]
        )
        return found

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "template": self.template}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("alerts:index"), "label": _("Public warnings")},
            {"url": "", "label": self.template.title_vi},
        ]

    def form_valid(self, form: Any) -> HttpResponse:
        step = self.request.POST.get("step")
        if step == "change":
            return self.render_to_response(self.get_context_data(form=form))
        if step == "send" and self.request.POST.get("seal") == form.seal:
            return self._send(form)
        return self._confirm(form, is_changed=step == "send")

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(
            self.get_context_data(form=form), status=UNPROCESSABLE
        )

    def _confirm(self, form: Any, *, is_changed: bool) -> HttpResponse:
        typed = [
            (name, value)
            for name, values in self.request.POST.lists()
            if name not in BUTTONS
            for value in values
        ]
        self.template_name = self.confirm_template
        return self.render_to_response(
            self.get_context_data(
                form=form, draft=form.draft, typed=typed, is_changed=is_changed
            )
        )

    def _send(self, form: Any) -> HttpResponse:
        draft = form.draft
        try:
            alert = send_alert(
                template=self.template,
                values=draft.values,
                portals=draft.portals,
                expires_at=draft.expires_at,
                is_everywhere=form.is_everywhere,
                actor=self.request.user,  # type: ignore[arg-type]
            )
        except ValidationError as refusal:
            form.add_faults(refusal.message_dict)
            return self.form_invalid(form)
        messages.success(
            self.request,
            _(
                "Readers see the warning now. Somebody else of the office has to approve it."
            ),
        )
        return redirect("alerts:detail", alert.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "template": self.template}
