from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AlmanacConfig(AppConfig):
    name = "cms.almanac"
    label = "almanac"
    verbose_name = _("Almanac")

    def ready(self) -> None:
        from cms.almanac import permissions

        permissions.grant()
