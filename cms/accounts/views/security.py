"""A person's own page about password, second factors and sessions."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.views.account import (
    AccountView,
    AvatarSettingsPanel,
    BaseSettingsPanel,
    ChangePasswordPanel,
    NameEmailSettingsPanel,
)

from cms.accounts.browsers import browser_name
from cms.accounts.forms import OwnFactsForm
from cms.accounts.permissions import must_use_second_factor
from cms.accounts.selectors import state_of
from cms.accounts.services import end_session, end_sessions
from cms.users.models import User


@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show what protects the account, and where it is in use now."""
    user: User = request.user  # type: ignore[assignment]
    factors = Authenticator.objects.filter(user=user).values_list("type", flat=True)
    facts = {
        "state": state_of(user),
        "factors": [Authenticator.Type(kind).label for kind in sorted(set(factors))],
        "is_demanded": must_use_second_factor(user),
        "sessions": sessions_of(user, request.session.session_key or ""),
    }
    return render(request, "admin/accounts/security.html", facts)


def sessions_of(user: User, current: str) -> list[dict[str, Any]]:
    """Return the sessions that are still good, the one asked from first."""
    rows = list(UserSession.objects.filter(user=user).order_by("-last_seen_at"))
    alive = set(
        Session.objects.filter(
            session_key__in=[row.session_key for row in rows],
            expire_date__gt=timezone.now(),
        ).values_list("session_key", flat=True)
    )
    found = [
        {
            "row": row,
            "browser": browser_name(row.user_agent),
            "is_current": row.session_key == current,
        }
        for row in rows
        if row.session_key in alive
    ]
    return sorted(found, key=lambda facts: not facts["is_current"])


@login_required
@require_POST
def end_one(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own sessions; nobody else's can be named."""
    end_session(session=get_object_or_404(UserSession, pk=pk, user=request.user))
    messages.success(request, _("The session has been ended."))
    return HttpResponseRedirect(reverse("account_security"))


@login_required
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """End all of one's own sessions but this one."""
    user: User = request.user  # type: ignore[assignment]
    end_sessions(user=user, besides=request.session.session_key or "")
    messages.success(request, _("All other sessions have been ended."))
    return HttpResponseRedirect(reverse("account_security"))


class OwnFactsPanel(BaseSettingsPanel):
    """Name and address are kept by administrators; these two are the person's own."""

    name = "own_facts"
    order = 100
    form_class = OwnFactsForm

    @property
    def title(self) -> str:
        return _("About you")


class OwnAccountView(AccountView):
    """Wagtail's page without what has another home or would do nothing here."""

    elsewhere = (NameEmailSettingsPanel, AvatarSettingsPanel, ChangePasswordPanel)

    def get_panels(self) -> list[BaseSettingsPanel]:
        shown = super().get_panels()
        own = OwnFactsPanel(self.request, self.request.user, shown[0].profile)
        return [own, *(one for one in shown if not isinstance(one, self.elsewhere))]
