"""The one login door, and what is said where it stays shut."""

from datetime import timedelta
from typing import Any

from allauth.account.views import LoginView, PasswordChangeView
from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
)
from django.shortcuts import render

from cms.accounts.obstacles import asks_for_data
from cms.accounts.permissions import may_enter

LOCKED_OUT = 429


class DoorView(LoginView):
    """Log in; whoever is inside already goes on, or is told that no role is left."""

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        user = request.user
        if user.is_authenticated and not may_enter(user):
            return render(request, "admin/accounts/no_role.html", status=403)
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


class OwnPasswordView(PasswordChangeView):
    """Change one's own password; who logs in elsewhere has none here."""

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        user = request.user
        if user.is_authenticated and not user.has_usable_password():
            raise Http404
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


def locked_out(
    request: HttpRequest, original: HttpResponse | None, credentials: Any
) -> HttpResponse:
    """Answer after too many wrong passwords, with what can be done.

    It says the same whether there is such an account or not.
    """
    lock: timedelta = settings.AXES_COOLOFF_TIME
    facts = {"hours": int(lock.total_seconds() // 3600)}
    if asks_for_data(request):
        return JsonResponse({"error": "locked_out", **facts}, status=LOCKED_OUT)
    return render(request, "admin/accounts/locked_out.html", facts, status=LOCKED_OUT)
