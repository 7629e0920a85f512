"""A login that an OpenID Connect provider vouches for."""

import logging
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render

from cms.audit.kinds import Kind
from cms.audit.services import record
from cms.users.models import User

logger = logging.getLogger(__name__)


def recognise(request: HttpRequest, login: SocialLogin) -> None:
    """Join a first login to the one active account with the verified address.

    Later logins are recognised by the provider's subject. Whoever nobody here knows is
    told so. Raises ``ImmediateHttpResponse``.
    """
    joins_by_hand = login.state.get("process") != AuthProcess.LOGIN
    if login.is_existing and not joins_by_hand:
        return
    person = None if joins_by_hand else _person_with(login)
    if person is None:
        record(kind=Kind.LOGIN_FAILED, request=request, facts={"by": "provider"})
        raise ImmediateHttpResponse(
            render(request, "admin/accounts/stranger.html", status=403)
        )
    login.connect(request, person)


def explain_failure(request: HttpRequest, **kwargs: Any) -> None:
    """Say in plain words that the provider did not let the person through.

    Raises ``ImmediateHttpResponse``.
    """
    logger.warning("login by provider failed: %s", kwargs.get("exception"))
    raise ImmediateHttpResponse(
        render(request, "admin/accounts/provider_failed.html", status=403)
    )


def vouches_for_factor(login: SocialLogin) -> bool:
    """Tell whether the provider says that it asked for a second factor itself."""
    token = login.account.extra_data.get("id_token") or {}
    claimed = {str(token.get("acr", "")), *map(str, token.get("amr") or ())}
    return bool(claimed & set(settings.OIDC_MFA_CLAIMS))


def _person_with(login: SocialLogin) -> User | None:
    """Return the only active person with an address that the provider verified."""
    verified = [address.email for address in login.email_addresses if address.verified]
    if not verified:
        return None
    found = list(User.objects.filter(email__iexact=verified[0], is_active=True)[:2])
    return found[0] if len(found) == 1 else None
