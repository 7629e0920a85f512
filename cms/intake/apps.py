from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    name = "cms.intake"
    label = "intake"
    verbose_name = _("Items sent in")

    def ready(self) -> None:
        from cms.intake import fates, permissions

        fates.register()
        permissions.grant()
