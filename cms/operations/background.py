"""Admin views of the work in the background: what waits, what is dead, what to do."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import (
    gettext as _,
    gettext_lazy,
    ngettext,
    pgettext_lazy,
)
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.views import generic

from cms.core.views import UrgentFirst
from cms.jobs.models import LONGEST_REASON, Job, JobState
from cms.jobs.registry import find
from cms.jobs.selectors import standings
from cms.jobs.services import RefusedError
from cms.operations.services import drop_job, retry_job, retry_topic
from sites.columns import MomentColumn, PlainColumn, moment

LIST, DETAIL = "jobs:index", "jobs:inspect"
AT_REST = (JobState.DONE, JobState.DROPPED)
LOOKS = {
    JobState.DEAD: " is-crit",
    JobState.LEASED: " is-info",
    JobState.DONE: " is-ok",
}


class DropForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why it is dropped"), max_length=LONGEST_REASON
    )


def state_cell(job: Job) -> str:
    look = LOOKS.get(JobState(job.state), "")
    return format_html(
        '<span class="d-chip{}">{}</span>', look, job.get_state_display()
    )


class JobIndexView(UrgentFirst, generic.IndexView):
    """What is open or dead; what is at rest only when somebody asks for it."""

    template_name = "admin/operations/jobs.html"
    page_title = gettext_lazy("Work in the background")
    list_help = gettext_lazy(
        "Mail, releases by the clock and other work that no reader or editor waits for. "
        "What could not be done after all attempts is a dead letter: try it again once "
        "the cause is mended, or drop it with a reason."
    )
    list_empty = gettext_lazy("Nothing waits, and nothing is dead.")

    def get_base_queryset(self) -> "QuerySet[Job]":
        rows: QuerySet[Job] = super().get_base_queryset().defer("payload")
        if self.request.GET.getlist("state"):
            return rows
        return rows.exclude(state__in=AT_REST)

    @cached_property
    def columns(self) -> list[BaseColumn]:
        title = self._get_title_column_class(TitleColumn)
        return [
            title(
                "topic",
                label=pgettext_lazy("job", "Topic"),
                get_url=self.get_inspect_url,
            ),
            Column("state", label=pgettext_lazy("job", "State"), accessor=state_cell),
            PlainColumn("last_error", label=_("Last error")),
            Column("attempts", label=_("Attempts")),
            MomentColumn(
                "next_at", label=pgettext_lazy("job", "Not before"), sort_key="next_at"
            ),
            MomentColumn(
                "created_at", label=pgettext_lazy("job", "Asked for"), sort_key="pk"
            ),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "standings": standings()}


class JobInspectView(generic.InspectView):
    """One job: what is known of it, and what a keeper of the house can do."""

    template_name = "admin/operations/job.html"
    page_title = gettext_lazy("Work in the background")
    deed = ""

    def get_object(self, queryset: Any = None) -> Job:
        job: Job = get_object_or_404(Job.objects.defer("payload"), pk=self.pk)
        return job

    def get_fields(self) -> list[str]:
        return []

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        self.deed = request.POST.get("deed", "")
        act = getattr(self, f"do_{self.deed}", None)
        if act is None:
            return HttpResponse(status=403)
        try:
            if not act():
                answer: HttpResponseBase = self.render_to_response(
                    self.get_context_data(), status=422
                )
                return answer
        except RefusedError as refusal:
            messages.error(request, str(refusal))
            return redirect(DETAIL, pk)
        return redirect(LIST)

    def do_retry(self) -> bool:
        retry_job(job=self.object, actor=self.person)
        messages.success(self.request, _("It is tried again."))
        return True

    def do_all(self) -> bool:
        number = retry_topic(job=self.object, actor=self.person)
        words = ngettext(
            "%(number)d job is tried again.",
            "%(number)d jobs are tried again.",
            number,
        )
        messages.success(self.request, words % {"number": number})
        return True

    def do_drop(self) -> bool:
        form = self.drop_form
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            drop_job(job=self.object, actor=self.person, reason=reason)
            messages.success(self.request, _("Dropped."))
        return not form.errors

    @property
    def person(self) -> Any:
        return self.request.user

    @cached_property
    def drop_form(self) -> DropForm:
        return DropForm(self.request.POST if self.deed == "drop" else None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        job = self.object
        is_known = find(job.topic) is not None
        is_dead = job.state == JobState.DEAD
        return {
            **super().get_context_data(**kwargs),
            "job": job,
            "state": state_cell(job),
            "facts": self._facts(job),
            "is_known": is_known,
            "is_dead": is_dead,
            "may_drop": is_dead or (job.state == JobState.READY and not is_known),
            "drop_form": self.drop_form,
        }

    def _facts(self, job: Job) -> list[tuple[str, str]]:
        told = {
            _("Last error"): job.last_error,
            _("Attempts"): str(job.attempts),
            pgettext_lazy("job", "Asked for"): moment(job.created_at),
            pgettext_lazy("job", "Not before"): moment(job.next_at),
            _("Under way until"): moment(job.lease_until) if job.lease_until else "",
            _("Worked on by"): job.lease_owner,
            pgettext_lazy("job", "Ended"): (
                moment(job.finished_at) if job.finished_at else ""
            ),
        }
        return [(str(label), value) for label, value in told.items() if value]
