"""A session that is used, that falls asleep, and that is woken again.

The script of the administration asks here how long the session still lasts and tells of
keys and clicks, so that somebody who reads or writes for long is not locked out, and an
open tab alone does not keep a session awake.
"""

from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cms.accounts.forms import UnlockForm
from cms.accounts.obstacles import LOCKED, OVER, asks_for_data
from cms.accounts.services import forget_guesses
from cms.accounts.stay import Stay
from cms.users.models import User
from sites.reach import reach_of

CLOSED = "account_closed"
TICKET = "accounts.presence"
TICKET_AGE = timedelta(days=1)


@never_cache
@require_http_methods(["GET", "POST"])
def presence(request: HttpRequest) -> HttpResponse:
    """Tell the state of the session; a POST is a sign of life."""
    if not request.user.is_authenticated:
        return JsonResponse(_ended(request), status=OVER.status)
    stay, now = Stay(request.session), timezone.now()
    if not stay.has_begun or stay.is_over(now):
        return JsonResponse(_ended(request), status=OVER.status)
    if request.method == "POST" and not stay.is_locked(now):
        stay.note_activity(now)
    return JsonResponse(
        {
            "state": LOCKED.code if stay.is_locked(now) else "open",
            "person": request.user.pk,
            "idle": stay.idle_seconds,
            "idleLeft": stay.idle_left(now),
            "secondsLeft": stay.seconds_left(now),
            "token": get_token(request),
            "ticket": signing.dumps(request.user.pk, salt=TICKET),
            "rights": _rights(request) if "rights" in request.GET else "",
            "unlock": reverse(LOCKED.page),
            "login": reverse(OVER.page),
            "words": _words(),
        }
    )


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def locked(request: HttpRequest) -> HttpResponse:
    """Let the person of a sleeping session go on with the password."""
    if not request.user.is_authenticated:
        return OVER.answer(request)
    user: User = request.user
    form = UnlockForm(request.POST or None, user=user)
    goal = _goal(request)
    if request.method == "POST" and form.is_valid():
        forget_guesses(username=user.username)
        Stay(request.session).unlock(timezone.now())
        if asks_for_data(request):
            return JsonResponse({"state": "open"})
        return HttpResponseRedirect(goal)
    if request.method == "POST" and asks_for_data(request):
        return JsonResponse({"errors": form.errors.get("password", [])}, status=400)
    return render(request, "admin/accounts/locked.html", {"form": form, "next": goal})


def _goal(request: HttpRequest) -> str:
    told = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME)
    if told and url_has_allowed_host_and_scheme(
        told, {request.get_host()}, require_https=request.is_secure()
    ):
        return told
    return resolve_url(settings.LOGIN_REDIRECT_URL)


def _rights(request: HttpRequest) -> str:
    """Return a mark of the rights a form was opened with: it changes when they do."""
    held = reach_of(request.user).held
    roles = sorted((unit, *sorted(names)) for unit, names in held.items())
    said = f"{request.user.is_superuser} {roles}"
    return sha256(said.encode()).hexdigest()[:16]


def _ended(request: HttpRequest) -> dict[str, Any]:
    return {
        "state": CLOSED if _is_closed(request.GET.get("ticket", "")) else OVER.code,
        "login": reverse(OVER.page),
        "words": _words(),
    }


def _is_closed(ticket: str) -> bool:
    """Tell whether the account that was here is no more; only its own tab may ask."""
    try:
        person = signing.loads(ticket, salt=TICKET, max_age=TICKET_AGE)
    except signing.BadSignature:
        return False
    return not User.objects.filter(pk=person, is_active=True).exists()


def _words() -> dict[str, str]:
    """Return what the script says; it has no words of its own."""
    return {
        "lockedTitle": _("Session locked"),
        "locked": _(
            "Nothing was done for a while. What you have written is still here and saved "
            "as a draft. Enter your password to go on."
        ),
        "overTitle": _("Session ended"),
        "over": _(
            "Your session has ended. What you have written is still here. Log in again in "
            "the new tab, then come back to this one and go on."
        ),
        "closedTitle": _("Account closed"),
        "closed": _(
            "Your account was just closed, so nothing more can be saved. What was saved "
            "stays with the unit. What you have written since is still on the screen: "
            "copy what you need, and ask the administrator of your unit."
        ),
        "refusedTitle": _("This can't be saved any more"),
        "refused": _(
            "Your roles have changed, or this was just moved or deleted. What was saved "
            "stays with the unit. What you have written since is still on the screen: "
            "copy what you need, and ask the administrator of your unit."
        ),
        "copy": _("Back to what I wrote"),
        "stranger": _("Somebody else is logged in now. Open this page anew."),
        "failed": _("That did not work. Check the connection and try again."),
        "password": _("Password"),
        "unlock": _("Go on"),
        "login": _("Log in in a new tab"),
        "soon": _("Your session is locked in one minute. Press any key to stay."),
    }
