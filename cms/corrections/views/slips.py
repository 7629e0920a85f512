"""The slip: what became of a report, for whoever has its receipt code."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.core.limits import CountingFailedError
from cms.corrections.forms import LookupForm
from cms.corrections.limits import GUESSES
from cms.corrections.models import MistakeReport
from cms.corrections.receipts import canonical
from cms.corrections.sights import sight_of
from cms.corrections.views.answering import (
    TOO_MANY,
    UNCOUNTED,
    answer,
    for_readers,
    here,
)
from sites.requests import client_address, portal_of

SENT = "da-gui"  # stands in the address right after sending


@require_safe
@for_readers
def look_up(request: HttpRequest) -> HttpResponse:
    """Ask for a receipt code and lead to its slip."""
    if "ma" not in request.GET:
        return _asked(request, LookupForm())
    form = LookupForm(request.GET)
    if not form.is_valid():
        return _asked(request, form, status=422)
    receipt = canonical(form.cleaned_data["ma"])
    if not receipt:
        return _unknown(request, form, status=422)
    return HttpResponseRedirect(here(request, "portal_slip", receipt))


@require_safe
@for_readers
def slip(request: HttpRequest, receipt: str) -> HttpResponse:
    """Show where a report stands; guessing at codes is counted."""
    typed, address, now = canonical(receipt), client_address(request), timezone.now()
    try:
        if GUESSES.is_spent(address, now):
            return _asked(request, LookupForm(), refused=TOO_MANY)
        report = _report(request, typed)
        if report is not None:
            return _shown(request, report)
        if typed:  # what can't be a code is a slip of the hand and no guess
            GUESSES.take(address, now)
    except CountingFailedError:
        return _asked(request, LookupForm(), refused=UNCOUNTED)
    return _unknown(request, LookupForm({"ma": receipt}), status=404)


def _report(request: HttpRequest, receipt: str) -> MistakeReport | None:
    reports = MistakeReport.objects.of_portal(portal_of(request).portal_id)
    return reports.filter(receipt=receipt).select_related("record").first()


def _shown(request: HttpRequest, report: MistakeReport) -> HttpResponse:
    portal, code = portal_of(request), report.record.code
    facts = portal.language(report.language) or portal.default_language
    is_there = sight_of(portal, facts, code) is not None
    context = {
        "report": report,
        "is_new": SENT in request.GET,
        "slip_url": portal.root_url + here(request, "portal_slip", report.receipt),
        "item_url": here(request, "short_address", code) if is_there else "",
    }
    return answer(request, "corrections/slip.html", context)


def _unknown(request: HttpRequest, form: LookupForm, *, status: int) -> HttpResponse:
    if form.is_valid():
        message = _("No report has this code. Please compare every character.")
        form.add_error("ma", message)
    return _asked(request, form, status=status)


def _asked(
    request: HttpRequest, form: LookupForm, *, status: int = 200, refused: str = ""
) -> HttpResponse:
    context = {"form": form}
    return answer(
        request, "corrections/lookup.html", context, status=status, refused=refused
    )
