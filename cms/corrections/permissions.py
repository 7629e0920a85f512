"""Who may read and answer what readers report."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db.models import Model, QuerySet

from cms.corrections.models import MistakeReport
from cms.corrections.querysets import MistakeReportQuerySet
from sites.models import Capability
from sites.permissions import allow
from sites.policies import UnitPolicy
from sites.selectors import units_at_work

# Who may change an item that is out. A contributor may not, and a report may hold a
# reader's phone number.
ANSWERERS = (
    Capability.EDITOR,
    Capability.TECHNICAL_EDITOR,
    Capability.SECRETARY,
    Capability.PUBLISHER,
    Capability.HEAD_OF_UNIT,
    Capability.MODERATOR,
    Capability.UNIT_ADMIN,
)
READERS = (Capability.AUDITOR, Capability.STANDING_OFFICE)


def grant() -> None:
    """Join the house's table of capabilities; called once when apps are ready."""
    view, change = "corrections.view_mistakereport", "corrections.change_mistakereport"
    allow(ANSWERERS, view, change)
    allow(READERS, view)


class ReportPolicy(UnitPolicy):
    """A report belongs to the unit that publishes the item now."""

    def instances_user_has_any_permission_for(
        self, user: AbstractUser, actions: Iterable[str]
    ) -> "QuerySet[Model]":
        reports: QuerySet[Model] = MistakeReport.objects.filter(
            record__unit__in=self.units(user, actions)
        )
        return reports


# Reports come from readers and stay: nobody adds or deletes one by hand.
REPORTS = ReportPolicy(MistakeReport, ("change", "view"))


def to_answer(user: AbstractUser) -> MistakeReportQuerySet:
    """Return the reports that wait for somebody, of units that still are at work."""
    reports: Any = REPORTS.instances_user_has_permission_for(user, "change")
    waiting: MistakeReportQuerySet = reports.unfinished().filter(
        record__unit__in=units_at_work()
    )
    return waiting
