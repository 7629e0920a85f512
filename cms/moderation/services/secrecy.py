"""Files of an item that nobody may know of yet stand apart, and come back with it."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q

from cms.core.models import EditorialRecord
from media_library.services import follow_privacy


def follow_secrecy(*, translation_key: UUID) -> None:
    """Bring the files of an item to where its secrecy wants them (ADR 0032, 0045).

    After the commit, when the index of references knows what the page shows now.
    """
    flagged = EditorialRecord.objects.filter(
        Q(is_spokesperson=True) | Q(embargo_until__isnull=False),
        translation_key=translation_key,
    )
    if flagged.exists():
        transaction.on_commit(follow_privacy)
