"""Where an item stands for readers, in the desk's words."""

from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

ICON = (
    '<svg class="icon icon-{0}" aria-hidden="true"><use href="#icon-{0}"></use></svg>'
)


@dataclass(frozen=True)
class Standing:
    """A word, and the look of its chip: ok, warn, crit, info or none."""

    word: str
    look: str = ""
    icon: str = ""

    @property
    def chip(self) -> SafeString:
        """Return the word as the administration shows it: never by colour alone."""
        icon = format_html(ICON, self.icon) if self.icon else ""
        classes = f"d-chip is-{self.look}" if self.look else "d-chip"
        return format_html('<span class="{}">{}{}</span>', classes, icon, self.word)


def standing_of(page: Any) -> Standing:
    """Return the standing of a page that knows ``approved_schedule``."""
    if page.live and page.has_unpublished_changes:
        return Standing(_("Published, with a draft"), "info", "edit")
    if page.live:
        return Standing(_("Published"), "ok", "check")
    if page.expired:
        return Standing(_("Expired"), "", "time")
    if page.approved_schedule:
        return Standing(_("Scheduled"), "info", "calendar-check")
    return Standing(_("Draft"), "warn", "edit")
