"""Forgetting what was told long ago."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from cms.notifications.models import Letter, Notification, State

KEPT = timedelta(days=60)


@transaction.atomic
def forget(*, now: datetime | None = None) -> int:
    """Delete what is over and was told sixty days ago; what still waits stays."""
    before = (now or timezone.now()) - KEPT
    over = Notification.objects.filter(told_at__lt=before)
    gone, _by_model = over.exclude(state=State.WAITING).delete()
    rows = Notification.objects.filter(letter=OuterRef("pk"))
    Letter.objects.filter(~Exists(rows), made_at__lt=before).delete()
    return gone
