"""Reports of readers, for rooms that point to them (``cms.core.pointers``)."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.core.pointers import Pointer, register_pointer
from cms.corrections.models import MistakeReport
from cms.corrections.permissions import REPORTS
from cms.corrections.receipts import canonical


def find(text: str, user: AbstractUser) -> MistakeReport | None:
    receipt = canonical(text)
    rows: Any = REPORTS.instances_user_has_any_permission_for(user, ("view", "change"))
    found: MistakeReport | None = rows.filter(receipt=receipt).first()
    return found if receipt else None


def register() -> None:
    register_pointer(
        Pointer(
            "report",
            _("Reported mistake"),
            find,
            by_keys=MistakeReport.objects.in_bulk,
            record_of=lambda report: report.record,
            title=lambda report: f"{report.receipt}: {report.title}",
            url=lambda report: reverse("corrections:inspect", args=[report.pk]),
        )
    )
