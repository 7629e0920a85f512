from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProposalsConfig(AppConfig):
    name = "cms.proposals"
    label = "proposals"
    verbose_name = _("Proposed changes of texts")

    def ready(self) -> None:
        from cms.proposals import fates, permissions

        permissions.grant()
        fates.register()
