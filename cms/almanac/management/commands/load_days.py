"""``manage.py load_days``: the national days to remember, once."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.almanac.services import load_days


class Command(BaseCommand):
    help = "Adds the national days to remember that the almanac does not have yet."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{load_days()} days added")
