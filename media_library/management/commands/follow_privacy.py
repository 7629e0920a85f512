"""Bring files to where the privacy of their collections wants them."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from media_library.services import follow_privacy


class Command(BaseCommand):
    help = (
        "Moves pictures and clips of private collections apart from the public ones, and "
        "back. The house does so itself when privacy changes; this mends what a crash "
        "or a write past the house has left."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        count = follow_privacy()
        done = ngettext(
            "%(count)d picture or clip moved.",
            "%(count)d pictures or clips moved.",
            count,
        )
        self.stdout.write(done % {"count": count})
