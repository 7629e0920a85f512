"""What other rooms tell of items and events, handed to services."""

from typing import Any

from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published

from cms.core.announcements import event_changed, item_told, item_went_on
from cms.core.gate import is_import
from cms.core.models import BasePage, EditorialRecord, Event
from cms.deadlines.choices import Cause
from cms.deadlines.services import (
    note_progress,
    note_publication,
    reckon,
    reckon_all,
    recount,
)
from sites.models import Unit
from sites.signals import hours_changed


def told(sender: type, record: EditorialRecord, actor: Any, **kwargs: Any) -> None:
    if not is_import():
        reckon(record=record, cause=Cause.ITEM, actor=actor)


def event_told(sender: type, event: Event, actor: Any, **kwargs: Any) -> int:
    """Answer for how many items an event's change moved the deadline."""
    items = EditorialRecord.objects.filter(event=event)
    return reckon_all(records=items, cause=Cause.EVENT, actor=actor)


def hours_told(sender: type, unit: Unit, actor: Any, **kwargs: Any) -> None:
    recount(unit=unit, cause=Cause.TIMETABLE, actor=actor)


def went_on(sender: type, record: EditorialRecord, **kwargs: Any) -> None:
    """Only the language that the record is kept by has deadlines."""
    if kwargs["page_id"] == record.page_id:
        note_progress(
            record=record, stage=kwargs["stage"], at=kwargs["at"], actor=kwargs["actor"]
        )


def published(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    if isinstance(instance, BasePage):
        note_publication(page_id=instance.pk, at=timezone.now(), is_import=is_import())


def connect() -> None:
    item_told.connect(told, dispatch_uid="deadlines_told")
    event_changed.connect(event_told, dispatch_uid="deadlines_event")
    hours_changed.connect(hours_told, dispatch_uid="deadlines_hours")
    item_went_on.connect(went_on, dispatch_uid="deadlines_went_on")
    page_published.connect(published, dispatch_uid="deadlines_published")
