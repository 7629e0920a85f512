"""An item that was taken down and goes live again, by the desk's route."""

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms.takedown.kinds import Kind, State
from cms.takedown.models import Removal


@transaction.atomic
def note_return(*, page: Page) -> int:
    """End the takedown of an item that is approved and published anew."""
    rows = Removal.objects.filter(
        record__translation_key=page.translation_key,
        kind=Kind.TAKEDOWN,
        state=State.IN_FORCE,
    )
    return rows.update(state=State.ENDED, ended_at=timezone.now())
