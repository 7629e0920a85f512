"""Reports of mistakes that a person is checking pass to a colleague."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db.models import OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from cms.core.handover import HandoverKind, register_handover
from cms.corrections.models import MistakeReport
from sites.models import Unit


def in_hand(person: AbstractUser, unit: Unit) -> "QuerySet[MistakeReport]":
    """Return the unfinished reports that the person took up."""
    reports: QuerySet[MistakeReport] = MistakeReport.objects.unfinished().filter(
        handled_by=person.pk, record__unit=unit
    )
    return reports


def unclaimed_reports() -> "QuerySet[MistakeReport]":
    reports: QuerySet[MistakeReport] = MistakeReport.objects.unfinished().filter(
        handled_by=OuterRef("user"), record__unit=OuterRef("unit")
    )
    return reports


def take_up(reports: "QuerySet[Any]", person: AbstractUser) -> None:
    """Who did what until now stays in the log of each report."""
    reports.update(handled_by=person.pk)


def title_of(report: MistakeReport) -> str:
    return f"{report.receipt}: {report.title}"


def register() -> None:
    """Join the list of what passes on; called once when apps are ready."""
    register_handover(
        HandoverKind(
            "reports",
            _("Reported mistakes being checked"),
            "corrections.MistakeReport.handled_by",
            held=in_hand,
            pass_on=take_up,
            title=title_of,
            unclaimed=unclaimed_reports,
        )
    )
