from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "cms.core"
    label = "core"
    verbose_name = _("Core")

    def ready(self) -> None:
        from cms.core import belongings, checks, fates, permissions, signal_handlers  # noqa: F401

        permissions.grant()
        belongings.register()
        fates.register()
        signal_handlers.connect()
