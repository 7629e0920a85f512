"""The notifications of this room: a deadline is near, a deadline has passed."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from cms.notifications.kinds import Kind, Told, register_kind

NEAR, PASSED = "deadline.near", "deadline.passed"


def near(told: Told) -> str:
    words = _("Due %(hour)s: %(item)s")
    return words % {"hour": _hour(told), "item": told.item}


def passed(told: Told) -> str:
    words = _("Overdue since %(hour)s: %(item)s")
    return words % {"hour": _hour(told), "item": told.item}


def _hour(told: Told) -> str:
    """Name the day: a letter is read on another day than it is written."""
    local = timezone.localtime(datetime.fromisoformat(told.facts["due_at"]))
    words = {"clock": f"{local:%H:%M}", "day": f"{local:%d/%m/%Y}"}
    return _("%(clock)s on %(day)s") % words


def _link(told: Told) -> str:
    return reverse("deadlines:item", args=[told.record_id])


def register() -> None:
    """Join the kinds; called once when apps are ready."""
    register_kind(Kind(NEAR, gettext_lazy("A deadline is near"), near, _link))
    register_kind(
        Kind(
            PASSED,
            gettext_lazy("A deadline has passed (to superiors and whoever is on duty)"),
            passed,
            _link,
            is_required=True,
        )
    )
