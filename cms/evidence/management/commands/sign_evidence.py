"""Sign the evidence that no signature stands for yet, outside the database."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.audit import keys
from cms.evidence import signatures
from cms.evidence.services import sign_entries


class Command(BaseCommand):
    help = (
        "Signs the evidence of items that came since the last signature. A day's first "
        "entry does the same for the days before; run it every day, or every hour."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--public-key",
            action="store_true",
            help="print the key that checks signatures, and sign nothing",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["public_key"]:
            self.stdout.write(keys.public_text(keys.signing_key()))
            return
        try:
            lines = sign_entries()
        except OSError as fault:
            raise CommandError(
                _("Nothing can be written to %(folder)s: %(fault)s.")
                % {
                    "folder": signatures.folder(),
                    "fault": fault.strerror or fault,
                }
            ) from fault
        for line in lines:
            told = {"line": line.line, "count": line.number}
            self.stdout.write(
                _("Signature %(line)d was made, for %(count)d entries.") % told
            )
        if not lines:
            self.stdout.write(_("Every entry is signed: there is nothing to sign."))
