from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaLibraryConfig(AppConfig):
    name = "media_library"
    label = "media_library"
    verbose_name = _("Media library")

    def ready(self) -> None:
        from media_library import signal_handlers
        from media_library.encoding import hurry

        hurry()
        signal_handlers.connect()
