from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProvisioningConfig(AppConfig):
    name = "cms.provisioning"
    label = "provisioning"
    verbose_name = _("Opening portals")

    def ready(self) -> None:
        from cms.provisioning import fates, permissions

        fates.register()
        permissions.grant()
