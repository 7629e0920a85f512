from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QualityConfig(AppConfig):
    name = "cms.quality"
    label = "quality"
    verbose_name = _("Checks of content")

    def ready(self) -> None:
        from cms.quality import fates, permissions, signal_handlers

        fates.register()
        permissions.grant()
        signal_handlers.connect()
