"""Break glass: let somebody in again who is locked out."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.accounts.services import break_glass
from cms.users.models import User


class Command(BaseCommand):
    help = (
        "Forgets the wrong passwords counted for an account, so that it can be used at "
        "once. The security log remembers that it was done."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument(
            "--address", help="with LOGIN_LOCK_PER_ADDRESS: the address that is locked"
        )
        parser.add_argument(
            "--enable", action="store_true", help="open a disabled account again"
        )
        parser.add_argument(
            "--reset-second-factor",
            action="store_true",
            help="take away lost second factors; the next login sets up new ones",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        name: str = options["username"]
        if settings.LOGIN_LOCK_PER_ADDRESS and not options["address"]:
            raise CommandError(
                _("Locks count per address here: say which with --address.")
            )
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(_("There is no account %(name)s.") % {"name": name})
        was_locked, taken = break_glass(
            user=user,
            address=options["address"],
            enable=options["enable"],
            without_factors=options["reset_second_factor"],
        )
        self.stdout.write(_("Unlocked.") if was_locked else _("It was not locked."))
        if options["enable"]:
            self.stdout.write(_("Enabled."))
        if options["reset_second_factor"]:
            self.stdout.write(
                _("Second factors taken away: %(number)s.") % {"number": taken}
            )
