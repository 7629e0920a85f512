"""Hiding at once by one person, and what the board makes of it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from cms.core.models import EditorialRecord
from cms.evidence.kinds import Deed
from cms.evidence.services import enter
from cms.takedown.kinds import Kind, State
from cms.takedown.leaving import (
    begin,
    end,
    hold,
    locked,
    show_again,
    take_from_readers,
    without_titles,
)
from cms.takedown.models import Removal
from cms.takedown.refusals import (
    refuse_state,
    refuse_whoever_asked,
    refuse_whoever_may_not,
)
from cms.takedown.services.telling import tell
from cms.users.models import User
from sites.models import Portal


@transaction.atomic
def hide(*, record: EditorialRecord, actor: User, reason: str, words: str) -> Removal:
    """Take an item from readers for the time being, alone and at once.

    Raises ``PermissionDenied`` for who may not, ``ValidationError`` if nothing is live.
    """
    refuse_whoever_may_not(actor=actor, action="hide", record=record)
    record = locked(record)
    shown = take_from_readers(record, actor=actor)
    removal = begin(
        record=record,
        kind=Kind.HIDE,
        state=State.WAITING,
        reason=reason,
        words=words,
        actor=actor,
        shown=shown,
        due_at=timezone.now() + _limit(record),
    )
    _enter(removal, Deed.HIDDEN, actor, words)
    tell(removal=removal, besides=actor)
    return removal


def _limit(record: EditorialRecord) -> timedelta:
    hours = Portal.objects.values_list("hiding_hours", flat=True)
    return timedelta(hours=hours.get(unit=record.unit_id))


@transaction.atomic
def confirm_hiding(*, removal: Removal, actor: User, remark: str = "") -> Removal:
    """Let an item stay hidden. Raises ``PermissionDenied`` for who hid it."""
    removal = hold(removal)
    refuse_whoever_asked(actor=actor, removal=removal)
    refuse_state(removal, State.WAITING)
    end(removal, State.IN_FORCE, actor=actor, remark=remark)
    _enter(removal, Deed.CONFIRMED, actor, remark)
    return removal


@transaction.atomic
def restore(*, removal: Removal, actor: User, remark: str = "") -> Removal:
    """Show exactly what was live before an item was hidden.

    Raises ``PermissionDenied`` for who hid it, ``ValidationError`` if it was changed.
    """
    removal = hold(removal)
    refuse_whoever_asked(actor=actor, removal=removal)
    refuse_state(removal, State.WAITING, State.IN_FORCE)
    end(removal, State.ENDED, actor=actor, remark=remark)
    show_again(removal, actor=actor)
    _enter(removal, Deed.RESTORED, actor, remark)
    return removal


def _enter(removal: Removal, deed: Deed, actor: User, remark: str) -> None:
    first = removal.shown[0]
    enter(
        record=removal.record,
        deed=deed,
        actor=actor,
        unit=removal.record.unit,
        revision_id=first["revision"],
        content_hash=first["hash"],
        remark=remark,
        facts={
            "removal": removal.pk,
            "reason": removal.reason,
            "pages": without_titles(removal.shown),
        },
    )
