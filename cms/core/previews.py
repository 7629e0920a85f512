"""To whom a preview is shown: the mark it bears while nobody may know of the item.

Imported by models, so it knows none of them when it is loaded.
"""

from typing import Any

from django.apps import apps
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Page


def is_secret(page: Page) -> bool:
    records: Any = apps.get_model("core", "EditorialRecord")._default_manager
    key = page.translation_key
    return bool(records.secret().filter(translation_key=key).exists())


def mark_of(viewer: Any) -> str:
    """Return the viewer's full name and the minute; a picture of the screen keeps both."""
    return marked(getattr(viewer, "full_name", "") or str(viewer))


def marked(name: str) -> str:
    return f"{name} · {date_format(timezone.localtime(), 'H:i d/m/Y')}"
