"""Desk data of an item changed: written down, and whatever is under way asked anew."""

from collections.abc import Collection

from django.db import transaction

from cms.core.models import EditorialRecord
from cms.evidence.kinds import Deed
from cms.evidence.services import enter
from cms.moderation.models import Case
from cms.moderation.services.voiding import FROZEN, recheck
from cms.users.models import User
from media_library.services import follow_privacy

OF_SECRECY = frozenset({"embargo_until", "is_spokesperson"})


@transaction.atomic
def note_declaration(
    *, record: EditorialRecord, actor: User, fields: Collection[str]
) -> None:
    """Keep who changed which desk data; consents to other data are void (T9).

    Called in the transaction that stored them. Files follow what nobody may know of.
    """
    if not fields:
        return
    enter(
        record=record,
        deed=Deed.DECLARED,
        actor=actor,
        unit=record.unit,
        facts={"fields": sorted(fields)},
    )
    for case in Case.objects.filter(record=record, state__in=FROZEN):
        recheck(case=case, by=actor)
    if OF_SECRECY.intersection(fields):
        transaction.on_commit(follow_privacy)
