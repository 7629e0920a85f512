from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanningConfig(AppConfig):
    name = "cms.planning"
    label = "planning"
    verbose_name = _("Planning")

    def ready(self) -> None:
        from cms.planning import (
            fates,
            handover,
            permissions,
            sealing,
            signal_handlers,
            telling,
        )

        permissions.grant()
        fates.register()
        handover.register()
        sealing.register()
        signal_handlers.connect()
        telling.register()
