from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HealthConfig(AppConfig):
    name = "cms.health"
    label = "health"
    verbose_name = _("Health of hostnames and links")

    def ready(self) -> None:
        from cms.health import fates, permissions

        fates.register()
        permissions.grant()
