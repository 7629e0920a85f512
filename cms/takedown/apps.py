from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TakedownConfig(AppConfig):
    name = "cms.takedown"
    label = "takedown"
    verbose_name = _("Hiding and taking down")

    def ready(self) -> None:
        from cms.takedown import (
            answering,
            fates,
            offering,
            permissions,
            places,
            pointing,
            registration,
        )
        from sites import forwarding

        permissions.grant()
        fates.register()
        places.register()
        offering.register()
        registration.register()
        pointing.register()
        forwarding.register(answering.answer)
