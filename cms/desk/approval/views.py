"""The screen of a case: reading it, deciding about it, everything else one does to it."""

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cms.desk.approval import confirming
from cms.desk.approval.access import case_for, has_lost
from cms.desk.approval.crumbs import crumbs
from cms.desk.approval.forms import (
    ApprovalForm,
    PriorityForm,
    ReassignForm,
    RemarkForm,
    ReturnForm,
    ScheduleForm,
)
from cms.desk.approval.screens import Screen
from cms.desk.approval.standing import Standing
from cms.desk.hours import hour
from cms.moderation.models import Case, CaseState
from cms.moderation.refusals import RefusedError
from cms.moderation.services import (
    Word,
    claim,
    comment,
    confirm_emergency,
    decide,
    let_go,
    note_seen,
    prioritise,
    reassign,
    recall,
    return_case,
    schedule,
    withdraw,
)
from cms.users.models import User

LOST = "admin/desk/lost.html"
NO_PARTY = 0  # no party has this key: a word for it is always refused, in words


@require_http_methods(["GET", "POST"])
def show_case(request: HttpRequest, case: int) -> HttpResponse:
    """Show a case, or do with it what the button says."""
    user = cast("User", request.user)
    if request.method == "POST" and has_lost(user, case):
        return _lost(request)
    found = case_for(user, case)
    screen = Screen(request, Standing(found, user))
    if request.method != "POST":
        note_seen(case=found, person=user)
        return screen.response()
    deed = DEEDS.get(request.POST.get("do", ""))
    if deed is None:
        raise PermissionDenied
    try:
        return deed(screen)
    except RefusedError as refusal:
        return _refused(screen, refusal.faults)


@require_GET
def read_case(request: HttpRequest, case: int) -> HttpResponse:
    """Draw exactly what was submitted, as readers will see it."""
    page = Standing(case_for(request.user, case), cast("User", request.user)).page
    if page is None or not page.is_previewable():
        raise Http404
    # As in the editor's own panel: without what floats above a page for who is logged in.
    drawn: HttpResponse = page.make_preview_request(
        request, page.default_preview_mode, {"in_preview_panel": True}
    )
    return drawn


def _lost(request: HttpRequest) -> HttpResponse:
    """Give back what somebody wrote who has no business here any more, and no more."""
    words = request.POST.get("remark", "") or request.POST.get("return-remark", "")
    context = {
        "kept": words,
        "header_title": _("You have no role here any more"),
        "breadcrumbs_items": crumbs(),
    }
    return TemplateResponse(request, LOST, context, status=403)


def _refused(screen: Screen, faults: list[str]) -> HttpResponse:
    """Say why not, on the screen as it is now; what was written stays."""
    sent = screen.request.POST
    user = screen.standing.user
    screen.standing = Standing(case_for(user, screen.standing.case.pk), user)
    party = screen.standing.party
    screen.faults = faults
    screen.kept = sent.get("remark", "") or sent.get("return-remark", "")
    same = party is not None and sent.get("party_key") == str(party.pk)
    if not same or sent.get("seen") != screen.standing.case.content_hash:
        screen.approval = None  # another content or step: every check starts empty
    return screen.response()


def _done(case: Case, words: str, request: HttpRequest) -> HttpResponse:
    messages.success(request, words)
    return redirect("desk:case", case.pk)


def _approve(screen: Screen) -> HttpResponse:
    """Count a consent: what is missing is listed first, and it is asked once more."""
    standing, sent = screen.standing, screen.request.POST
    if standing.party is None:
        decide(case=standing.case, actor=standing.user, word=Word(party=NO_PARTY))
        raise PermissionDenied
    screen.approval = form = ApprovalForm(standing.party, sent)
    screen.kept = sent.get("remark", "")
    if not form.is_valid():
        return screen.response()
    if "confirmed" not in sent:
        return confirming.response(screen.request, standing, form)
    case = decide(case=standing.case, actor=standing.user, word=form.word())
    return _done(case, confirming.told(case), screen.request)


def _ask_return(screen: Screen) -> HttpResponse:
    """Open the dialogue where no script does; what was ticked stays ticked."""
    if screen.standing.party is not None:
        screen.approval = ApprovalForm(screen.standing.party, screen.request.POST)
        screen.approval.errors.clear()
    screen.kept = screen.request.POST.get("remark", "")
    screen.opened = "return"
    return screen.response()


