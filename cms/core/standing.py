"""Where an item stands for readers, in the desk's words."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Subquery, Value, When
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _, pgettext
from wagtail.models import TaskState, WorkflowState
from wagtail.query import PageQuerySet

from sites.selectors import states_on_route

APPROVED = TaskState.STATUS_APPROVED
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


def with_standing(pages: "PageQuerySet[Any]") -> "PageQuerySet[Any]":
    """Return pages that know their standing, without a question more."""
    agreed = When(current_task_state__status=APPROVED, then=Value(APPROVED))
    states = states_on_route().annotate(stage=Case(agreed, default="status"))
    found: PageQuerySet[Any] = pages.annotate_approved_schedule().annotate(
        on_route=Subquery(states.values("stage")[:1])
    )
    return found


def standing_of(page: Any) -> Standing:
    """Return the standing of a page that was asked for ``with_standing``."""
    if page.live:
        return _of_live(page)
    if page.on_route:
        return _on_route(page)
    if page.expired:
        return Standing(_("Expired"), "", "time")
    if page.approved_schedule:
        return Standing(_("Scheduled"), "info", "calendar-check")
    return Standing(_("Draft"), "warn", "edit")


def _of_live(page: Any) -> Standing:
    if page.on_route == APPROVED:
        return Standing(_("Published, an approved change follows"), "ok", "time")
    if page.on_route == WorkflowState.STATUS_IN_PROGRESS:
        return Standing(_("Published, a change awaits approval"), "info", "time")
    if page.has_unpublished_changes:
        return Standing(_("Published, with a draft"), "info", "edit")
    return Standing(_("Published"), "ok", "check")


def _on_route(page: Any) -> Standing:
    if page.on_route == APPROVED:
        return Standing(_("Approved, about to be released"), "ok", "calendar-check")
    if page.on_route == WorkflowState.STATUS_IN_PROGRESS:
        return Standing(_("Awaiting approval"), "info", "time")
    return Standing(pgettext("state of a case", "Returned"), "warn", "arrow-left")
