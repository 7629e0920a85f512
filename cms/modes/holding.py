"""What mourning keeps from readers for a while: festive items that are not out yet."""

from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.core.holds import Pause, register_pause
from cms.core.models import EditorialRecord
from cms.modes.selectors import mourning_at
from cms.modes.wording import ended


def pause_of(page: Page) -> Pause | None:
    """Return why a festive item is not released now, and until when at the latest.

    What readers have already stays, and may be mended.
    """
    records = EditorialRecord.objects.filter(is_festive=True)
    if not records.filter(translation_key=page.translation_key).exists():
        return None
    if Page.objects.filter(pk=page.pk, live=True).exists():
        return None
    mode = mourning_at(page)
    if mode is None:
        return None
    words = _(
        "Festive: held back during “%(mode)s” until %(end)s, then released by itself."
    )
    told = {"mode": mode.name, "end": ended(mode.ends_at)}
    return Pause(words % told, mode.ends_at)


def register() -> None:
    register_pause(pause_of)
