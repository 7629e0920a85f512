"""Whether the log is whole: what was changed, taken away or never signed.

Works on any rows and lines, so that it can be tried on every kind of damage.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from cms.audit.chain import GENESIS, entry_hash
from cms.audit.heads import ANCHOR, Line, Torn
from cms.audit.kinds import Kind
from cms.audit.models import ChainHead, SecurityEntry

SIGNINGS = frozenset({Kind.LOG_SIGNED, Kind.LOG_TRIMMED})


@dataclass
class Walk:
    """Where somebody who goes along the chain stands, and what was passed."""

    number: int = 0
    hash: str = GENESIS
    day: str = ""


@dataclass(frozen=True)
class Signatures:
    """What the files outside the database say, those lines that can be believed."""

    lines: Sequence[Line] = ()
    faults: Sequence[str] = ()
    hashes: dict[int, str] = field(default_factory=dict)
    seals: dict[int, str] = field(default_factory=dict)
    anchors: dict[int, str] = field(default_factory=dict)


def faults(
    entries: Iterable[SecurityEntry],
    head: ChainHead,
    lines: Iterable[Line | Torn],
    trusted: frozenset[str],
) -> Iterator[str]:
    """Yield every fault in a sentence; nothing if the log is whole."""
    signatures = believed(lines, trusted)
    yield from signatures.faults
    walk = Walk()
    for entry in entries:
        yield from _joint(entry, walk, signatures)
        yield from _seal(entry, signatures)
        walk.number, walk.hash = entry.number, entry.hash
        walk.day = timezone.localtime(entry.happened_at).date().isoformat()
    yield from _end(walk, head, signatures)


def believed(lines: Iterable[Line | Torn], trusted: frozenset[str]) -> Signatures:
    """Read the lines in their order; those that are not to be believed are faults."""
    good: list[Line] = []
    wrong: list[str] = []
    number, after = 0, GENESIS
    for line in lines:
        if isinstance(line, Torn):
            wrong.append(
                _("Signature file %(file)s: line %(place)d can't be read.")
                % {"file": line.file, "place": line.place}
            )
            continue
        fault = _line_fault(line, number + 1, after, trusted)
        if fault:
            wrong.append(fault)
        else:
            good.append(line)
        number, after = line.line, line.seal()
    return Signatures(
        lines=good,
        faults=wrong,
        hashes={line.number: line.hash for line in good},
        seals={line.line: line.seal() for line in good},
        anchors={
            0: GENESIS,
            **{line.number: line.hash for line in good if line.what == ANCHOR},
        },
    )


def _line_fault(
    line: Line, expected: int, after: str, trusted: frozenset[str]
) -> str | None:
    told = {"line": line.line, "expected": expected}
    if line.key not in trusted:
        return _("Signature %(line)d was made with a key that is not trusted.") % told
    if not line.is_genuine:
        return _("Signature %(line)d is wrong: its line was changed.") % told
    if line.line != expected:
        return (
            _("Signature %(expected)d is missing: %(line)d stands in its place.") % told
        )
    if line.after != after:
        return _("Signature %(line)d doesn't follow the one before it.") % told
    return None


def _joint(entry: SecurityEntry, walk: Walk, signatures: Signatures) -> Iterator[str]:
    """Compare an entry with the one before it."""
    told = {"number": entry.number, "before": entry.number - 1}
    if walk.number == 0:
        yield from _beginning(entry, signatures)
    elif entry.number != walk.number + 1:
        yield _missing(walk.number + 1, entry.number - 1)
    elif entry.previous != walk.hash:
        yield (
            _("Entry %(number)d doesn't follow entry %(before)d: one was exchanged.")
            % told
        )


def _beginning(entry: SecurityEntry, signatures: Signatures) -> Iterator[str]:
    """Compare the first entry there is with the signed place where the log was cut."""
    anchor = signatures.anchors.get(entry.number - 1)
    known = [number for number in signatures.anchors if number < entry.number]
    if anchor is None and known:
        yield _missing(max(known) + 1, entry.number - 1)
    elif entry.previous != anchor:
        yield (
            _("Entry %(number)d doesn't follow the place where the log begins.")
            % {"number": entry.number}
        )


def _missing(first: int, last: int) -> str:
    if first == last:
        return _("Entry %(number)d is missing.") % {"number": first}
    told = {"first": first, "last": last}
    return _("Entries %(first)d to %(last)d are missing.") % told


def _seal(entry: SecurityEntry, signatures: Signatures) -> Iterator[str]:
    """Compare an entry with its own seal, and with what was signed of it."""
    told = {"number": entry.number}
    if entry_hash(entry) != entry.hash:
        yield _("Entry %(number)d was changed.") % told
    elif signatures.hashes.get(entry.number, entry.hash) != entry.hash:
        yield (_("Entry %(number)d, or one before it, is not what was signed.") % told)
    if entry.kind in SIGNINGS and not _is_kept(entry, signatures):
        line = entry.facts.get("line") if isinstance(entry.facts, dict) else None
        yield (
            _("Entry %(number)d tells of signature %(line)s, which is missing.")
            % {**told, "line": line}
        )


def _is_kept(entry: SecurityEntry, signatures: Signatures) -> bool:
    facts = entry.facts
    if not isinstance(facts, dict) or not isinstance(facts.get("line"), int):
        return False
    return signatures.seals.get(facts["line"]) == facts.get("seal")


def _end(walk: Walk, head: ChainHead, signatures: Signatures) -> Iterator[str]:
    """Compare the last entry with the head and with the last signature."""
    signed = max(signatures.hashes, default=0)
    reached = max(head.number, signed)
    if walk.number < reached:
        yield _missing(walk.number + 1, reached)
    elif (head.number, head.hash) != (walk.number, walk.hash):
        yield (
            _("The head of the log is not entry %(number)d, its last one.")
            % {"number": walk.number}
        )
    if walk.number and walk.day > _last_day(signatures):
        yield _("The log has not been signed on %(day)s.") % {"day": walk.day}


def _last_day(signatures: Signatures) -> str:
    if not signatures.lines:
        return ""
    moment = parse_datetime(signatures.lines[-1].at)
    return timezone.localtime(moment).date().isoformat() if moment else ""
