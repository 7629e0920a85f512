"""Columns of the list of health checks, and how a state looks."""

from typing import Any

from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import (
    gettext as _,
    gettext_lazy,
    ngettext,
    pgettext_lazy,
)
from wagtail.admin.ui.tables import Column

from cms.health.models import Check
from cms.health.states import Fault, State
from sites.columns import DayColumn, MomentColumn

ADDRESS_SHOWN = 70
LOOKS = {
    State.FINE: "ok",
    State.EXPIRING: "warn",
    State.MOVED: "warn",
    State.SUSPECT: "warn",
    State.UNKNOWN: "",
}


def look_of(check: Check) -> str:
    """Return how the chip of a state looks: grave, unless the table says otherwise."""
    return "" if check.set_aside_at else LOOKS.get(State(check.state), "crit")


def address_of(check: Check) -> str:
    return Truncator(check.address).chars(ADDRESS_SHOWN)


def reason_of(check: Check) -> str:
    """Return why; of a day how many are left, of a link that moved whereto."""
    left = check.days_left
    if check.fault == Fault.ENDS and left is not None:
        words = (
            ngettext("%(days)d day left", "%(days)d days left", left)
            if left >= 0
            else ngettext("%(days)d day over", "%(days)d days over", -left)
        )
        return words % {"days": abs(left)}
    if check.fault == Fault.OTHER_SITE:
        return check.detail
    return str(check.get_fault_display()) if check.fault else ""


def state_cell(check: Check) -> str:
    """Return the state, why, and that it was set aside."""
    look = look_of(check)
    words = [reason_of(check), _("set aside") if check.set_aside_at else ""]
    return format_html(
        '<span class="d-chip{}">{}</span> <span class="d-meta">{}</span>',
        f" is-{look}" if look else "",
        check.get_state_display(),
        " · ".join(filter(None, words)),
    )


def columns() -> list[Column]:
    return [
        Column("state", label=pgettext_lazy("health", "State"), accessor=state_cell),
        Column(
            "kind", label=pgettext_lazy("health", "Kind"), accessor="get_kind_display"
        ),
        DayColumn(
            "expires_on",
            label=pgettext_lazy("health", "Good until"),
            sort_key="expires_on",
        ),
        MomentColumn(
            "seen_at",
            label=pgettext_lazy("health", "Last answer"),
            sort_key="seen_at",
        ),
        Column("unit", label=gettext_lazy("Unit"), accessor="portal.unit.short_name"),
    ]


HEADINGS: dict[str, Any] = {
    "address": gettext_lazy("Address"),
    "kind": pgettext_lazy("health", "Kind"),
    "state": pgettext_lazy("health", "State"),
    "fault": gettext_lazy("Reason"),
    "detail": gettext_lazy("Details"),
    "expires_on": pgettext_lazy("health", "Good until"),
    "source": gettext_lazy("Source of the date"),
    "asked_at": gettext_lazy("Last asked"),
    "seen_at": pgettext_lazy("health", "Last answer"),
    "pages": gettext_lazy("Pages with this link"),
    "unit": gettext_lazy("Unit"),
    "reason": gettext_lazy("Set aside because"),
}
