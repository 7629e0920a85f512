from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    name = "cms.members"
    label = "members"
    verbose_name = _("Personnel")

    def ready(self) -> None:
        from cms.members import fates, handover, permissions

        permissions.grant()
        fates.register()
        handover.register()