def _return(screen: Screen) -> HttpResponse:
    case = screen.standing.case
    form = screen.returning = ReturnForm(case, screen.request.POST)
    screen.opened = "return"
    if not form.is_valid():
        screen.kept = screen.request.POST.get("return-remark", "")
        return screen.response()
    said = form.cleaned_data
    case = return_case(
        case=case,
        actor=screen.standing.user,
        remark=said["remark"],
        to_position=int(said["to_position"]),
        reasons=said["reasons"],
    )
    to = case.submitted_by.get_short_name()
    words = (
        _("Returned with your remark.")
        if case.position
        else _("Returned to %(name)s with your remark.") % {"name": to}
    )
    return _done(case, words, screen.request)


def _claim(screen: Screen) -> HttpResponse:
    case = claim(case=screen.standing.case, actor=screen.standing.user)
    return _done(case, _("You are at it now."), screen.request)


def _let_go(screen: Screen) -> HttpResponse:
    case = let_go(case=screen.standing.case, actor=screen.standing.user)
    return _done(case, _("Others can take it now."), screen.request)


def _prioritise(screen: Screen) -> HttpResponse:
    form = PriorityForm(screen.request.POST)
    priority = form.cleaned_data["priority"] if form.is_valid() else ""
    case = prioritise(
        case=screen.standing.case, actor=screen.standing.user, priority=priority
    )
    return _done(case, _("The priority is changed."), screen.request)


def _reassign(screen: Screen) -> HttpResponse:
    form = ReassignForm(screen.standing.colleagues(), screen.request.POST)
    if not form.is_valid():
        raise RefusedError(_("Choose who is to decide."))
    person = form.cleaned_data["person"]
    case = reassign(
        case=screen.standing.case,
        actor=screen.standing.user,
        person=person,
        remark=form.cleaned_data["remark"],
    )
    words = _("%(person)s is asked to decide now.") % {"person": person}
    return _done(case, words, screen.request)


def _schedule(screen: Screen) -> HttpResponse:
    form = screen.schedule = ScheduleForm(screen.request.POST)
    if not form.is_valid():
        raise RefusedError([str(fault) for fault in form.errors["at"]])
    case = schedule(
        case=screen.standing.case,
        actor=screen.standing.user,
        at=form.cleaned_data["at"],
    )
    words = _("Its hour is set: readers get it at %(hour)s, once it is approved.")
    if case.state == CaseState.APPROVED:
        words = _("Its hour is set: readers get it at %(hour)s.")
    return _done(case, words % {"hour": hour(case.scheduled_for)}, screen.request)


def _unschedule(screen: Screen) -> HttpResponse:
    case = schedule(case=screen.standing.case, actor=screen.standing.user, at=None)
    words = _("It has no hour any more: it goes out as soon as it is approved.")
    return _done(case, words, screen.request)


def _comment(screen: Screen) -> HttpResponse:
    if not screen.standing.may_comment:
        raise RefusedError(_("You read this item; you are not asked about it."))
    case = comment(
        case=screen.standing.case,
        actor=screen.standing.user,
        text=_remark(screen),
    )
    return _done(
        case, _("Your comment is kept, and everybody at it is told."), screen.request
    )


def _recall(screen: Screen) -> HttpResponse:
    case = recall(case=screen.standing.case, actor=screen.standing.user)
    return _done(case, _("Recalled: readers have not got it."), screen.request)


def _withdraw(screen: Screen) -> HttpResponse:
    case = screen.standing.case
    withdraw(case=case, actor=screen.standing.user, remark=_remark(screen))
    return _done(case, _("Withdrawn. You can go on writing."), screen.request)


def _confirm(screen: Screen) -> HttpResponse:
    case = confirm_emergency(
        case=screen.standing.case,
        actor=screen.standing.user,
        remark=_remark(screen),
    )
    return _done(case, _("Approved after the fact."), screen.request)


def _remark(screen: Screen) -> str:
    form = RemarkForm(screen.request.POST)
    if not form.is_valid():
        raise RefusedError([str(fault) for fault in form.errors["remark"]])
    remark: str = form.cleaned_data["remark"]
    return remark


DEEDS: dict[str, Callable[[Screen], HttpResponse]] = {
    "approve": _approve,
    "ask_return": _ask_return,
    "return": _return,
    "claim": _claim,
    "let_go": _let_go,
    "prioritise": _prioritise,
    "reassign": _reassign,
    "schedule": _schedule,
    "unschedule": _unschedule,
    "comment": _comment,
    "recall": _recall,
    "withdraw": _withdraw,
    "confirm": _confirm,
}
