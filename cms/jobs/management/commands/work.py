"""``manage.py work``: do what is to be done in the background."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cms.jobs.worker import Worker, do_one, drain


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # a supervisor starts it again and again
    help = "Do jobs until SIGTERM; with --drain until none is due; with --once one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        how_long = parser.add_mutually_exclusive_group()
        how_long.add_argument("--once", action="store_true")
        how_long.add_argument("--drain", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            do_one()
        elif options["drain"]:
            drain()
        else:
            Worker().run()
