from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoutesConfig(AppConfig):
    name = "cms.routes"
    label = "routes"
    verbose_name = _("Routes of approval")

    def ready(self) -> None:
        from cms.routes import fates, permissions, signal_handlers

        permissions.grant()
        fates.register()
        signal_handlers.connect()
