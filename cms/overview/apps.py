from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OverviewConfig(AppConfig):
    name = "cms.overview"
    label = "overview"
    verbose_name = _("Overview of units")

    def ready(self) -> None:
        from cms.overview import permissions, tasks, telling

        permissions.grant()
        telling.register()
        tasks.register()
