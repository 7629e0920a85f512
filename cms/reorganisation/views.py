"""Admin views of changes of units."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.admin.views import generic

from cms.core.views import OwnUnitsEditView, OwnUnitsIndexView, OwnUnitsInspectView
from cms.reorganisation.carrying import Carrying
from cms.reorganisation.faults import (
    ChangeError,
    Fault,
    faults_of,
    refuse,
    too_early,
)
from cms.reorganisation.models import Change, ChangeState
from cms.reorganisation.newcomers import coming_unit
from cms.reorganisation.report import Report
from cms.reorganisation.services import (
    plan,
    prepare,
    undo,
    withdraw,
)
from cms.reorganisation.telling import told
from sites.views import WordedCreate

PLAN = "changes:plan"


class ChangeIndexView(OwnUnitsIndexView):
    list_help = gettext_lazy(
        "Renaming, merging, splitting and closing units, and handing sections over. A "
        "change is planned, tried, prepared, and carried out on its day."
    )
    list_empty = gettext_lazy("No change of units has been planned.")

    def get_base_queryset(self) -> "QuerySet[Change]":
        rows = super().get_base_queryset()
        return rows.prefetch_related(
            "passings__predecessor",
            "passings__successor",
            "subordinations__unit",
            "subordinations__parent",
            "movings__page",
        )

    def get_edit_url(self, instance: Change) -> str:
        return reverse(PLAN, args=[instance.pk])


class ToThePlan:
    """What was written leads to what it would do."""

    object: Change

    def get_success_url(self) -> str:
        return reverse(PLAN, args=[self.object.pk])

    def get_success_buttons(self) -> list[Any]:
        return []


class ChangeCreateView(ToThePlan, WordedCreate, generic.CreateView):
    submit_button_label = gettext_lazy("Save and check")


class ChangeEditView(ToThePlan, OwnUnitsEditView):
    """Only a plan is edited: what was prepared is taken back first."""

    def get_queryset(self) -> "QuerySet[Change]":
        return super().get_queryset().filter(state=ChangeState.DRAFT)


class ChangePlanView(OwnUnitsInspectView):
    """What a change would do, what stands in its way, and the next step."""

    any_permission_required = ["change", "view"]
    template_name = "admin/reorganisation/plan.html"
    page_title = gettext_lazy("Change of units")
    report: Report | None = None
    refused: list[Fault] | None = None

    def get_fields(self) -> list[str]:
        return []

    @cached_property
    def may_act(self) -> bool:
        return bool(
            self.permission_policy.user_has_permission_for_instance(
                self.request.user, "change", self.object
            )
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        deed = getattr(self, f"do_{request.POST.get('deed', '')}", None)
        if deed is None or not self.may_act:
            return HttpResponse(status=403)
        try:
            answer: HttpResponseBase | None = deed()
        except ChangeError as error:
            self.refused = error.faults
            return self._shown(status=422)
        return answer or redirect(PLAN, pk)

    def _shown(self, status: int = 200) -> HttpResponseBase:
        shown: HttpResponseBase = self.render_to_response(
            self.get_context_data(), status=status
        )
        return shown

    def do_try(self) -> HttpResponseBase:
        self.report = plan(change=self.object)
        return self._shown()

    def do_prepare(self) -> None:
        prepare(change=self.object, actor=self.request.user)
        messages.success(self.request, _("Prepared. Readers see nothing of it yet."))

    def do_undo(self) -> None:
        undo(change=self.object, actor=self.request.user)
        messages.success(self.request, _("Taken back. The change is a plan again."))

    def do_withdraw(self) -> None:
        withdraw(change=self.object, actor=self.request.user)
        messages.success(self.request, _("The change was given up."))

    def do_live(self) -> HttpResponseBase:
        """Carry it out beside this request, and send what is done while it is done."""
        refuse(self.object)
        carrying = Carrying(self.object, self.request.user)
        return StreamingHttpResponse(told(carrying, self.object, self.request))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        change = self.object
        passings = list(change.passings.select_related("predecessor", "successor"))
        return {
            **super().get_context_data(**kwargs),
            "change": change,
            "may_act": self.may_act and change.is_open,
            "is_plan": change.state == ChangeState.DRAFT,
            "passings": passings,
            "coming": coming_unit(change, passings),
            "subordinations": change.subordinations.select_related("unit", "parent"),
            "movings": change.movings.select_related("page", "target", "draft"),
            "faults": self._faults(change),
            "early": too_early(change),
            "report": self.report,
        }

    def _faults(self, change: Change) -> list[Fault]:
        if self.refused is not None:
            return self.refused
        return faults_of(change) if change.is_open else []
