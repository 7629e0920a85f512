"""Taking down: asked for by one person, decided by another of the board (ED-06)."""

from django.db import transaction

from cms.core.models import EditorialRecord
from cms.evidence.kinds import Deed
from cms.evidence.services import enter
from cms.takedown.kinds import Kind, Reason, State
from cms.takedown.leaving import (
    Shown,
    begin,
    end,
    end_cases,
    hold,
    locked,
    pages_of,
    take_from_readers,
    without_titles,
)
from cms.takedown.models import Removal
from cms.takedown.refusals import (
    refuse_state,
    refuse_whoever_asked,
    refuse_whoever_may_not,
)
from cms.takedown.services.telling import tell, tell_places
from cms.takedown.tombstones import raise_tombstones
from cms.users.models import User


@transaction.atomic
def ask(*, record: EditorialRecord, actor: User, reason: str, words: str) -> Removal:
    """Ask the board to take an item down. It stays live until somebody decides."""
    refuse_whoever_may_not(actor=actor, action="ask", record=record)
    record = locked(record)
    removal = begin(
        record=record,
        kind=Kind.TAKEDOWN,
        state=State.WAITING,
        reason=reason,
        words=words,
        actor=actor,
    )
    _enter(removal, Deed.TAKEDOWN_ASKED, actor, words)
    tell(removal=removal, besides=actor)
    return removal


@transaction.atomic
def take_down(*, removal: Removal, actor: User, remark: str = "") -> Removal:
    """Take an item down as asked: every language at once, addresses answer 410.

    An item that was hidden before is taken down as it is. Every place is told after
    the commit. Raises ``PermissionDenied`` for who asked.
    """
    removal = hold(removal)
    refuse_whoever_asked(actor=actor, removal=removal)
    refuse_state(removal, State.WAITING)
    removal.shown = _shown(removal, actor)
    end(removal, State.IN_FORCE, actor=actor, remark=remark)
    end_cases(removal.record)
    raise_tombstones(removal, pages_of(removal.record))
    _enter(removal, Deed.TAKEN_DOWN, actor, remark)
    tell(removal=removal, besides=actor)
    transaction.on_commit(lambda: tell_places(removal=removal))
    return removal


def _shown(removal: Removal, actor: User) -> list[Shown]:
    """Take the item from readers, or take over what hiding it has remembered."""
    hiding = Removal.objects.of(removal.record).away().filter(kind=Kind.HIDE).first()
    if hiding is None:
        return take_from_readers(removal.record, actor=actor)
    end(hiding, State.ENDED, actor=actor)
    shown: list[Shown] = hiding.shown
    return shown


@transaction.atomic
def refuse(*, removal: Removal, actor: User, remark: str) -> Removal:
    """Leave an item where it is. Raises ``PermissionDenied`` for who asked."""
    removal = hold(removal)
    refuse_whoever_asked(actor=actor, removal=removal)
    refuse_state(removal, State.WAITING)
    end(removal, State.REFUSED, actor=actor, remark=remark)
    _enter(removal, Deed.TAKEDOWN_REFUSED, actor, remark)
    tell(removal=removal, besides=actor)
    return removal


def _enter(removal: Removal, deed: Deed, actor: User, remark: str) -> None:
    first: Shown = removal.shown[0] if removal.shown else {}
    enter(
        record=removal.record,
        deed=deed,
        actor=actor,
        unit=removal.record.unit,
        revision_id=first.get("revision"),
        content_hash=first.get("hash", ""),
        remark=remark,
        facts={
            "removal": removal.pk,
            "reason": Reason(removal.reason).value,
            "pages": without_titles(removal.shown),
        },
    )
