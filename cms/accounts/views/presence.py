"""A session that is used, that falls asleep, and that is woken again.

The script of the administration asks here how long the session still lasts and tells of
keys and clicks, so that somebody who reads or writes for long is not locked out, and an
open tab alone does not keep a session awake.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
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


@never_cache
@require_http_methods(["GET", "POST"])
def presence(request: HttpRequest) -> HttpResponse:
    """Tell the state of the session; a POST is a sign of life."""
    if not request.user.is_authenticated:
        return JsonResponse(_ended(), status=OVER.status)
    stay, now = Stay(request.session), timezone.now()
    if not stay.has_begun or stay.is_over(now):
        return JsonResponse(_ended(), status=OVER.status)
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


def _ended() -> dict[str, Any]:
    return {
        "state": OVER.code,
        "login": reverse(OVER.page),
        "words": _words(),
    }


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
        "stranger": _("Somebody else is logged in now. Open this page anew."),
        "failed": _("That did not work. Check the connection and try again."),
        "password": _("Password"),
        "unlock": _("Go on"),
        "login": _("Log in in a new tab"),
        "soon": _("Your session is locked in one minute. Press any key to stay."),
    }
