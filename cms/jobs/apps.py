from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "cms.jobs"
    label = "jobs"
    verbose_name = _("Work in the background")

    def ready(self) -> None:
        from cms.jobs import tasks

        tasks.register()
