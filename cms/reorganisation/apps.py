from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReorganisationConfig(AppConfig):
    name = "cms.reorganisation"
    label = "reorganisation"
    verbose_name = _("Changes of units")

    def ready(self) -> None:
        from cms.reorganisation import fates, permissions

        fates.register()
        permissions.grant()
