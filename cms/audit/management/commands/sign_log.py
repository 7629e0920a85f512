"""Sign where the security log ends now, in a file outside the database."""

from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _, gettext_lazy

from cms.audit import heads
from cms.audit.services import sign_head
from cms.audit.signing import SigningCommand


class Command(SigningCommand):
    help = (
        "Signs the last entry of the security log. Each day's first entry does the same "
        "by itself; more signatures leave less time for a tail to vanish unnoticed."
    )
    nothing = gettext_lazy("The log is empty: there is nothing to sign.")

    def sign(self) -> Iterator[str]:
        line = sign_head()
        if line is not None:
            told = {"number": line.number, "line": line.line}
            yield _("Entry %(number)d was signed with signature %(line)d.") % told

    def folder(self) -> Path:
        return heads.folder()
