"""What allauth asks the house: who may enter, where to, and how secrets are kept."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from cms.accounts import providers
from cms.accounts.factors import FACTORS
from cms.accounts.permissions import must_use_second_factor
from cms.accounts.sealing import open_sealed, seal
from cms.accounts.selectors import dormant_people
from cms.accounts.services import IDLE, disable_account, set_own_password
from cms.users.models import User
from sites.requests import client_address

LIBRARY_STAGE = "allauth.mfa.stages.AuthenticateStage"
OUR_STAGE = "cms.accounts.stages.SecondFactorStage"


class AccountAdapter(DefaultAccountAdapter):
    """Existing accounts only; passwords are counted by axes and kept by our rules."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Tell whether a login may lead there: to this very host and nowhere else.

        ``ALLOWED_HOSTS`` allows everything here (unknown hosts get a 404), so it must not
        be asked.
        """
        request = context.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count nothing here: axes counts wrong passwords, for every door."""

    def pre_login(
        self, request: HttpRequest, user: User, **kwargs: Any
    ) -> HttpResponse | None:
        """Refuse accounts that are disabled, or that nobody used for too long."""
        if dormant_people(timezone.now()).filter(pk=user.pk).exists():
            disable_account(user=user, reason=IDLE)
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return response

    def login(self, request: HttpRequest, user: User) -> None:
        if not hasattr(user, "backend"):  # entered by a key or by a provider
            user.backend = settings.AUTHENTICATION_BACKENDS[-1]
        super().login(request, user)

    def get_login_stages(self) -> list[str]:
        stages: list[str] = super().get_login_stages()
        return [OUR_STAGE if stage == LIBRARY_STAGE else stage for stage in stages]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask for no second proof within minutes of the first one."""
        records = get_authentication_records(context.request, context.request.user)
        latest = max((float(record["at"]) for record in records), default=0.0)
        return time.time() - latest > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def set_password(self, user: User, password: str) -> None:
        set_own_password(user=user, password=password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_security")

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        super().send_notification_mail(
            template_prefix, user, context=context, email=email or user.email
        )


class SecondFactorAdapter(DefaultMFAAdapter):
    """Seals secrets, and lets nobody put off what the role demands."""

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return open_sealed(encrypted_text)

    def _get_site_name(self) -> str:
        return str(settings.WAGTAIL_SITE_NAME)

    def get_totp_label(self, user: User) -> str:
        return str(user.username)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Refuse the last factor of somebody whose role demands one."""
        user = authenticator.user
        others = Authenticator.objects.filter(user=user, type__in=FACTORS)
        if others.exclude(pk=authenticator.pk).exists():
            return True
        return not must_use_second_factor(user)


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Log-in by the organisation's own provider: people who are known, nobody new."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        providers.recognise(request, sociallogin)

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, **kwargs: Any
    ) -> None:
        providers.explain_failure(request, **kwargs)

    def is_open_for_signup(
        self, request: HttpRequest, sociallogin: SocialLogin
    ) -> bool:
        return False
