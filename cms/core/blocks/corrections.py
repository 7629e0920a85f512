"""What was wrong in an item that readers had: said in the item itself (đính chính)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.fields import StreamField

from cms.core.blocks.api import PlainStructApi

LONGEST = 600


@dataclass(frozen=True)
class Correction:
    """One correction as readers get it, and the report of a reader that it answers."""

    noted_on: date
    text: str
    receipt: str = ""


class CorrectionBlock(PlainStructApi, blocks.StructBlock):
    noted_on = blocks.DateBlock(label=_("Day"))
    text = blocks.TextBlock(
        label=_("What was wrong, and what is right"),
        max_length=LONGEST,
        rows=3,
        help_text=_("Shown under the item, with a mark at its head."),
    )
    receipt = blocks.CharBlock(
        label=_("Receipt code of a reader’s report"),
        required=False,
        max_length=40,
        help_text=_("Closes that report with these words; not shown."),
    )

    class Meta:
        label = _("Correction")
        icon = "warning"
        description = _("What was wrong in what readers had.")
        template = "blocks/correction.html"
        preview_value = {
            "noted_on": date(2026, 11, 20),
            "text": "Bản trước ghi năm dựng đình là 1792. Đúng là 1702.",
            "receipt": "",
        }

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        """Leave the receipt out: it opens the slip of the reader who reported."""
        told = super().get_api_representation(value, context)
        return {name: item for name, item in told.items() if name != "receipt"}


def corrections_field() -> StreamField:
    """Return the field that keeps all corrections of an item, the first one first.

    A field of the page and not rows beside it: it stands under revision and in the
    evidence’s hash, and readers get it without another query.
    """
    return StreamField(
        [("correction", CorrectionBlock())],
        blank=True,
        verbose_name=_("corrections"),
    )


def corrections_in(value: Any) -> list[Correction]:
    return [
        Correction(
            block.value["noted_on"], block.value["text"], block.value["receipt"] or ""
        )
        for block in value
    ]
