"""What modes did, written down where it happens."""

from datetime import datetime

from django.db import transaction
from wagtail.models import Page

from cms.core.models import EditorialRecord
from cms.modes.choices import EffectKind
from cms.modes.models import Effect, Mode
from cms.modes.selectors import mourning_at
from sites.models import Unit


@transaction.atomic
def note_effect(
    *,
    mode: Mode,
    kind: EffectKind,
    unit: Unit,
    page_id: int,
    at: datetime,
    record: EditorialRecord | None = None,
) -> Effect:
    """Write down once what a mode did to a page; what was over begins again."""
    facts = {"unit": unit, "record": record, "began_at": at}
    effect, is_new = Effect.objects.get_or_create(
        mode=mode, kind=kind, page_id=page_id, defaults=facts
    )
    if not is_new and effect.over_at is not None:
        effect.over_at = None
        effect.save(update_fields=["over_at"])
    return effect


def note_pause(*, record: EditorialRecord, page: Page, at: datetime) -> Effect | None:
    """Write down that mourning holds an item's release; None if it is something else."""
    mode = mourning_at(page, at)
    if mode is None:
        return None
    return note_effect(
        mode=mode,
        kind=EffectKind.HELD,
        unit=record.unit,
        record=record,
        page_id=page.pk,
        at=at,
    )


@transaction.atomic
def note_let_out(*, page_id: int, at: datetime) -> int:
    """Write down that what was held reached its readers; return how many modes held it."""
    held = Effect.objects.open().filter(kind=EffectKind.HELD, page_id=page_id)
    return held.update(over_at=at)
