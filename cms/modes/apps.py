from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModesConfig(AppConfig):
    name = "cms.modes"
    label = "modes"
    verbose_name = _("Special modes")

    def ready(self) -> None:
        from cms.modes import (
            circumstances,
            fates,
            holding,
            permissions,
            showing,
            tasks,
        )

        permissions.grant()
        fates.register()
        holding.register()
        circumstances.register()
        showing.register()
        tasks.register()
