"""What an outside reviewer sees: the item as readers will, and a place to comment.

No account and no cookie but the one that guards the form; named on every page.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from cms.core.limits import Allowance, CountingFailedError
from cms.core.previews import marked
from cms.desk.outside.forms import OpinionForm
from cms.moderation.models import Consultation
from cms.moderation.refusals import RefusedError
from cms.moderation.services import (
    advise,
    consultation_of,
    note_opening,
    pass_of,
)
from cms.moderation.turns import current
from sites.requests import client_address

# A page is two requests; an office with many readers shares one address.
OPENINGS = Allowance("outside", 120)
GONE, TOO_MANY, UNCOUNTED = 410, 429, 503
SENT = "da-gui"

View = Callable[[HttpRequest, str], HttpResponse]
Shown = Callable[[HttpRequest, Consultation], HttpResponse]


def for_guests(view: Shown) -> View:
    """Open only to a link in force; keep the answer from search engines and caches."""

    @never_cache
    @wraps(view)
    def answered(request: HttpRequest, token: str) -> HttpResponse:
        refused = _counted(request)
        consultation = None if refused else consultation_of(token)
        if consultation is None:
            answer = _closed(request, refused or GONE)
        else:
            answer = view(request, consultation)
        answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        # The address is the key: nobody else is told it. Under “no-referrer” browsers
        # would not name the form's own origin either, and no comment came through.
        answer["Referrer-Policy"] = "same-origin"
        return answer

    return answered


@require_http_methods(["GET", "POST"])
@for_guests
def review(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """Show the item and take a comment."""
    note_opening(consultation=consultation)
    form = OpinionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            advise(consultation=consultation, text=form.cleaned_data["text"])
        except RefusedError as refusal:
            form.add_error("text", refusal.faults)
        else:
            return redirect(f"{request.path}?{SENT}")
    context = {
        "consultation": consultation,
        "token": pass_of(consultation),
        "form": form,
        "is_sent": SENT in request.GET,
        "given": consultation.advice.all(),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "outside/review.html", context, status=status)


@require_GET
@for_guests
def read(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """Draw what was submitted, as readers will see it, marked with the guest's name."""
    frozen = current(consultation.case)
    if frozen is None or not frozen.page.is_previewable():
        return _closed(request, GONE)
    page = frozen.page
    drawn: HttpResponse = page.make_preview_request(
        None, page.default_preview_mode, {"shown_to": _mark(consultation)}
    )
    return drawn


def _mark(consultation: Consultation) -> str:
    who = filter(None, (consultation.name, consultation.organisation))
    return marked(", ".join(who))


def _counted(request: HttpRequest) -> int:
    try:
        taken = OPENINGS.take(client_address(request), timezone.now())
    except CountingFailedError:
        return UNCOUNTED
    return 0 if taken else TOO_MANY


def _closed(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, "outside/closed.html", {"status": status}, status=status)
