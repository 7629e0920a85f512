from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "cms.news"
    label = "news"
    verbose_name = _("News")

    def ready(self) -> None:
        from cms.core import listings
        from cms.core.writing import Writing, register_writing
        from cms.news import fates, signal_handlers
        from cms.news.composing import compose
        from cms.news.source import NewsItems

        listings.news.register(NewsItems())
        write = Writing("news", "newspage", _("Write an item"), compose)
        register_writing("news", write)
        fates.register()
        signal_handlers.connect()
