"""What leads from an item to the reports of its readers."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.urls import reverse
from django.utils.translation import ngettext

from cms.core.item_links import ItemLink, register_item_links
from cms.core.models import EditorialRecord
from cms.corrections.models import MistakeReport
from cms.corrections.permissions import REPORTS


def offered(record: EditorialRecord, user: AbstractUser) -> Iterator[ItemLink]:
    """Yield the way to the reports: the oldest that waits, else the newest."""
    rows: Any = REPORTS.instances_user_has_any_permission_for(user, ("view", "change"))
    reports: list[MistakeReport] = list(rows.filter(record=record))
    if not reports:
        return
    waiting = [report for report in reports if not report.is_finished]
    report = waiting[-1] if waiting else reports[0]
    words = ngettext(
        "%(number)d report of a mistake, %(open)d open",
        "%(number)d reports of mistakes, %(open)d open",
        len(reports),
    ) % {"number": len(reports), "open": len(waiting)}
    may_change = REPORTS.user_has_permission_for_instance(user, "change", report)
    name = "corrections:edit" if may_change else "corrections:inspect"
    yield ItemLink(words, reverse(name, args=[report.pk]), "comment")


def register() -> None:
    register_item_links(offered)
