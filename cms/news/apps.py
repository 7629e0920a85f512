from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "cms.news"
    label = "news"
    verbose_name = _("News")

    def ready(self) -> None:
        from cms.core import listings
        from cms.news import signal_handlers
        from cms.news.source import NewsItems

        listings.news.register(NewsItems())
        signal_handlers.connect()
