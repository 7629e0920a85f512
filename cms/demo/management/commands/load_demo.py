"""``manage.py load_demo``: open the demo portals and publish their items."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from cms.demo import loader

WIDTH = 30


class Command(BaseCommand):
    help = "Load the demonstration: portals of the source plans with first content."

    def handle(self, *args: Any, **options: Any) -> None:
        total = loader.steps()
        done = 0

        def progress(what: str) -> None:
            nonlocal done
            done += 1
            self._draw(done, total, what)

        loader.load(progress)
        self.stdout.write("")
        self.stdout.write(_("The demonstration is loaded."))

    def _draw(self, done: int, total: int, what: str) -> None:
        """Draw a bar on a terminal, a line per tenth elsewhere."""
        filled = WIDTH * done // total
        bar = "█" * filled + "░" * (WIDTH - filled)
        if sys.stdout.isatty():
            self.stdout.write(f"\r{bar} {done}/{total} {what:<40.40}", ending="")
            self.stdout.flush()
        elif done * 10 // total > (done - 1) * 10 // total:
            self.stdout.write(f"{bar} {done}/{total}")
