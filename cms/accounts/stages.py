"""The step between a right password and being inside."""

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from cms.accounts.factors import note_proof
from cms.accounts.providers import vouches_for_factor


class SecondFactorStage(AuthenticateStage):
    """Asks for the second factor, unless the provider vouches that it did."""

    def _should_handle(self, request: HttpRequest) -> bool:
        by_provider = (self.login.signal_kwargs or {}).get("sociallogin")
        if by_provider is not None and vouches_for_factor(by_provider):
            note_proof(request, self.login.user, "provider")
            return False
        return bool(super()._should_handle(request))
