from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "cms.events"
    label = "events"
    verbose_name = _("Events")

    def ready(self) -> None:
        from cms.core import listings
        from cms.core.writing import Writing, register_writing
        from cms.events import fates
        from cms.events.source import EventPages

        fates.register()
        listings.events.register(EventPages())
        register_writing(
            "events", Writing("events", "eventpage", _("Announce an event"))
        )
