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
        )

        permissions.grant()
        fates.register()
        handover.register()
        offering.register()
        sealing.register()
        pointing.register()
