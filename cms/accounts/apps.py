from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "cms.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from cms.accounts import checks, counters, signal_handlers

        checks.start()
        counters.use_the_security_cache()
        signal_handlers.connect()
