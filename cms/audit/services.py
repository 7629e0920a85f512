"""Writes to the security log: the only ones there are."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import Error, connection, transaction
from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone

from cms.audit import heads, waiting
from cms.audit.chain import entry_hash
from cms.audit.drafts import Draft, Fact, draft
from cms.audit.kinds import SHUTTING, Kind
from cms.audit.models import ChainHead, SecurityEntry
from sites.models import Unit

logger = logging.getLogger("cms.audit")

REPEATED_AFTER = timedelta(hours=1)


def record(
    *,
    kind: Kind,
    actor: Any = None,
    unit: Unit | None = None,
    subject: Model | str | None = None,
    request: HttpRequest | None = None,
    facts: Mapping[str, Fact] | None = None,
) -> None:
    """Write down what happened (NĐ 333/2026 Điều 16, TCVN 14423:2026).

    ``actor`` is the request's person if nobody is named, ``unit`` the one that person
    works in. Never hand over a secret, nor what somebody typed into a log-in form.

    What opens a door is written in the caller's transaction: both happen or neither
    does, and a failure to write is raised. Call it last there: the chain is locked until
    the end. What shuts a door (``SHUTTING``) survives a rollback of the request, and a
    failure to write it is told to the process's own log and to nobody else.
    """
    made = partial(
        draft,
        kind=kind,
        actor=actor,
        unit=unit,
        subject=subject,
        request=request,
        facts=facts,
        happened_at=timezone.now(),
    )
    if kind not in SHUTTING:
        _write(made())
    elif not (connection.in_atomic_block and waiting.hold(made)):
        _write_or_shout(made)


def record_once(*, kind: Kind, actor: Any, subject: Model, **told: Any) -> None:
    """Write down what somebody does again and again, once an hour."""
    since = timezone.now() - REPEATED_AFTER
    known = SecurityEntry.objects.told_since(
        since, kind=kind, actor_id=actor.pk, subject_id=str(subject.pk)
    )
    if not known:
        record(kind=kind, actor=actor, subject=subject, **told)


def write_held(*, drafts: Iterable[waiting.Held]) -> None:
    """Write what waited for the end of a request."""
    for held in drafts:
        _write_or_shout(held)


def _write_or_shout(made: waiting.Held) -> None:
    """Write an entry, or leave all of it in the process's log."""
    try:
        with transaction.atomic():
            _write(made())
    except Error:
        logger.critical("security log: not written: %s", made, exc_info=True)


def _write(made: Draft) -> None:
    # Without a savepoint: a failure here is meant to take the caller's work along.
    with transaction.atomic(savepoint=False):
        head = _locked_head()
        _add(made, head)
        if head.signed_on != timezone.localdate():
            transaction.on_commit(_sign_or_shout)


def _locked_head() -> ChainHead:
    return ChainHead.objects.select_for_update().get()


def _add(made: Draft, head: ChainHead) -> None:
    """Seal an entry behind the head; the database moves the head along."""
    entry = SecurityEntry(number=head.number + 1, previous=head.hash, **asdict(made))
    entry.hash = entry_hash(entry)
    entry.save(force_insert=True)
    head.number, head.hash = entry.number, entry.hash


def _sign_or_shout() -> None:
    """Sign on a day's first entry. A dead disk must not take that entry along."""
    try:
        sign_head(only_when_due=True)
    except (OSError, Error):
        logger.critical("security log: its head could not be signed", exc_info=True)


@transaction.atomic
def sign_head(*, only_when_due: bool = False) -> heads.Line | None:
    """Sign where the chain ends now, in a file outside the database.

    Raises ``OSError`` when the file can't be written. Returns None if there is nothing
    to sign, or today's signature exists and no other was asked for.
    """
    head, today = _locked_head(), timezone.localdate()
    if head.number == 0 or (only_when_due and head.signed_on == today):
        return None
    return _signed(head, heads.HEAD, Kind.LOG_SIGNED)


def _signed(
    head: ChainHead, what: str, kind: Kind, *, upto: tuple[int, str] | None = None
) -> heads.Line:
    """Add a line to the files and, so that it can't be taken away, an entry about it."""
    number, digest = upto or (head.number, head.hash)
    line = heads.append(what=what, number=number, digest=digest)
    facts: dict[str, Fact] = {
        "line": line.line,
        "upto": line.number,
        "seal": line.seal(),
    }
    _add(draft(kind=kind, facts=facts), head)
    ChainHead.objects.update(signed_on=timezone.localdate())
    return line


@transaction.atomic
def trim_log(*, now: datetime | None = None) -> int:
    """Delete the entries older than ``SECURITY_LOG_DAYS``; return how many.

    What is left is joined to a signed anchor: the number and seal of the last entry that
    went. Without the signature nothing is deleted.
    """
    head = _locked_head()
    before = (now or timezone.now()) - timedelta(days=settings.SECURITY_LOG_DAYS)
    last = SecurityEntry.objects.old_enough_to_go(before)
    digest = SecurityEntry.objects.hash_of(last)
    if digest is None:
        return 0
    _signed(head, heads.ANCHOR, Kind.LOG_TRIMMED, upto=(last, digest))
    ChainHead.objects.update(trimmed_to=last)
    deleted, _by_model = SecurityEntry.objects.filter(number__lte=last).delete()
    return deleted
