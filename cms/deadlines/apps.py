from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeadlinesConfig(AppConfig):
    name = "cms.deadlines"
    label = "deadlines"
    verbose_name = _("Deadlines")

    def ready(self) -> None:
        from cms.deadlines import (
            fates,
            handover,
            offering,
            permissions,
            signal_handlers,
            tasks,
            telling,
        )

        permissions.grant()
        fates.register()
        handover.register()
        offering.register()
        telling.register()
        signal_handlers.connect()
        tasks.register()
