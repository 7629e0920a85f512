"""Whoever holds a link: a new account, a role for an old one, or why not."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cms.core.limits import Allowance, CountingFailedError
from cms.members.forms import ConfirmForm, NewcomerForm, PasswordForm
from cms.members.letters import invitation_by
from cms.members.models import Invitation, InvitationState, Suspension
from cms.members.selectors import accounts_at
from cms.members.services.invitations import (
    InvitationSpentError,
    accept_as_member,
    accept_as_newcomer,
    accept_as_returning,
)
from cms.users.models import User
from sites.naming import capability_name
from sites.requests import client_address

# A link is read, opened, filled in wrongly a few times; an office shares one address.
OPENINGS = Allowance("invitations", 40)
GONE, TOO_MANY, UNCOUNTED = 410, 429, 503


@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Lead the holder of a link to the form that fits, or say why there is none.

    What is not signed by us and what was replaced by a later letter look alike.
    """
    refused = _counted(request)
    if refused:
        return _closed(request, "many", status=refused)
    invitation = invitation_by(token)
    if invitation is None:
        return _closed(request, "unknown")
    if invitation.state != InvitationState.PENDING:
        return _closed(request, invitation.state)
    try:
        return _answer(request, invitation)
    except InvitationSpentError as spent:
        return _closed(request, spent.state)


def _counted(request: HttpRequest) -> int:
    """Take one of the address's places; return the status of a refusal, or 0."""
    try:
        taken = OPENINGS.take(client_address(request), timezone.now())
    except CountingFailedError:
        return UNCOUNTED
    return 0 if taken else TOO_MANY


def _answer(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    accounts = list(accounts_at(invitation.email))
    active = [account for account in accounts if account.is_active]
    if active:
        return _join(request, invitation, active)
    if accounts:
        return _return(request, invitation, accounts)
    return _come(request, invitation)


def _join(
    request: HttpRequest, invitation: Invitation, accounts: list[User]
) -> HttpResponse:
    """Add the role to the account with the address, once it is logged in."""
    if not request.user.is_authenticated:
        return _page(request, invitation, "login.html", login=_login_url(request))
    if request.user not in accounts:
        return _page(request, invitation, "other.html")
    if request.method != "POST":
        return _page(request, invitation, "join.html", form=ConfirmForm())
    accept_as_member(
        invitation=invitation,
        user=request.user,
    )
    messages.success(request, _("The role is yours now."))
    return HttpResponseRedirect(reverse("wagtailadmin_home"))


def _return(
    request: HttpRequest, invitation: Invitation, accounts: list[User]
) -> HttpResponse:
    """Open the account that a suspension closed, with a new password."""
    account = next(
        (
            one
            for one in accounts
            if Suspension.objects.closing_the_account_of(one.pk).exists()
        ),
        None,
    )
    if account is None:
        return _closed(request, "account")
    form = PasswordForm(request.POST or None, person=account)
    if request.method == "POST" and form.is_valid():
        try:
            accept_as_returning(
                invitation=invitation,
                user=account,
                password=form.cleaned_data["password"],
            )
        except ValidationError:
            return _closed(request, "account")
        return _welcome(request, account)
    return _page(
        request, invitation, "come.html", form=form, login_name=account.username
    )


def _come(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    if request.user.is_authenticated:
        return _page(request, invitation, "other.html")
    person = User(
        username=invitation.email.lower(),
        email=invitation.email,
        full_name=invitation.full_name,
    )
    form = NewcomerForm(
        request.POST or None,
        person=person,
        initial={"full_name": invitation.full_name},
    )
    if request.method == "POST" and form.is_valid():
        user = accept_as_newcomer(
            invitation=invitation,
            full_name=form.cleaned_data["full_name"],
            password=form.cleaned_data["password"],
        )
        return _welcome(request, user)
    return _page(
        request, invitation, "come.html", form=form, login_name=person.username
    )


def _welcome(request: HttpRequest, user: User) -> HttpResponse:
    """Lead to the door: what the role demands besides a password is asked there."""
    messages.success(
        request,
        _("Your account is open. Log in with the name %(name)s.")
        % {"name": user.username},
    )
    return HttpResponseRedirect(reverse("account_login"))


def _login_url(request: HttpRequest) -> str:
    back = urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})
    return f"{reverse('account_login')}?{back}"


def _page(
    request: HttpRequest, invitation: Invitation, template: str, **facts: Any
) -> HttpResponse:
    role = capability_name(invitation.unit_id, invitation.capability)
    context = {"invitation": invitation, "role": role, **facts}
    status = 422 if request.method == "POST" else 200
    return render(
        request, f"admin/members/invitation/{template}", context, status=status
    )


def _closed(request: HttpRequest, why: str, *, status: int = GONE) -> HttpResponse:
    return render(
        request, "admin/members/invitation/closed.html", {"why": why}, status=status
    )
