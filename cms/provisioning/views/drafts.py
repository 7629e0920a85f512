"""The list of openings, and the wizard: start, steps, check."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import (
    gettext as _,
    gettext_lazy,
    ngettext,
    pgettext_lazy,
)
from django.views.generic import FormView
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton

from cms.provisioning.checking import DraftFault, OpeningError, faults_of
from cms.provisioning.document import existing_unit, trial_hostname
from cms.provisioning.forms import FORMS, StartForm, StepForm, UnitStep
from cms.provisioning.frames import Frame, frame_of_portal, patterns
from cms.provisioning.models import Opening
from cms.provisioning.permissions import (
    OPENINGS,
    openings_of,
    unit_choices,
    units_opened_by,
)
from cms.provisioning.services.drafts import (
    ClosedError,
    StaleError,
    begin_opening,
    drop_opening,
    open_trial,
    save_step,
)
from cms.provisioning.views.common import INDEX, OpeningScreen, viewer_of
from sites.columns import MomentColumn
from sites.models import Portal
from sites.theming import THEMES

UNPROCESSABLE = 422
STEPS: dict[str, str | Promise] = {
    "unit": gettext_lazy("Unit"),
    "address": gettext_lazy("Addresses"),
    "look": gettext_lazy("Looks and sections"),
    "owner": pgettext_lazy("of a portal", "Owner"),
    "people": gettext_lazy("People and roles"),
    "check": gettext_lazy("Check and open"),
}
QUESTIONS: dict[str, str | Promise] = {
    "unit": gettext_lazy("Which unit is the portal for?"),
    "address": gettext_lazy("At which addresses does it stand?"),
    "look": gettext_lazy("How does it look, and which sections does it have?"),
    "owner": gettext_lazy("Whose is it, and who answers for it?"),
    "people": gettext_lazy("Who works for it?"),
}


def leading_to(opening: Opening) -> str:
    """Return the screen on which an opening goes on."""
    name = "check" if opening.portal_id is None else "record"
    return reverse(f"openings:{name}", args=[opening.pk])


class OpeningIndexView(generic.IndexView):
    model = Opening
    permission_policy = OPENINGS
    any_permission_required = ["view", "change"]
    page_title = gettext_lazy("Opening portals")
    header_icon = "site"
    index_url_name = INDEX
    index_results_url_name = "openings:index_results"
    default_ordering = "-changed_at"
    paginate_by = 50
    search_fields = ("name", "hostname")
    list_help = gettext_lazy(
        "A portal is prepared in a draft, opened on trial for those who are invited, and "
        "opened for everybody when nothing of the checklist is missing."
    )
    list_empty = gettext_lazy("No portal is being opened.")

    def get_base_queryset(self) -> "QuerySet[Opening]":
        return openings_of(viewer_of(self.request))

    @cached_property
    def columns(self) -> list[BaseColumn]:
        return [
            TitleColumn("name", label=_("Unit"), get_url=leading_to, sort_key="name"),
            Column(
                "above", label=_("Unit above"), accessor=lambda one: one.above or ""
            ),
            Column("state", label=_("State"), accessor="get_state_display"),
            Column(
                "changed_by",
                label=_("Last changed by"),
                accessor=lambda one: one.changed_by or "",
            ),
            MomentColumn("changed_at", label=_("Last changed"), sort_key="changed_at"),
        ]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        url = reverse("openings:start")
        return [HeaderButton(_("Open a portal"), url=url, icon_name="plus")]


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
    def portals(self) -> "QuerySet[Portal]":
        """Return the portals that the person sees and may take the structure of."""
        units = units_opened_by(viewer_of(self.request))
        found: QuerySet[Portal] = Portal.objects.filter(unit__in=units)
        return found.select_related("unit", "site__root_page").order_by("unit__name")

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


@dataclass(frozen=True)
class Step:
    """One step in the margin."""

    number: int
    key: str
    title: str
    url: str
    is_done: bool
    is_now: bool


class DraftScreen(OpeningScreen):
    """A screen of the wizard; what is no draft any more goes on elsewhere."""

    now: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not OPENINGS.user_has_permission(viewer_of(request), "change"):
            raise PermissionDenied
        if self.opening.portal_id is not None:
            return redirect(leading_to(self.opening))
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def faults(self) -> list[DraftFault]:
        return faults_of(self.opening, viewer_of(self.request))

    def steps(self) -> list[Step]:
        waiting = {fault.step for fault in self.faults} | {"check"}
        return [
            Step(
                number,
                key,
                str(title),
                self.url_of(key),
                is_done=key not in waiting,
                is_now=key == self.now,
            )
            for number, (key, title) in enumerate(STEPS.items(), start=1)
        ]

    def url_of(self, step: str, field: str = "") -> str:
        if step == "check":
            return reverse("openings:check", args=[self.opening.pk])
        anchor = f"#id_{field}" if field else ""
        return reverse("openings:step", args=[self.opening.pk, step]) + anchor

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "opening": self.opening,
            "steps": self.steps(),
            "number": [*STEPS].index(self.now) + 1,
            "total": len(STEPS),
        }


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
            kind = type("UnitStepHere", (kind,), {"units": units.order_by("name")})
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


@dataclass(frozen=True)
class Line:
    """One step in a line of the check."""

    title: str
    words: str
    url: str
    faults: int


class CheckView(DraftScreen):
    """Every fault of every step at once; then the deed."""

    template_name = "admin/provisioning/check.html"
    now = "check"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        deed = {"open": self.do_open, "drop": self.do_drop}.get(
            request.POST.get("deed", "")
        )
        if deed is None:
            return HttpResponse(status=400)
        try:
            return deed(viewer_of(request))
        except StaleError as fault:
            self.say_stale(fault)
            return redirect(self.url_of("check"))
        except ClosedError as fault:
            messages.info(request, _("It has been done already."))
            return redirect(leading_to(fault.opening))

    def do_open(self, actor: Any) -> HttpResponse:
        try:
            open_trial(opening=self.opening, actor=actor, version=self.told_version())
        except OpeningError as error:
            self.faults = error.faults
            return self.render_to_response(
                self.get_context_data(), status=UNPROCESSABLE
            )
        messages.success(self.request, _("The portal stands on trial."))
        return redirect("openings:record", self.opening.pk)

    def do_drop(self, actor: Any) -> HttpResponse:
        drop_opening(opening=self.opening, actor=actor, version=self.told_version())
        messages.success(self.request, _("The draft was given up."))
        return redirect(INDEX)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = [
            {
                "step": STEPS[fault.step],
                "label": self._label(fault),
                "message": fault.message,
                "url": self.url_of(fault.step, fault.field),
            }
            for fault in self.faults
        ]
        number = len(told)
        return {
            **super().get_context_data(**kwargs),
            "told": told,
            "head": ngettext(
                "Not open yet: %(number)d thing is still to be done.",
                "Not open yet: %(number)d things are still to be done.",
                number,
            )
            % {"number": number},
            "lines": [self._line(key) for key in QUESTIONS],
            "trial": trial_hostname(self.opening),
        }

    def _label(self, fault: DraftFault) -> str:
        field = self._forms[fault.step].fields.get(fault.field)
        return str(field.label) if field and field.label else ""

    @cached_property
    def _forms(self) -> dict[str, StepForm]:
        return {key: form(self.opening) for key, form in FORMS.items()}

    def _line(self, key: str) -> Line:
        number = sum(fault.step == key for fault in self.faults)
        words = " · ".join(filter(None, _WORDS[key](self.opening)))
        return Line(str(STEPS[key]), words, self.url_of(key), number)


def _of_unit(opening: Opening) -> list[str]:
    unit = existing_unit(opening)
    return [unit.name if unit else opening.text("name"), str(opening.above or "")]


def _of_address(opening: Opening) -> list[str]:
    return [trial_hostname(opening), opening.hostname]


def _of_look(opening: Opening) -> list[str]:
    theme = THEMES.get(opening.text("theme"))
    number = len(opening.texts("sections"))
    sections = ngettext("%(number)d section", "%(number)d sections", number)
    return [theme.title if theme else "", sections % {"number": number}]


def _of_owner(opening: Opening) -> list[str]:
    return [opening.text("owner_vi_name"), opening.text("email")]


def _of_people(opening: Opening) -> list[str]:
    number = len(opening.people())
    people = ngettext("%(number)d person invited", "%(number)d people invited", number)
    return [people % {"number": number}]


_WORDS = {
    "unit": _of_unit,
    "address": _of_address,
    "look": _of_look,
    "owner": _of_owner,
    "people": _of_people,
}
