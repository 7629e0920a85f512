from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkplaceConfig(AppConfig):
    name = "cms.workplace"
    label = "workplace"
    verbose_name = _("Workplace")

    def ready(self) -> None:
        from cms.workplace.widgets import start_choosers_without_script

        start_choosers_without_script()
