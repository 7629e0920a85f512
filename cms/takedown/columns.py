"""What lists say of items that left their readers."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column

from cms.core.standing import Standing
from cms.takedown.kinds import Kind, Outcome, State
from cms.takedown.models import Receipt, Removal
from sites.columns import MomentColumn, moment

KIND_ICONS = {Kind.HIDE: "no-view", Kind.TAKEDOWN: "cross", Kind.STOP: "lock"}
OUTCOMES = {
    Outcome.DONE: ("ok", "check"),
    Outcome.PARTLY: ("warn", "warning"),
    Outcome.PERSON: ("warn", "user"),
    Outcome.ABSENT: ("", "minus"),
}
LOOKS = {
    State.WAITING: ("warn", "time"),
    State.IN_FORCE: ("crit", "no-view"),
    State.REFUSED: ("", "cross"),
    State.ENDED: ("ok", "check"),
    State.PURGED: ("crit", "bin"),
}


def standing(removal: Removal) -> Standing:
    """Return how far a removal got; late is a word and not only a colour."""
    if removal.is_overdue:
        return Standing(_("Overdue"), "crit", "warning")
    return Standing(str(removal.get_state_display()), *LOOKS[State(removal.state)])


def outcome_chip(receipt: Receipt) -> SafeString:
    look, icon = OUTCOMES[Outcome(receipt.outcome)]
    return Standing(str(receipt.get_outcome_display()), look, icon).chip


def state_cell(removal: Removal) -> SafeString:
    if removal.state != State.WAITING or removal.due_at is None:
        return standing(removal).chip
    due = _("by %(moment)s") % {"moment": moment(removal.due_at)}
    return format_html("{}<br><small>{}</small>", standing(removal).chip, due)


def columns() -> list[Column]:
    return [
        Column("kind", label=_("Kind"), accessor="get_kind_display"),
        Column("state", label=_("Status"), accessor=state_cell),
        Column("reason", label=_("Reason"), accessor="get_reason_display"),
        MomentColumn("asked_at", label=_("Since"), sort_key="asked_at"),
        Column("asked_by", label=_("By"), accessor="asked_by.full_name"),
        Column("unit", label=_("Unit"), accessor="record.unit.short_name"),
    ]
