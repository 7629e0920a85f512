"""Delete senders' names, e-mail addresses and phone numbers once they are not needed."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.corrections.models import MistakeReport
from cms.corrections.receipts import canonical
from cms.corrections.services import (
    forget_counters,
    forget_reporter,
    forget_reporters,
)


class Command(BaseCommand):
    help = (
        "Deletes who sent a report of a mistake, REPORTER_DATA_DAYS after it was closed, "
        "and counters whose hour is over. Run it every day."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--receipt", help="forget the sender of this one report, at once"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["receipt"]:
            self._forget_one(options["receipt"])
            return
        self.stdout.write(
            _("Senders forgotten: %(number)s") % {"number": forget_reporters()}
        )
        self.stdout.write(
            _("Counters deleted: %(number)s") % {"number": forget_counters()}
        )

    def _forget_one(self, typed: str) -> None:
        try:
            had_any = forget_reporter(receipt=canonical(typed))
        except MistakeReport.DoesNotExist as fault:
            raise CommandError(
                _("There is no report %(receipt)s.") % {"receipt": typed}
            ) from fault
        self.stdout.write(_("Sender forgotten.") if had_any else _("Nobody was named."))
