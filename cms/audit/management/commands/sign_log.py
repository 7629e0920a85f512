"""Sign where the security log ends now, in a file outside the database."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.audit import heads, keys
from cms.audit.services import sign_head


class Command(BaseCommand):
    help = (
        "Signs the last entry of the security log. Each day's first entry does the same "
        "by itself; more signatures leave less time for a tail to vanish unnoticed."
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
            line = sign_head()
        except OSError as fault:
            raise CommandError(
                _("Nothing can be written to %(folder)s: %(fault)s.")
                % {"folder": heads.folder(), "fault": fault.strerror or fault}
            ) from fault
        if line is None:
            self.stdout.write(_("The log is empty: there is nothing to sign."))
            return
        told = {"number": line.number, "line": line.line}
        self.stdout.write(
            _("Entry %(number)d was signed with signature %(line)d.") % told
        )
