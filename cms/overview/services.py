"""Telling the owners of sections that something new is wanted there (SEC-10)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cms.notifications.models import Notification
from cms.notifications.services import notify
from cms.overview.owners import sections_to_remind_of
from cms.overview.telling import STALE


@transaction.atomic
def remind_of_sections(*, now: datetime | None = None) -> int:
    """Tell each owner of a stale section once for each passing of its threshold.

    What was told and is forgotten by now (``cms.notifications``) is told again: nothing
    new came for as long. Returns of how many sections somebody is told.
    """
    moment = now or timezone.now()
    found = sections_to_remind_of(timezone.localtime(moment).date())
    known = Notification.objects.filter(kind=STALE)
    told = set(known.values_list("facts__passing", flat=True))
    wanted = [one for one in found if one.passing not in told]
    for one in wanted:
        notify(
            kind=STALE,
            unit_id=one.unit_id,
            people=[one.owner.pk] if one.owner else [],
            now=moment,
            section=one.section.page_id,
            passing=one.passing,
        )
    return len(wanted)
