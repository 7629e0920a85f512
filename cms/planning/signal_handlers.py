"""What other rooms tell of items, handed to services."""

from typing import Any

from wagtail.models import Page
from wagtail.signals import page_published

from cms.core.models import BasePage
from cms.planning.services import note_publication


def published(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    if isinstance(instance, BasePage):
        note_publication(page=instance)


def connect() -> None:
    page_published.connect(published, dispatch_uid="planning_published")
