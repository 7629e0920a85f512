"""Writes to the evidence of items: the only ones there are."""

import logging
import secrets
from collections.abc import Mapping
from typing import Any

from django.db import Error, transaction
from django.utils import timezone
from wagtail.models import Page

from cms.audit.heads import Line
from cms.core.models import BasePage, EditorialRecord
from cms.evidence import signatures
from cms.evidence.chain import GENESIS, entry_hash, remark_hash
from cms.evidence.content import content_hash, desk_hash
from cms.evidence.drafts import checked_facts, identity, plain
from cms.evidence.kinds import Deed
from cms.evidence.models import SALT_LENGTH, Entry, Leaf, Remark
from cms.evidence.trees import leaf_digest, root_of
from cms.users.models import User
from sites.models import Unit

# So many entries at most share a signature: a proof is made from their digests.
IN_A_LINE = 5_000

logger = logging.getLogger("cms.evidence")


class NotPurgedError(ValueError):
    """Remarks stay as long as no entry says that the content was removed for good."""


@transaction.atomic
def enter(
    *,
    record: EditorialRecord,
    deed: Deed,
    actor: User | None,
    unit: Unit | None = None,
    acting_for: User | str | None = None,
    grounds: str = "",
    page: Page | None = None,
    revision_id: int | None = None,
    content_hash: str = "",
    route_version: int | None = None,
    case: int | None = None,
    remark: str = "",
    facts: Mapping[str, Any] | None = None,
) -> Entry:
    """Add an entry to an item's chain, in the caller's transaction.

    ``unit`` is by default the one whose role lets the person act, ``acting_for`` whose
    place they take by ``grounds``, a dated decision. Words about the content go into
    ``remark``, never into ``facts``: only remarks can be removed. The record is locked.
    """
    EditorialRecord.objects.select_for_update().get(pk=record.pk)
    salt, said = secrets.token_hex(SALT_LENGTH // 2), plain(remark)
    entry = Entry(
        record=record,
        deed=deed,
        happened_at=timezone.now(),
        **identity(record, actor, unit, acting_for, grounds),
        language=page.locale.language_code if page else "",
        revision_id=revision_id,
        content_hash=content_hash,
        desk_hash=desk_hash(record) if content_hash else "",
        route_version=route_version,
        case=case,
        remark_hash=remark_hash(salt, said) if said else "",
        facts=checked_facts(facts or {}),
        **_behind(Entry.objects.of(record).last()),
    )
    return _store(entry, salt, said)


def _behind(last: Entry | None) -> dict[str, Any]:
    """Return the place of the entry that follows."""
    if last is None:
        return {"number": 1, "previous": GENESIS}
    return {"number": last.number + 1, "previous": last.hash}


def _store(entry: Entry, salt: str, said: str) -> Entry:
    """Seal an entry, keep its words apart, and let it wait for the next signature."""
    entry.hash = entry_hash(entry.record.code, entry)
    entry.save(force_insert=True)
    if said:
        Remark.objects.create(entry=entry, salt=salt, text=said)
    digest = leaf_digest(entry.record.code, entry.number, entry.hash)
    Leaf.objects.create(entry=entry, digest=digest)
    if Leaf.objects.is_due(timezone.localtime()):
        transaction.on_commit(_sign_or_shout)
    return entry


@transaction.atomic
def record_import(*, page: BasePage, source: str, actor: User | None = None) -> Entry:
    """Keep evidence that a live page was imported, and from where.

    Raises ``EditorialRecord.DoesNotExist`` for a page without a revision.
    """
    record = EditorialRecord.objects.get(translation_key=page.translation_key)
    return enter(
        record=record,
        deed=Deed.IMPORTED,
        actor=actor,
        page=page,
        revision_id=page.live_revision_id,
        content_hash=content_hash(page, record),
        facts={"source": source},
    )


@transaction.atomic
def record_new_address(
    *, page: BasePage, former: str, grounds: str, actor: User | None = None
) -> Entry:
    """Keep evidence that a live page stands at another address, and by what decision.

    ``former`` is the part of the address that it had (``slug``). Raises
    ``EditorialRecord.DoesNotExist`` for a page without a revision.
    """
    record = EditorialRecord.objects.get(translation_key=page.translation_key)
    return enter(
        record=record,
        deed=Deed.READDRESSED,
        actor=actor,
        grounds=grounds,
        page=page,
        revision_id=page.live_revision_id,
        content_hash=content_hash(page, record),
        facts={"former": former},
    )


@transaction.atomic
def erase_remarks(*, record: EditorialRecord) -> int:
    """Remove what was remarked about an item whose content was removed for good.

    Call it after the entry of kind ``purged``. Entries keep the hashes, so the chain
    goes on verifying. Return how many went. Raises ``NotPurgedError``, and nothing goes.
    """
    purge = Entry.objects.of(record).filter(deed=Deed.PURGED).last()
    if purge is None:
        raise NotPurgedError(record.code)
    remarks = Remark.objects.filter(
        entry__record=record, entry__number__lt=purge.number
    )
    count, _by_model = remarks.delete()
    return count


def sign_entries() -> list[Line]:
    """Sign what no signature stands for yet, in a file outside the database.

    First the entries get their place, then the line is written: where the disk fails in
    between, the next call writes the same line. Raises ``OSError``.
    """
    while _place_waiting():
        pass
    with transaction.atomic():
        return _write_lines()


@transaction.atomic
def _place_waiting() -> int:
    """Put entries that wait into the next line; return how many."""
    # Whoever signs at the same time waits for these rows, and finds them placed.
    waiting = list(Leaf.objects.waiting().select_for_update()[:IN_A_LINE])
    if waiting:
        line = max(Leaf.objects.last_line(), signatures.last_line()) + 1
        for place, leaf in enumerate(waiting):
            leaf.line, leaf.place = line, place
        Leaf.objects.bulk_update(waiting, ["line", "place"], batch_size=500)
    return len(waiting)


def _write_lines() -> list[Line]:
    """Write the lines that entries were put into and that the file does not have."""
    rows = Leaf.objects.placed().filter(line__gt=signatures.last_line())
    list(rows.select_for_update().values_list("pk"))
    first, last = signatures.last_line() + 1, Leaf.objects.last_line()
    written = []
    for line in range(first, last + 1):
        digests = Leaf.objects.of_line(line)
        written.append(signatures.write(count=len(digests), root=root_of(digests)))
    return written


def _sign_or_shout() -> None:
    """Sign what the days before have left. A dead disk must not take the deed along."""
    try:
        if Leaf.objects.is_due(timezone.localtime()):
            sign_entries()
    except (OSError, Error):
        logger.critical("evidence could not be signed", exc_info=True)
