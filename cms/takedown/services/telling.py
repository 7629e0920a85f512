"""Telling places and people that an item leaves, and keeping what they said."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Revision

from cms.evidence.models import Entry
from cms.takedown.kinds import Reason
from cms.takedown.listeners import LONGEST_ANSWER, Leaving, tell_all
from cms.takedown.models import Notice, Receipt, Removal
from cms.takedown.permissions import board_of
from cms.users.models import User
from sites.models import Portal


@transaction.atomic
def tell(*, removal: Removal, besides: User) -> None:
    """Tell the board, and everybody who had to do with the item, but who acts."""
    people = [one for one in _concerned(removal) if one != besides.pk]
    now = timezone.now()
    known = set(removal.notices.values_list("person", flat=True))
    removal.notices.update(told_at=now, seen_at=None)
    Notice.objects.bulk_create(
        Notice(removal=removal, person_id=key, told_at=now)
        for key in people
        if key not in known
    )


def _concerned(removal: Removal) -> Iterable[int]:
    """Return the board, then writers, owners, the liable person and former actors."""
    record = removal.record
    pages = [str(one["page"]) for one in removal.shown] or [str(record.page_id)]
    writers = Revision.page_revisions.filter(object_id__in=pages).values("user")
    deciders = Entry.objects.filter(record=record).values("actor")
    involved = Q(pk__in=writers) | Q(pk__in=deciders)
    involved |= Q(pk__in=[record.liable_person_id or 0, removal.asked_by_id])
    people = get_user_model().objects.filter(is_active=True)
    board = board_of(record.unit_id).values_list("pk", flat=True)
    keys = [
        *board,
        *people.filter(involved).order_by("pk").values_list("pk", flat=True),
    ]
    return dict.fromkeys(keys)


@transaction.atomic
def note_seen(*, removal: Removal, person: User) -> None:
    """Remember that somebody who was told has looked."""
    rows = removal.notices.filter(person=person.pk, seen_at__isnull=True)
    rows.update(seen_at=timezone.now())


def tell_places(*, removal: Removal) -> None:
    """Tell every place and keep its receipt as soon as it is given.

    Called after the commit: a place outside can't be told twice, and a dead one must
    not keep the item in front of readers.
    """
    for place, answer in tell_all(_leaving_of(removal)):
        Receipt.objects.update_or_create(
            removal=removal,
            place=place,
            defaults={
                "outcome": answer.outcome,
                "words": str(answer.words)[:LONGEST_ANSWER],
                "given_at": timezone.now(),
            },
        )


def _leaving_of(removal: Removal) -> Leaving:
    record = removal.record
    return Leaving(
        record_id=record.pk,
        translation_key=record.translation_key,
        public_id=record.public_id,
        portal_id=Portal.objects.values_list("pk", flat=True).get(unit=record.unit_id),
        pages=tuple(one["page"] for one in removal.shown),
        reason=Reason(removal.reason),
    )
