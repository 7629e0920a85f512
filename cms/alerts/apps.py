from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AlertsConfig(AppConfig):
    name = "cms.alerts"
    label = "alerts"
    verbose_name = _("Public warnings")

    def ready(self) -> None:
        from cms.alerts import fates, permissions

        permissions.grant()
        fates.register()
