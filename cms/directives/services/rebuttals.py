"""Rumours and the items that answer them (ED-20)."""

from django.db import transaction
from django.utils import timezone

from cms.core.models import EditorialRecord
from cms.directives.models import Rebuttal
from cms.directives.permissions import REBUTTALS
from cms.directives.refusals import refuse_closed, refuse_whoever_may_not
from cms.users.models import User


@transaction.atomic
def record_rumour(*, rebuttal: Rebuttal, actor: User) -> Rebuttal:
    """Keep a rumour and its proof; its own clock runs from when it was noticed."""
    refuse_whoever_may_not(REBUTTALS, actor, rebuttal)
    if rebuttal._state.adding:
        rebuttal.created_by = actor
    rebuttal.save()
    return rebuttal


@transaction.atomic
def answer_rumour(
    *, rebuttal: Rebuttal, record: EditorialRecord, actor: User
) -> Rebuttal:
    """Stop the clock: an item answers the rumour."""
    rebuttal = Rebuttal.objects.select_for_update().get(pk=rebuttal.pk)
    refuse_whoever_may_not(REBUTTALS, actor, rebuttal)
    refuse_closed(rebuttal.answered_at is not None)
    rebuttal.record, rebuttal.answered_at = record, timezone.now()
    rebuttal.save()
    return rebuttal
