from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    name = "cms.members"
    label = "members"
    verbose_name = _("Personnel")

    def ready(self) -> None:
        from cms.members import handover, permissions

        permissions.grant()
        handover.register()
