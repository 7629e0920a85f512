from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    label = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from search.lookups import teach_sqlite
        from search.text import name_sort_key, sort_key
        from sites.order import reckon_by

        reckon_by(names=sort_key, people=name_sort_key)
        connection_created.connect(teach_sqlite, dispatch_uid="search_teach_sqlite")
