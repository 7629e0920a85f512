"""What has to be written when a mode begins and when it is over.

Showing and holding need none of it: they ask the clock.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from cms.modes.announcements import mode_opened
from cms.modes.choices import EffectKind
from cms.modes.models import Effect, Mode


def keep_books(*, now: datetime) -> list[Mode]:
    """Write what each mode's beginning and end demand, each in its own transaction."""
    opened = Mode.objects.on(now).filter(opened_at__isnull=True)
    over = Q(ends_at__lte=now) | Q(ended_at__isnull=False)
    closed = Mode.objects.filter(over, opened_at__isnull=False)
    turned = [_open(key, now) for key in list(opened.values_list("pk", flat=True))]
    ended = closed.filter(closed_at__isnull=True).values_list("pk", flat=True)
    turned += [_close(key, now) for key in list(ended)]
    return [mode for mode in turned if mode is not None]


@transaction.atomic
def _open(key: int, now: datetime) -> Mode | None:
    rows = Mode.objects.on(now).filter(pk=key, opened_at__isnull=True)
    mode = rows.select_for_update(of=("self",), skip_locked=True).first()
    if mode is None:
        return None
    mode.opened_at = now
    mode.save(update_fields=["opened_at"])
    mode_opened.send(sender=Mode, mode=mode, at=now)
    return mode


@transaction.atomic
def _close(key: int, now: datetime) -> Mode | None:
    """End what ends by itself; what was held is over when it is released."""
    rows = Mode.objects.filter(pk=key, closed_at__isnull=True)
    mode = rows.select_for_update(of=("self",), skip_locked=True).first()
    if mode is None:
        return None
    mode.closed_at = now
    mode.save(update_fields=["closed_at"])
    passing = Effect.objects.open().filter(mode=mode).exclude(kind=EffectKind.HELD)
    passing.update(over_at=mode.over_at)
    return mode
