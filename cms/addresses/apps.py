from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AddressesConfig(AppConfig):
    name = "cms.addresses"
    label = "addresses"
    verbose_name = _("Old addresses")

    def ready(self) -> None:
        from cms.addresses import answering, fates, hits, permissions
        from sites import forwarding

        permissions.grant()
        fates.register()
        forwarding.register(answering.answer)
        hits.connect()
