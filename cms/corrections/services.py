"""Writes about reported mistakes."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.core.blocks.corrections import Correction
from cms.core.models import EditorialRecord
from cms.corrections.models import OPEN_STATES, MistakeReport, ReportState
from cms.corrections.receipts import canonical
from cms.corrections.sights import Sight
from cms.users.models import User
from search.text import tokens

NOBODY = {"reporter_name": "", "reporter_email": "", "reporter_phone": ""}


@transaction.atomic
def receive_report(
    *,
    sight: Sight,
    passage: str,
    problem: str,
    suggestion: str = "",
    name: str = "",
    email: str = "",
    phone: str = "",
) -> MistakeReport:
    """Keep a reader's report about an item, and return it with its receipt code.

    The same words about the same item, from the same sender or from somebody unnamed,
    are one report as long as it is open: a second press of the button, or a flood,
    only raises its count.
    """
    # One at a time for an item: two presses at one moment must find each other.
    EditorialRecord.objects.select_for_update().get(pk=sight.record_id)
    words = _fingerprint(passage, problem, suggestion)
    contact = dict(zip(NOBODY, (name, email, phone), strict=True))
    known = _known(sight.record_id, words, contact)
    if known is not None:
        known.copies += 1
        known.save(update_fields=["copies"])
        return known
    return MistakeReport.objects.create(
        portal_id=sight.portal_id,
        record_id=sight.record_id,
        language=sight.language,
        title=sight.title,
        address=sight.address,
        passage=passage,
        problem=problem,
        suggestion=suggestion,
        **contact,
        fingerprint=words,
        received_at=timezone.now(),
    )


def _fingerprint(*texts: str) -> str:
    """Return the same for words that differ by blanks, signs, capitals or marks."""
    folded = "|".join(" ".join(tokens(text)) for text in texts)
    return sha256(folded.encode()).hexdigest()


def _known(record_id: int, words: str, contact: dict[str, str]) -> MistakeReport | None:
    alike = MistakeReport.objects.unfinished().filter(
        record=record_id, fingerprint=words
    )
    if any(contact.values()):
        alike = alike.filter(**contact)
    return alike.order_by("received_at").first()


@transaction.atomic
def handle_report(
    *, report: MistakeReport, actor: User, state: ReportState, answer: str, note: str
) -> MistakeReport:
    """Write what the desk decided, by whom and when.

    Raises ``ValidationError`` when an item stays as it is and the reader isn't told why.
    """
    if state == ReportState.KEPT and not answer.strip():
        message = _("Tell the reader why the item stays as it is.")
        raise ValidationError({"answer": message})
    held = MistakeReport.objects.select_for_update().get(pk=report.pk)
    changed = [
        name
        for name, value in (("state", state), ("answer", answer), ("note", note))
        if getattr(held, name) != value
    ]
    before = held.state
    held.state, held.answer, held.note = state, answer, note
    held.handled_by, held.handled_at = actor, timezone.now()
    held.closed_at = _closed_at(held, before, held.handled_at)
    held.save()
    log(
        instance=held,
        action="dinh.handle_report",
        user=actor,
        data={"fields": changed, "before": before, "after": state},
        content_changed=bool(changed),
    )
    return held


@transaction.atomic
def answer_by_correction(
    *, record: EditorialRecord, correction: Correction, actor: User
) -> MistakeReport | None:
    """Close the report that a correction in the item answers, with its words.

    None if no open report about the item has the receipt code that was named.
    """
    report = (
        MistakeReport.objects.unfinished()
        .filter(record=record, receipt=canonical(correction.receipt))
        .first()
    )
    if report is None:
        return None
    return handle_report(
        report=report,
        actor=actor,
        state=ReportState.CORRECTED,
        answer=correction.text,
        note=report.note,
    )


def _closed_at(report: MistakeReport, before: str, now: datetime) -> datetime | None:
    """Return when it was decided: a word added to an answer begins no new term."""
    if report.state in OPEN_STATES:
        return None
    return report.closed_at if before == report.state else now


@transaction.atomic
def forget_reporters(*, now: datetime | None = None) -> int:
    """Delete what names a sender once the report is closed long enough.

    How long is ``REPORTER_DATA_DAYS`` (Luật BVDLCN 91/2025/QH15: no longer than the
    purpose needs). What was wrong and what was answered stay. Returns how many.
    """
    end = (now or timezone.now()) - timedelta(days=settings.REPORTER_DATA_DAYS)
    due = MistakeReport.objects.closed_before(end).naming_somebody()
    return due.update(**NOBODY)


@transaction.atomic
def forget_reporter(*, receipt: str) -> bool:
    """Delete what names the sender of one report, at the sender's own request.

    Tells whether there was anything to delete. Raises ``MistakeReport.DoesNotExist``.
    """
    report = MistakeReport.objects.select_for_update().get(receipt=receipt)
    had_any = any(getattr(report, name) for name in NOBODY)
    for name, value in NOBODY.items():
        setattr(report, name, value)
    report.save(update_fields=list(NOBODY))
    if had_any:
        log(instance=report, action="dinh.forget_reporter")
    return had_any


def forget_counters(*, now: datetime | None = None) -> int:
    """Delete counters whose time is over: the database's cache only hides them."""
    place: Any = settings.CACHES["security"]
    table = connection.ops.quote_name(place["LOCATION"])
    moment = (now or timezone.now()).replace(microsecond=0)
    end = connection.ops.adapt_datetimefield_value(moment)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [end])  # noqa: S608 - our own setting
        deleted: int = cursor.rowcount
    return deleted
