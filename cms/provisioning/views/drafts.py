"""Where a draft begins, and its steps."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import (
    gettext as _,
    gettext_lazy,
)
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from cms.provisioning.checking import DraftFault
from cms.provisioning.forms import FORMS, StartForm, StepForm, UnitStep
from cms.provisioning.frames import Frame, frame_of_portal, patterns
from cms.provisioning.permissions import (
    OPENINGS,
    unit_choices,
    units_opened_by,
)
from cms.provisioning.services.drafts import (
    ClosedError,
    StaleError,
    begin_opening,
    save_step,
)
from cms.provisioning.views.screens import INDEX, viewer_of
from cms.provisioning.views.wizard import (
    QUESTIONS,
    STEPS,
    UNPROCESSABLE,
    DraftScreen,
    leading_to,
)
from sites.models import Portal
from sites.querysets import PortalQuerySet


class StartView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Begin a draft: below which unit, with which structure."""

    permission_policy = OPENINGS
    permission_required = "add"
    form_class = StartForm
    template_name = "admin/provisioning/start.html"
    page_title = gettext_lazy("Open a portal")
    header_icon = "site"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse(INDEX), "label": _("Opening portals")},
            {"url": "", "label": self.page_title},
        ]

    @cached_property
    def portals(self) -> PortalQuerySet:
        """Return the portals that the person sees and may take the structure of."""
        units = units_opened_by(viewer_of(self.request))
        found: PortalQuerySet = Portal.objects.filter(unit__in=units)
        return found.select_related("unit", "site__root_page").in_order()

    def get_form_kwargs(self) -> dict[str, Any]:
        user = viewer_of(self.request)
        return {
            **super().get_form_kwargs(),
            "units": units_opened_by(user).existing(),
            "portals": self.portals,
            "top": user.is_superuser,
        }

    def form_valid(self, form: StartForm) -> HttpResponse:
        frame, source = self._frame(form.cleaned_data["start"])
        opening = begin_opening(
            actor=viewer_of(self.request),
            above=form.cleaned_data["above"],
            name=form.cleaned_data["name"],
            frame=frame,
            taken_from=source,
        )
        return redirect("openings:step", opening.pk, "unit")

    def form_invalid(self, form: StartForm) -> HttpResponse:
        context = self.get_context_data(form=form)
        return self.render_to_response(context, status=UNPROCESSABLE)

    def _frame(self, start: str) -> tuple[Frame, str]:
        kind, key = start.split(":", 1)
        if kind == "pattern":
            pattern = patterns()[key]
            return pattern.frame, pattern.title
        portal = self.portals.get(pk=key)
        return frame_of_portal(portal), str(portal)


class StepView(DraftScreen):
    """One step: what is typed is kept, and its faults stand beside the fields."""

    template_name = "admin/provisioning/step.html"

    @property
    def now(self) -> str:  # type: ignore[override]
        return str(self.kwargs["step"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        seen = self.now in self.opening.texts("saved")
        return self._shown(self.faults if seen else [])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        typed = {
            **self.form_class.typed_in(self.opening, request.POST),
            "saved": sorted({*self.opening.texts("saved"), self.now}),
        }
        try:
            self.opening = save_step(
                opening=self.opening,
                actor=viewer_of(request),
                typed=typed,
                version=self.told_version(),
            )
        except StaleError as fault:
            self.say_stale(fault)
            self.opening = fault.opening
            self.opening.typed = {**self.opening.typed, **typed}
            return self._shown(self.faults, status=409)
        except ClosedError as fault:
            return redirect(leading_to(fault.opening))
        return self._go_on()

    def _go_on(self) -> HttpResponse:
        mine = [fault for fault in self.faults if fault.step == self.now]
        if mine:
            return self._shown(self.faults, status=UNPROCESSABLE)
        keys = [*STEPS]
        return redirect(self.url_of(keys[keys.index(self.now) + 1]))

    @property
    def form_class(self) -> type[StepForm]:
        return FORMS[self.now]

    def _form(self, faults: list[DraftFault]) -> StepForm:
        kind: type[StepForm] = self.form_class
        if issubclass(kind, UnitStep):
            units = unit_choices(viewer_of(self.request), self.opening.above)
            kind = type("UnitStepHere", (kind,), {"units": units.in_order()})
        return kind(self.opening, [fault for fault in faults if fault.step == self.now])

    def _shown(self, faults: list[DraftFault], status: int = 200) -> HttpResponse:
        keys = [*STEPS]
        place = keys.index(self.now)
        context = self.get_context_data(
            form=self._form(faults),
            question=QUESTIONS[self.now],
            before=self.url_of(keys[place - 1]) if place else reverse(INDEX),
            after=self.url_of(keys[place + 1]),
            is_people=self.now == "people",
        )
        return self.render_to_response(context, status=status)
