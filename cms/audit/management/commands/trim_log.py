"""Delete entries of the security log that are older than they have to be kept."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _, ngettext

from cms.audit import heads
from cms.audit.services import trim_log


class Command(BaseCommand):
    help = (
        "Deletes entries older than SECURITY_LOG_DAYS, once a signature says where the "
        "rest begins. Run it every day."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = trim_log()
        except OSError as fault:
            raise CommandError(
                _("Nothing can be written to %(folder)s: %(fault)s.")
                % {"folder": heads.folder(), "fault": fault.strerror or fault}
            ) from fault
        done = ngettext(
            "%(count)d old entry deleted.", "%(count)d old entries deleted.", count
        )
        self.stdout.write(done % {"count": count})
