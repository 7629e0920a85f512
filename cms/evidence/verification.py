"""Whether evidence is whole: what was changed, exchanged, cut off or never signed.

Works on any rows and lines, so that it can be tried on every kind of damage. Holds one
item's remarks and one line's digests at a time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cms.audit.heads import Line, Torn
from cms.audit.verification import believed
from cms.evidence.chain import GENESIS, entry_hash, remark_hash
from cms.evidence.kinds import Deed
from cms.evidence.models import Entry, Leaf, Remark
from cms.evidence.signatures import EVIDENCE
from cms.evidence.trees import leaf_digest, root_of

# A day's entries are signed with the next day's first one, or by the command.
PATIENCE = timedelta(days=1)


@dataclass
class Walk:
    """Where somebody who goes along an item's chain stands."""

    record_id: int | None = None
    number: int = 0
    hash: str = GENESIS
    wordless: list[str] = field(default_factory=list)


def chain_faults(entries: Iterable[Entry], now: datetime) -> Iterator[str]:
    """Yield every fault of the chains, one item after the other."""
    walk = Walk()
    for entry in entries:
        if entry.record_id != walk.record_id:
            yield from walk.wordless
            walk = Walk(entry.record_id)
        yield from _joint(entry, walk)
        yield from _seal(entry)
        yield from _words(entry, walk)
        yield from _signing(entry, now)
        walk.number, walk.hash = entry.number, entry.hash
    yield from walk.wordless


def _told(entry: Entry, **more: object) -> dict[str, object]:
    return {"code": entry.record.code, "number": entry.number, **more}


def _joint(entry: Entry, walk: Walk) -> Iterator[str]:
    if entry.number != walk.number + 1:
        yield (
            _("Record %(code)s: entry %(expected)d is missing before entry %(number)d.")
            % _told(entry, expected=walk.number + 1)
        )
    elif entry.previous != walk.hash:
        yield (
            _(
                "Record %(code)s: entry %(number)d doesn't follow the one before it: "
                "one was exchanged."
            )
            % _told(entry)
        )


def _seal(entry: Entry) -> Iterator[str]:
    if entry_hash(entry.record.code, entry) != entry.hash:
        yield _("Record %(code)s: entry %(number)d was changed.") % _told(entry)


def _words(entry: Entry, walk: Walk) -> Iterator[str]:
    """Compare a remark with its hash. One that is gone needs a later purge."""
    words: Remark | None = getattr(entry, "words", None)
    if entry.deed == Deed.PURGED:
        walk.wordless.clear()
    if words is None and entry.remark_hash:
        walk.wordless.append(
            _("Record %(code)s: the remark of entry %(number)d is missing.")
            % _told(entry)
        )
    elif words and remark_hash(words.salt, words.text) != entry.remark_hash:
        yield (
            _("Record %(code)s: the remark of entry %(number)d was changed.")
            % _told(entry)
        )


def _signing(entry: Entry, now: datetime) -> Iterator[str]:
    leaf: Leaf | None = getattr(entry, "leaf", None)
    digest = leaf_digest(entry.record.code, entry.number, entry.hash)
    if leaf is None or (leaf.line is None and _is_late(entry, now)):
        yield _("Record %(code)s: entry %(number)d was never signed.") % _told(entry)
    elif leaf.digest != digest:
        yield (
            _("Record %(code)s: entry %(number)d is not the one that was to be signed.")
            % _told(entry)
        )


def _is_late(entry: Entry, now: datetime) -> bool:
    return localtime(entry.happened_at).date() < (localtime(now) - PATIENCE).date()


def line_faults(
    lines: Iterable[Line | Torn], trusted: frozenset[str]
) -> tuple[dict[int, Line], list[str]]:
    """Return the lines that can be believed, by number, and what is wrong with others."""
    signatures = believed(lines, trusted)
    faults = [
        *signatures.faults,
        *(
            _("Signature %(line)d is not one of evidence.") % {"line": line.line}
            for line in signatures.lines
            if line.what != EVIDENCE
        ),
    ]
    good = {line.line: line for line in signatures.lines if line.what == EVIDENCE}
    return good, faults


def root_faults(
    signed: dict[int, Line], placed: Iterable[tuple[int, str]]
) -> Iterator[str]:
    """Compare entries, by line and in their order, with what was signed of them."""
    passed = set()
    for number, rows in groupby(placed, key=itemgetter(0)):
        digests = [digest for _line, digest in rows]
        passed.add(number)
        yield from _line_fault(number, signed.get(number), digests)
    for number in sorted(signed.keys() - passed):
        yield from _line_fault(number, signed[number], [])


def _line_fault(number: int, line: Line | None, digests: list[str]) -> Iterator[str]:
    told = {"line": number, "found": len(digests)}
    if line is None:
        yield _("Signature %(line)d of %(found)d entries is missing.") % told
    elif line.number != len(digests):
        yield (
            _("Signature %(line)d is for %(count)d entries, and %(found)d are there.")
            % {**told, "count": line.number}
        )
    elif line.hash != root_of(digests):
        yield _("Signature %(line)d: its entries are not those signed.") % told
