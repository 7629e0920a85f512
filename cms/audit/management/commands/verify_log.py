"""Check that the security log is whole."""

from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _, ngettext

from cms.audit import guards, heads, keys
from cms.audit.models import ChainHead, SecurityEntry
from cms.audit.verification import faults

SHOWN = 50
AT_A_TIME = 2_000


class Command(BaseCommand):
    help = (
        "Checks every entry of the security log against its seal, the entry before it "
        "and the signatures outside the database. Ends with status 1 at any fault."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(islice(self._faults(), SHOWN + 1))
        for fault in found[:SHOWN]:
            self.stderr.write(fault)
        if len(found) > SHOWN:
            self.stderr.write(_("There are more faults than these."))
        if found:
            raise CommandError(_("The security log is not whole."))
        count = SecurityEntry.objects.count()
        whole = ngettext(
            "The security log is whole: %(count)d entry.",
            "The security log is whole: %(count)d entries.",
            count,
        )
        self.stdout.write(whole % {"count": count})

    def _faults(self) -> Any:
        for name in guards.missing(connection):
            yield _("The database's guard %(name)s is switched off.") % {"name": name}
        head = ChainHead.objects.first()
        if head is None:
            yield _("The head of the log is missing.")
            head = ChainHead()
        entries = SecurityEntry.objects.chained().iterator(chunk_size=AT_A_TIME)
        yield from faults(entries, head, heads.read(), keys.trusted())
