"""The edit form of a news item, in the order in which people write."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
)

from cms.core.editing import NarrowedRows
from sites.panels import RowsPanel


def content_panels(base: list[Any]) -> list[Any]:
    """Return the panels round those of every page (``base``: the title)."""
    return [
        FieldRowPanel([FieldPanel("form"), FieldPanel("kicker")]),
        *base,
        FieldPanel("summary"),
        _picture(),
        FieldPanel("body"),
        FieldPanel("corrections", classname="collapsed"),
        RowsPanel(
            "bylines", heading=_("Bylines"), label=_("byline"), formset=NarrowedRows
        ),
        MultiFieldPanel(
            [FieldPanel("event"), FieldPanel("event_date")], heading=_("Event")
        ),
        _origin(),
        _belonging(),
    ]


def _picture() -> MultiFieldPanel:
    words = FieldRowPanel([FieldPanel("lead_caption"), FieldPanel("lead_credit")])
    return MultiFieldPanel([FieldPanel("lead_image"), words], heading=_("Main picture"))


def _origin() -> MultiFieldPanel:
    where = FieldRowPanel([FieldPanel("source_url"), FieldPanel("source_published_at")])
    return MultiFieldPanel(
        [FieldPanel("origin"), FieldPanel("source_name"), where], heading=_("Origin")
    )


def _belonging() -> MultiFieldPanel:
    sections = RowsPanel(
        "also_shown_in",
        heading=_("Also shown in"),
        label=_("section"),
        formset=NarrowedRows,
    )
    return MultiFieldPanel(
        [FieldPanel("topics"), sections], heading=_("Where it belongs")
    )
