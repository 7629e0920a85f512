from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    name = "cms.moderation"
    label = "moderation"
    verbose_name = _("Moderation")

    def ready(self) -> None:
        from cms.moderation import (
            engine,
            fates,
            handover,
            notifying,
            permissions,
            secrets,
            signal_handlers,
            tasks,
        )

        permissions.grant()
        fates.register()
        handover.register()
        notifying.register()
        engine.install()
        secrets.draw_the_veil()
        signal_handlers.connect()
        tasks.register()
