"""Removing what a stopped item said for good: two people, and the evidence stays."""

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.evidence.kinds import Deed
from cms.evidence.services import enter, erase_remarks
from cms.takedown.kinds import State
from cms.takedown.leaving import end, hold
from cms.takedown.models import Removal
from cms.takedown.refusals import refuse, refuse_state, refuse_whoever_keeps_not
from cms.takedown.sealing import files
from cms.takedown.sealing.contents import contents_of
from cms.users.models import User


@transaction.atomic
def agree_to_purge(*, removal: Removal, actor: User) -> Removal:
    """Agree that the content goes for good; with the second of two it does, at once.

    The record, its evidence and their hashes stay, so that the chain verifies. Raises
    ``PermissionDenied`` for everybody else, ``ValidationError`` for who agreed before.
    """
    removal = hold(removal)
    refuse_whoever_keeps_not(actor, removal)
    refuse_state(removal, State.IN_FORCE)
    mine = removal.keepers.filter(person=actor.pk, purge_at__isnull=True)
    if not mine.update(purge_at=timezone.now()):
        refuse(_("You have agreed already. The other person has to agree as well."))
    if removal.keepers.filter(purge_at__isnull=True).exists():
        return removal
    _purge(removal, actor)
    return removal


def _purge(removal: Removal, actor: User) -> None:
    contents = contents_of(removal)
    removal.vault.delete()
    removal.words = "–"
    end(removal, State.PURGED, actor=actor)
    enter(
        record=removal.record,
        deed=Deed.PURGED,
        actor=actor,
        unit=removal.record.unit,
        facts={
            "removal": removal.pk,
            "reason": removal.reason,
            "agreed": [
                str(keeper.person.full_name) for keeper in removal.keepers.all()
            ],
            "files": len(files.stored_names(contents["files"])),
        },
    )
    erase_remarks(record=removal.record)
    transaction.on_commit(lambda: files.forget_stored(contents["files"]))
    transaction.on_commit(cache.clear)
