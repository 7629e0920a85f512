"""Sign the evidence that no signature stands for yet, outside the database."""

from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _, gettext_lazy

from cms.audit.signing import SigningCommand
from cms.evidence import signatures
from cms.evidence.services import sign_entries


class Command(SigningCommand):
    help = (
        "Signs the evidence of items that came since the last signature. A day's first "
        "entry does the same for the days before; run it every day, or every hour."
    )
    nothing = gettext_lazy("Every entry is signed: there is nothing to sign.")

    def sign(self) -> Iterator[str]:
        for line in sign_entries():
            told = {"line": line.line, "count": line.number}
            yield _("Signature %(line)d was made, for %(count)d entries.") % told

    def folder(self) -> Path:
        return signatures.folder()
