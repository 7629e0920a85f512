"""What commands that sign outside the database have in common."""

from abc import abstractmethod
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cms.audit import keys


class SigningCommand(BaseCommand):
    """Signs, or prints the key that checks signatures; a full disk is told in words."""

    nothing: ClassVar[str | Promise]  # said where there was nothing to sign

    @abstractmethod
    def sign(self) -> Iterable[str]:
        """Sign, and return what to say of each signature."""

    @abstractmethod
    def folder(self) -> Path:
        """Return where signatures are written."""

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
            told = list(self.sign())
        except OSError as fault:
            raise CommandError(
                _("Nothing can be written to %(folder)s: %(fault)s.")
                % {"folder": self.folder(), "fault": fault.strerror or fault}
            ) from fault
        for line in told or [str(self.nothing)]:
            self.stdout.write(line)
