"""Disable accounts nobody used for IDLE_ACCOUNT_DAYS."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from cms.accounts.services import disable_idle_accounts


class Command(BaseCommand):
    help = (
        "Disables accounts that nobody used for IDLE_ACCOUNT_DAYS and ends their "
        "sessions. Run it every day; the login door looks as well."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for user in disable_idle_accounts():
            self.stdout.write(_("Disabled: %(name)s") % {"name": user.username})
