"""Wagtail's signals, handed to services."""

from typing import Any

from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from cms.news.models import NewsPage
from cms.news.services import place, place_below, prepare_pictures, unplace


def published(sender: type[Page], instance: NewsPage, **kwargs: Any) -> None:
    place(page=instance)
    prepare_pictures(page=instance)


def unpublished(sender: type[Page], instance: NewsPage, **kwargs: Any) -> None:
    unplace(page=instance)


def moved(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    place_below(path=instance.path)


def connect() -> None:
    page_published.connect(published, sender=NewsPage, dispatch_uid="news_published")
    page_unpublished.connect(
        unpublished, sender=NewsPage, dispatch_uid="news_unpublished"
    )
    post_page_move.connect(moved, dispatch_uid="news_moved")
