from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CorrectionsConfig(AppConfig):
    name = "cms.corrections"
    label = "corrections"
    verbose_name = _("Reported mistakes")

    def ready(self) -> None:
        from cms.corrections import (
            fates,
            handover,
            offering,
            permissions,
            pointing,
            sealing,
            signal_handlers,
        )

        permissions.grant()
        fates.register()
        handover.register()
        offering.register()
        sealing.register()
        pointing.register()
        signal_handlers.connect()
