"""Columns of the list of records."""

from typing import Any

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy
from wagtail.admin.ui.tables import Column

from cms.core.models import EditorialRecord, Origin
from cms.core.standing import Standing, standing_of
from cms.deadlines.columns import left_cell
from cms.desk.flags import flags_of
from sites.columns import NOTHING, PlainColumn, day, moment

LINE_BREAK = mark_safe("<br>")


def event_cell(record: Any) -> str:
    """Return the event's name over the date shown, and how much time is left from it."""
    left = "" if record.is_masked else left_cell(record)
    if record.event is None:
        return format_html("{}{}", day(record.event_date), left)
    shown = record.event_date or timezone.localdate(record.event.starts_at)
    name = record.event.name
    return format_html("{}<br><small>{}</small>{}", name, day(shown), left)


def source_cell(record: Any) -> str:
    if record.is_masked:
        return NOTHING
    if record.origin != Origin.REPUBLISHED:
        return _("Own work")
    return record.source_name or NOTHING


def flags_cell(record: EditorialRecord) -> str:
    words = ((word,) for word in flags_of(record))
    return format_html_join(LINE_BREAK, "{}", words) or NOTHING


def change_cell(record: EditorialRecord) -> str:
    who = record.revised_by or ""
    return format_html("{}<br><small>{}</small>", moment(record.revised_at), who)


def state_cell(record: Any) -> str:
    """Return where the item stands for readers."""
    if record.is_masked:
        return Standing(_("Not released"), "", "lock").chip
    standing = standing_of(record.page) if record.page else Standing(_("Deleted"))
    if not record.behind:
        return standing.chip
    words = _("Older than the source: %(languages)s") % {"languages": record.behind}
    older = Standing(words, "warn", "warning")
    return format_html("{}<br>{}", standing.chip, older.chip)


def columns() -> list[Column]:
    """Return the facts of the newest revision, which the record holds, and desk data."""
    return [
        Column(
            "form",
            label=pgettext_lazy("of an item", "Form"),
            accessor="get_form_display",
            sort_key="form",
        ),
        Column(
            "event",
            label=gettext_lazy("Event"),
            accessor=event_cell,
            sort_key="event_date",
            width="17%",
        ),
        PlainColumn("byline", label=gettext_lazy("Byline"), sort_key="byline"),
        Column("source", label=gettext_lazy("Source"), accessor=source_cell),
        Column("flags", label=gettext_lazy("Flags"), accessor=flags_cell),
        PlainColumn(
            "liable_person",
            label=gettext_lazy("Liable"),
            sort_key="liable_person__sort_key",
        ),
        Column(
            "revised_at",
            label=gettext_lazy("Last change"),
            accessor=change_cell,
            sort_key="revised_at",
        ),
        Column("state", label=gettext_lazy("Status"), accessor=state_cell),
    ]
