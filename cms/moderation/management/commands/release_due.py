"""Release approved items whose moment has come."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections
from django.utils.translation import gettext as _

from cms.moderation.services import release_due

EVERY = 1  # second


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # a supervisor starts it again and again
    help = "Release approved items whose moment has come; with --watch again and again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--watch", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        while True:
            self._once(patient=options["watch"])
            if not options["watch"]:
                return
            time.sleep(EVERY)

    def _once(self, *, patient: bool) -> None:
        """Release what is due; a database that is away is asked again later."""
        try:
            close_old_connections()
            for case in release_due():
                self.stdout.write(_("Released: %(item)s") % {"item": case})
        except Error as fault:
            if not patient:
                raise
            self.stderr.write(str(fault))
