"""``manage.py jobs``: how it stands with the work in the background."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from cms.jobs.selectors import Standing, standings


class Command(BaseCommand):
    requires_system_checks: list[str] = []
    help = (
        "Print how it stands with each topic of jobs. Status 1 when something is a dead "
        "letter, has been due for more than ten minutes, or fails again and again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        found = standings()
        for standing in found:
            self.stdout.write(_line(standing))
        if not found:
            self.stdout.write(_("Nothing waits."))
        if any(standing.is_alarming for standing in found):
            sys.exit(1)


def _line(standing: Standing) -> str:
    facts = {
        "topic": standing.topic,
        "waiting": standing.waiting,
        "leased": standing.leased,
        "dead": standing.dead,
        "late": int(standing.late.total_seconds()),
    }
    line = _(
        "%(topic)s: %(waiting)d waiting, %(leased)d under way, %(dead)d dead; "
        "the oldest due for %(late)d s"
    )
    marks = {
        _("no handler"): not standing.is_known,
        _("fails again and again"): standing.is_stumbling,
        _("too old"): standing.is_late,
    }
    told = [mark for mark, holds in marks.items() if holds]
    return "; ".join([line % facts, *told])
