"""``manage.py carry_out_change NUMBER --as NAME``: carry a change of units out."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.reorganisation.faults import ChangeError
from cms.reorganisation.models import Change
from cms.reorganisation.report import Report
from cms.reorganisation.services import go_live, plan
from cms.users.models import User


class Command(BaseCommand):
    help = "Carry a change of units out, or see what that would do."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("change", type=int, help="its number")
        parser.add_argument("--as", dest="actor", required=True, metavar="USERNAME")
        parser.add_argument("--dry-run", action="store_true", help="only show numbers")

    def handle(self, *args: Any, **options: Any) -> None:
        change = Change.objects.filter(pk=options["change"]).first()
        actor = User.objects.filter(username=options["actor"], is_active=True).first()
        if change is None:
            raise CommandError(_("There is no change with this number."))
        if actor is None:
            raise CommandError(_("There is no active account with this name."))
        self.stdout.write(str(change))
        try:
            if options["dry_run"]:
                report = plan(change=change)
            else:
                report = go_live(change=change, actor=actor, progress=self._tell)
        except ChangeError as error:
            said = "\n  ".join(str(fault) for fault in error.faults)
            raise CommandError(said) from error
        self._sum_up(report)

    def _tell(self, step: str, done: int, whole: int) -> None:
        self.stdout.write(f"  {step} ({done}/{whole})")
        self.stdout.flush()

    def _sum_up(self, report: Report) -> None:
        for what, number in report.lines:
            self.stdout.write(f"  {number} {what}")
