"""Check that the evidence of items is whole and fits what readers see."""

from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from cms.audit import keys
from cms.core.models import EditorialRecord
from cms.evidence import signatures
from cms.evidence.guards import GUARDS
from cms.evidence.live import live_faults
from cms.evidence.models import Entry, Leaf
from cms.evidence.verification import chain_faults, line_faults, root_faults

SHOWN = 50
AT_A_TIME = 2_000


class Command(BaseCommand):
    help = (
        "Checks every entry of evidence against its seal, the entry before it and the "
        "signatures outside the database, and live pages against their release. Ends "
        "with status 1 at any fault."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "code", nargs="*", help="the short address of an item; all by default"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        codes: list[str] = options["code"]
        self._refuse_unknown(codes)
        found = list(islice(self._faults(codes), SHOWN + 1))
        for fault in found[:SHOWN]:
            self.stderr.write(fault)
        if len(found) > SHOWN:
            self.stderr.write(_("There are more faults than these."))
        if found:
            raise CommandError(_("The evidence is not whole."))
        self.stdout.write(self._summary(codes))

    def _refuse_unknown(self, codes: list[str]) -> None:
        known = EditorialRecord.objects.filter(code__in=codes)
        unknown = sorted(set(codes) - set(known.values_list("code", flat=True)))
        if unknown:
            told = {"codes": ", ".join(unknown)}
            raise CommandError(_("There is no record %(codes)s.") % told)

    def _faults(self, codes: list[str]) -> Iterator[str]:
        for name in GUARDS.missing(connection):
            yield _("The database's guard %(name)s is switched off.") % {"name": name}
        entries = Entry.objects.chained()
        if codes:
            entries = entries.of_codes(codes)
        yield from chain_faults(entries.iterator(AT_A_TIME), timezone.now())
        yield from self._signature_faults(codes)
        yield from live_faults(codes)

    def _signature_faults(self, codes: list[str]) -> Iterator[str]:
        """Compare the entries' places with the files; all of a line belongs together."""
        signed, faults = line_faults(signatures.read(), keys.trusted())
        yield from faults
        leaves = Leaf.objects.placed()
        if codes:
            wanted = set(leaves.of_codes(codes).values_list("line", flat=True))
            leaves = leaves.filter(line__in=wanted)
            signed = {line: signed[line] for line in signed if line in wanted}
        yield from root_faults(signed, leaves.digests())

    def _summary(self, codes: list[str]) -> str:
        entries, waiting = Entry.objects.all(), Leaf.objects.waiting()
        if codes:
            entries, waiting = entries.of_codes(codes), waiting.of_codes(codes)
        count = entries.count()
        whole = ngettext(
            "The evidence is whole: %(count)d entry, %(waiting)d waiting to be signed.",
            "The evidence is whole: %(count)d entries, %(waiting)d waiting to be signed.",
            count,
        )
        return whole % {"count": count, "waiting": waiting.count()}
