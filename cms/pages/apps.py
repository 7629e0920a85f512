from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "cms.pages"
    label = "pages"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from cms.core import sections
        from cms.pages import fates, handover, signal_handlers
        from cms.pages.navigation import read_sections

        sections.register_provider(read_sections)
        handover.register()
        fates.register()
        signal_handlers.connect()
