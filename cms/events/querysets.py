"""Questions about live event pages."""

from datetime import datetime
from typing import Any, Self

from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from cms.core.restrictions import open_to_all


class EventPageQuerySet(PageQuerySet):
    def of_home(self, home_url_path: str) -> Self:
        live = self.live().filter(url_path__startswith=home_url_path)
        return open_to_all(live)

    def about(self, event_id: int, language: str) -> Self:
        told = self.live().filter(event=event_id)
        return told.filter(locale__language_code=language).order_by("pk")

    def upcoming(self, at: datetime) -> Self:
        return self.filter(ends_at__gte=at).order_by("starts_at", "pk")

    def past(self, at: datetime) -> Self:
        return self.filter(ends_at__lt=at).order_by("-starts_at", "-pk")


EventPageManager: Any = PageManager.from_queryset(EventPageQuerySet)
