"""``manage.py refresh_demo``: bring the unfinished work of the demonstration up to date."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.demo.living import keep_living


class Command(BaseCommand):
    help = "Date the demonstration’s unfinished work anew."

    def handle(self, *args: Any, **options: Any) -> None:
        keep_living()
