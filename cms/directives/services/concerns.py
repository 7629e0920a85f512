"""Items that are “chưa đẹp” (SEC-06): masked, sent to who is responsible, answered."""

from datetime import date
from uuid import uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import linebreaks
from django.utils.translation import gettext as _, override
from wagtail.blocks import StreamValue
from wagtail.models import Page

from cms.core.models import EditorialRecord
from cms.directives.models import Concern
from cms.users.models import User
from sites.selectors import units_allowing

CHANGE = "core.change_editorialrecord"


@transaction.atomic
def mark_concern(*, record: EditorialRecord, responsible: str, actor: User) -> Concern:
    """Say that an item tells of what is “chưa đẹp”, and who is responsible for it."""
    _refuse_whoever_may_not(record, actor)
    concern, _is_new = Concern.objects.update_or_create(
        record=record, defaults={"responsible": responsible.strip()}
    )
    return concern


@transaction.atomic
def confirm_masking(*, concern: Concern, actor: User) -> Concern:
    """Confirm, as a person who looked, that faces and plates can't be recognised."""
    _refuse_whoever_may_not(concern.record, actor)
    concern.masked_by, concern.masked_at = actor, timezone.now()
    concern.save()
    return concern


@transaction.atomic
def note_asked(*, concern: Concern, on: date, actor: User) -> Concern:
    """Note the day on which the responsible unit was sent the item."""
    _refuse_whoever_may_not(concern.record, actor)
    concern.asked_by, concern.asked_on = actor, on
    concern.save()
    return concern


@transaction.atomic
def note_reply(*, concern: Concern, reply: str, on: date, actor: User) -> Concern:
    """Keep the reply and put it at the end of the item's text, as a new draft.

    Readers see it as soon as that version is approved. Raises ``ValidationError`` for
    an item whose kind of page holds no text.
    """
    _refuse_whoever_may_not(concern.record, actor)
    concern.reply, concern.replied_on = reply.strip(), on
    concern.save()
    page = Page.objects.get(pk=concern.record.page_id).get_latest_revision_as_object()
    if not hasattr(page, "body"):
        raise ValidationError(_("This kind of page has no text to put a reply into."))
    rows = [*page.body.raw_data, _block(concern, on)]
    page.body = StreamValue(page.body.stream_block, rows, is_lazy=True)
    page.save_revision(user=actor, changed=True)
    return concern


def _block(concern: Concern, on: date) -> dict[str, object]:
    with override("vi"):
        title = _("Reply of %(unit)s, %(day)s") % {
            "unit": concern.responsible,
            "day": date_format(on, "d/m/Y"),
        }
    value = {"title": title[:120], "text": linebreaks(concern.reply, autoescape=True)}
    return {"id": str(uuid4()), "type": "callout", "value": value}


def _refuse_whoever_may_not(record: EditorialRecord, actor: User) -> None:
    units = units_allowing(actor, CHANGE)
    if not units.filter(pk=record.unit_id).exists():
        raise PermissionDenied(_("Your role does not allow this for the unit."))
