"""The form with which a reader reports a mistake."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.core.limits import CountingFailedError
from cms.corrections.forms import MistakeForm
from cms.corrections.limits import (
    PORTAL_REPORTS,
    REPORTS,
    WINDOW,
)
from cms.corrections.models import MistakeReport
from cms.corrections.services import receive_report
from cms.corrections.sights import Sight, sight_of, unsealed
from cms.corrections.views.answering import (
    TOO_MANY,
    UNCOUNTED,
    answer,
    for_readers,
    here,
)
from cms.corrections.views.slips import SENT
from sites.requests import client_address, language_of, portal_of


# No token of a session: readers have none. What is sealed into the form says that this
# portal made it, for this item, not long ago.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
def report_mistake(request: HttpRequest, code: str) -> HttpResponse:
    """Show the form for an item; keep what it sends and lead to the receipt."""
    if request.method == "POST":
        return _sent(request, code.lower())
    return _form(request, _seen(request, code.lower()), MistakeForm())


def _seen(request: HttpRequest, code: str) -> Sight:
    portal = portal_of(request)
    facts = portal.language(language_of(request))
    sight = sight_of(portal, facts, code) if facts else None
    if sight is None:
        raise Http404
    return sight


def _sent(request: HttpRequest, code: str) -> HttpResponse:
    form = MistakeForm(request.POST)
    sealed = unsealed(request.POST.get("token", ""), portal_of(request), code)
    sight = sealed or _seen(request, code)
    doubt = _doubt(sealed)
    if form.is_valid() and doubt:
        form.add_error(None, doubt)
    if form.errors:
        if sight.is_too_old(timezone.now()):
            sight = sight.renewed(timezone.now())
        return _form(request, sight, form, status=422)
    refused = _refusal(request)
    if refused:
        return _form(request, sight, form, refused=refused)
    return _kept(request, sight, form)


def _doubt(sight: Sight | None) -> str:
    """Return why the form should be sent once more; nothing if all is well."""
    now = timezone.now()
    if sight is None:
        return _("This form was not made by this portal. Please send it again.")
    if sight.is_too_old(now):
        return _("The form was open for more than a day. Please send it again.")
    if sight.is_too_fast(now):
        return _("That was very quick. Please send it again.")
    return ""


def _refusal(request: HttpRequest) -> str:
    """Take one of the sender's places; return why there is none."""
    now, portal = timezone.now(), portal_of(request)
    try:
        if not REPORTS.take(client_address(request), now):
            return TOO_MANY
    except CountingFailedError:
        return UNCOUNTED
    reports = MistakeReport.objects.of_portal(portal.portal_id)
    lately = reports.received_since(now - WINDOW).count()
    return "" if lately < PORTAL_REPORTS else TOO_MANY


def _kept(request: HttpRequest, sight: Sight, form: MistakeForm) -> HttpResponse:
    report = receive_report(sight=sight, **form.report)
    path = here(request, "portal_slip", report.receipt)
    response = HttpResponseRedirect(f"{path}?{SENT}")
    response.status_code = 303  # the answer to a form is a page to be got
    return response


def _form(
    request: HttpRequest,
    sight: Sight,
    form: MistakeForm,
    *,
    status: int = 200,
    refused: str = "",
) -> HttpResponse:
    context = {"form": form, "sight": sight}
    return answer(
        request, "corrections/form.html", context, status=status, refused=refused
    )
