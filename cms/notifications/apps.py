from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "cms.notifications"
    label = "notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        from cms.notifications import (
            channels,
            fates,
            handover,
            permissions,
            signal_handlers,
            tasks,
        )

        permissions.grant()
        fates.register()
        handover.register()
        channels.register_channel(channels.EMAIL, channels.Email())
        signal_handlers.connect()
        tasks.register()
