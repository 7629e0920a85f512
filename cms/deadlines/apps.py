from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeadlinesConfig(AppConfig):
    name = "cms.deadlines"
    label = "deadlines"
    verbose_name = _("Deadlines")

    def ready(self) -> None:
        from cms.deadlines import fates, offering, permissions, signal_handlers

        permissions.grant()
        fates.register()
        offering.register()
        signal_handlers.connect()
