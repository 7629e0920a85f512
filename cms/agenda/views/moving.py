"""Putting an entry to another day, by a form or by drag: both send the same.

The rooms that own plans and releases decide. What they refuse is said beside what was
chosen, and nothing is lost.
"""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _, pgettext

from cms.agenda.forms import PlannedForm, ReleaseForm
from cms.agenda.views.calendar import TITLE, AgendaPage
from cms.moderation.models import Case
from cms.moderation.refusals import RefusedError
from cms.moderation.services import schedule
from cms.planning.models import Assignment
from cms.planning.services import move_assignment
from sites.columns import day, moment

UNPROCESSABLE = 422
NEXT = "next"


class MoveView(AgendaPage):
    """Asks where to, or takes what a drag sent."""

    template_name = "admin/agenda/move.html"
    http_method_names = ["get", "head", "post"]
    form_class: ClassVar[type[PlannedForm]]

    @cached_property
    def row(self) -> Any:
        raise NotImplementedError

    def initial(self) -> dict[str, Any]:
        raise NotImplementedError

    def move(self, form: Any) -> str:
        """Put it there; return the new day in words. Raises what the room refuses with."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.answer(self.form_class(initial=self.initial()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sent = {name: value.isoformat() for name, value in self.initial().items()}
        form = self.form_class({**sent, **request.POST.dict()})
        if not form.is_valid():
            return self.answer(form, UNPROCESSABLE)
        try:
            words = self.move(form)
        except ValidationError as refusal:
            form.add_error("on", refusal.messages)
        except RefusedError as refusal:
            form.add_error("on", refusal.faults)
        else:
            told = {"item": self.row, "day": words}
            messages.success(request, _("“%(item)s” now stands at %(day)s.") % told)
            return redirect(self.back)
        return self.answer(form, UNPROCESSABLE)

    def answer(self, form: PlannedForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(form=form, row=self.row, back=self.back)
        return self.render_to_response(context, status=status)

    @property
    def back(self) -> str:
        """Return the screen it was moved from; the calendar if that is not ours."""
        asked = self.request.POST.get(NEXT) or self.request.GET.get(NEXT) or ""
        home = reverse("agenda:month")
        safe = url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
        return asked if safe and asked.startswith(home) else home

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
        here = {"url": "", "label": pgettext("in the calendar", "Move")}
        return [home, {"url": self.back, "label": TITLE}, here]


class MovePlannedView(MoveView):
    form_class = PlannedForm

    @cached_property
    def row(self) -> Any:
        rows = Assignment.objects.visible_to(self.narrowing.user).select_related("unit")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def initial(self) -> dict[str, Any]:
        return {"on": self.row.due_on}

    def move(self, form: Any) -> str:
        on, actor = form.cleaned_data["on"], self.narrowing.user
        moved = move_assignment(assignment=self.row, due_on=on, actor=actor)
        return day(moved.due_on)


class MoveReleaseView(MoveView):
    form_class = ReleaseForm

    @cached_property
    def row(self) -> Any:
        rows = Case.objects.visible_to(self.narrowing.user).filter(
            release_at__isnull=False
        )
        return get_object_or_404(
            rows.select_related("record", "unit"), pk=self.kwargs["pk"]
        )

    def initial(self) -> dict[str, Any]:
        local = timezone.localtime(self.row.release_at)
        return {"on": local.date(), "at": local.time().replace(second=0, microsecond=0)}

    def move(self, form: Any) -> str:
        told = form.cleaned_data
        wanted = timezone.make_aware(datetime.combine(told["on"], told["at"]))
        actor = self.narrowing.user
        moved = schedule(case=self.row, at=wanted, actor=actor)
        return moment(moved.scheduled_for)
