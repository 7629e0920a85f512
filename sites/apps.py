from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SitesConfig(AppConfig):
    """``django.contrib.sites`` owns the label “sites”, so ours is “portals”."""

    name = "sites"
    label = "portals"
    verbose_name = _("Units and portals")

    def ready(self) -> None:
        from sites import signal_handlers

        signal_handlers.connect()
