from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "cms.audit"
    label = "audit"
    verbose_name = _("Security log")

    def ready(self) -> None:
        from cms.audit import permissions, signal_handlers

        permissions.grant()
        signal_handlers.connect()
