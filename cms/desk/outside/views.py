"""The desk's side: ask, copy the link once, see what became of it, revoke."""

from typing import cast

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cms.desk.approval.crumbs import crumbs_to
from cms.desk.outside.forms import AskForm
from cms.desk.permissions import CHANGE
from cms.moderation.models import Case, Consultation
from cms.moderation.querysets import CaseQuerySet
from cms.moderation.refusals import RefusedError
from cms.moderation.selectors import cases_awaiting
from cms.moderation.services import ask_outside, pass_of, revoke
from cms.users.models import User
from sites.selectors import units_allowing


@never_cache
@require_http_methods(["GET", "POST"])
def consultations(request: HttpRequest, case: int) -> HttpResponse:
    """List who was asked about a case, and ask somebody else."""
    found = _case(request, case)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _asked(request, found, form)
        except RefusedError as refusal:
            for fault in refusal.faults:
                form.add_error(None, fault)
    return _screen(request, found, form)


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a link open nothing any more."""
    rows = Consultation.objects.filter(case__in=_cases(request))
    consultation = get_object_or_404(rows, pk=pk)
    revoke(consultation=consultation)
    words = _("The link of %(name)s opens nothing any more.")
    messages.success(request, words % {"name": consultation.name})
    return redirect("outside:consultations", consultation.case_id)


def _cases(request: HttpRequest) -> CaseQuerySet:
    """Return the cases about which the person may ask: their unit's, or their turn."""
    user = cast("User", request.user)
    visible = Case.objects.visible_to(user).filter(
        unit__in=units_allowing(user, CHANGE)
    )
    awaiting = cases_awaiting(user).values("pk")
    may = Q(pk__in=visible.values("pk")) | Q(pk__in=awaiting)
    cases: CaseQuerySet = Case.objects.filter(may)
    return cases


def _case(request: HttpRequest, key: int) -> Case:
    found: Case = get_object_or_404(_cases(request).with_facts(), pk=key)
    return found


def _asked(request: HttpRequest, case: Case, form: AskForm) -> HttpResponse:
    """Show the link: it is made anew from the row, and shown this once."""
    said = form.cleaned_data
    consultation = ask_outside(
        case=case,
        actor=cast("User", request.user),
        name=said["name"],
        organisation=said["organisation"],
        expires_at=form.expires_at(),
    )
    path = reverse("outside_review", args=[pass_of(consultation)])
    link = request.build_absolute_uri(path)
    return _screen(request, case, AskForm(), asked=consultation, link=link)


def _screen(
    request: HttpRequest,
    case: Case,
    form: AskForm,
    *,
    asked: Consultation | None = None,
    link: str = "",
) -> HttpResponse:
    rows = case.consultations.select_related("asked_by").prefetch_related("advice")
    context = {
        "case": case,
        "form": form,
        "consultations": rows.order_by("-pk"),
        "asked": asked,
        "link": link,
        "header_title": _("Opinions from outside"),
        "breadcrumbs_items": crumbs_to(case, _("Opinions from outside")),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "admin/desk/outside/list.html", context, status=status)
