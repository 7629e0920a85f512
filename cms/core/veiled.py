"""How an item shows that nobody outside its route may know of yet (ADR 0045)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.core.models import EditorialRecord, Origin

NOT_YET = _("Item not announced yet")


def mask(record: EditorialRecord) -> Any:
    """Take everything from a record, in memory, that tells what it is about."""
    masked: Any = record
    masked.title = str(NOT_YET)
    masked.form, masked.origin, masked.source_name = "", Origin.OWN, ""
    masked.event, masked.event_date = None, None
    masked.byline, masked.topic_names = "", ""
    masked.liable_person, masked.revised_by = None, None
    masked.is_political = masked.is_spokesperson = masked.is_sensitive = False
    masked.embargo_until = None
    masked.is_masked = True
    return masked
