from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectivesConfig(AppConfig):
    name = "cms.directives"
    label = "directives"
    verbose_name = _("Directives")

    def ready(self) -> None:
        from cms.directives import (
            fates,
            handover,
            holding,
            offering,
            permissions,
            sealing,
        )

        permissions.grant()
        fates.register()
        handover.register()
        holding.register()
        offering.register()
        sealing.register()
