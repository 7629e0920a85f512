"""Sending items in: one transaction from what was typed to a draft of the unit."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.files import File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from cms.core.models import EditorialRecord, Event
from cms.core.sections import SectionFacts
from cms.core.writing import Draft, writing_for
from cms.intake.bodies import body_of, figure
from cms.intake.models import Sending
from cms.intake.parts import Manuscript
from cms.intake.pictures import Upload, title_of
from cms.moderation.refusals import RefusedError
from cms.moderation.services import submit_item
from cms.users.models import User
from media_library.models import Image
from media_library.models.assets import fingerprint
from sites.models import Unit

LONGEST_LEAD_CAPTION = 400


@dataclass(frozen=True)
class Letter:
    """What somebody sends in, read and looked at."""

    key: uuid.UUID
    title: str
    manuscript: Manuscript
    section: SectionFacts
    leaves_section: bool
    liable_person: User
    pictures: Sequence[Upload] = ()
    from_file: Sequence[Upload] = ()
    event: Event | None = None
    event_words: str = ""
    note: str = ""
    text: str = ""
    is_markup: bool = False
    file: UploadedFile | None = None


def send_in(*, actor: User, unit: Unit, letter: Letter) -> Sending:
    """Make a draft of what was sent, submit it, and keep what was sent.

    Sent twice under one key it is one item: the second time, also while the first is
    still under way, the first is returned and nothing is written. Pictures go to the
    unit's collection. What fails on the way leaves nothing behind, files included.
    """
    with _nothing_left_behind() as files, transaction.atomic():
        sending, is_new = _begin(actor, letter)
        if not is_new:
            return sending
        lead, body = _with_pictures(actor, unit, letter, sending, files)
        page = _make_item(actor, letter, lead, body)
        sending.record = _make_liable(page, unit, letter)
        sending.refusals = _submit(page, actor, letter)
        _keep_file(sending, letter, files)
        sending.save()
    return sending


def _submit(page: Page, actor: User, letter: Letter) -> list[str]:
    """Submit the draft; return why it could not be, and leave it a draft then."""
    try:
        submit_item(page=page, actor=actor, note=letter.note)
    except RefusedError as refusal:
        return [str(reason) for reason in refusal.faults]
    return []


def _begin(actor: User, letter: Letter) -> tuple[Sending, bool]:
    """Return the row of this key, and whether it was made now.

    The row stands first: another request with its key waits for it to be committed.
    """
    found = Sending.objects.sent_once(actor, letter.key).first()
    if found is not None:
        return found, False
    try:
        with transaction.atomic():
            made = Sending.objects.create(
                key=letter.key,
                sender_id=actor.pk,
                sent_at=timezone.now(),
                liable_person_id=letter.liable_person.pk,
                title=letter.title,
                text=letter.text,
                is_markup=letter.is_markup,
                event=letter.event,
                event_words=letter.event_words,
                section="" if letter.leaves_section else letter.section.title,
                note=letter.note,
                left_out=list(letter.manuscript.left_out),
            )
    except IntegrityError:
        return Sending.objects.sent_once(actor, letter.key).get(), False
    return made, True


def _with_pictures(
    actor: User,
    unit: Unit,
    letter: Letter,
    sending: Sending,
    files: list[str],
) -> tuple[Image | None, list]:
    """Store all pictures; the first that was added by hand leads, the rest follow."""
    shelf = _Shelf(actor, unit, files)
    inside = [shelf.put(upload) for upload in letter.from_file]
    added = [shelf.put(upload) for upload in letter.pictures]
    words = [*letter.from_file, *letter.pictures]
    sending.pictures = [
        {
            "id": str(image.public_id),
            "sha256": image.sha256,
            "name": upload.file.name,
            "caption": upload.caption,
        }
        for image, upload in zip([*inside, *added], words, strict=True)
    ]
    manuscript = letter.manuscript.without_title(letter.title)
    body = body_of(manuscript, [image.pk for image in inside])
    body += [
        figure(image.pk, upload.caption)
        for image, upload in zip(added[1:], letter.pictures[1:], strict=True)
    ]
    return (added[0] if added else None), body


@dataclass(frozen=True)
class _Shelf:
    """Where the pictures of one sending go."""

    actor: User
    unit: Unit
    files: list[str]

    def put(self, upload: Upload) -> Image:
        image = Image(
            title=title_of(upload),
            description=(upload.alt or upload.caption)[:255],
            credit=self.actor.byline,  # whoever sends a picture took it, unless told
            collection=self.unit.portal.collection,
            uploaded_by_user_id=self.actor.pk,
        )
        upload.file.seek(0)
        image.file.save(upload.file.name or "", File(upload.file), save=False)
        self.files.append(image.file.name or "")
        image._set_image_file_metadata()
        image.save()
        image.file.close()
        log(instance=image, action="wagtail.create", user=self.actor)
        return image


def _make_item(actor: User, letter: Letter, lead: Image | None, body: list) -> Page:
    """Put a draft into its section."""
    writing = writing_for(letter.section.lists)
    if writing is None or writing.compose is None:
        raise ValueError(f"nothing is written in sections of {letter.section.lists}")
    page = writing.compose(
        Draft(
            title=letter.title,
            body=body,
            lead_image_id=lead.pk if lead else None,
            lead_caption=letter.pictures[0].caption[:LONGEST_LEAD_CAPTION]
            if lead
            else "",
            event_id=letter.event.pk if letter.event else None,
        )
    )
    parent = Page.objects.get(pk=letter.section.id).specific
    page.owner, page.live, page.locale = actor, False, parent.locale
    parent.add_child(instance=page)
    page.save_revision(user=actor, log_action=False)
    log(instance=page, action="wagtail.create", user=actor)
    return page


def _make_liable(page: Page, unit: Unit, letter: Letter) -> EditorialRecord:
    """Say who answers for the item."""
    record: EditorialRecord = EditorialRecord.objects.get(
        translation_key=page.translation_key
    )
    record.liable_person_id = letter.liable_person.pk
    record.liable_unit = unit
    record.save(update_fields=["liable_person", "liable_unit"])
    return record


def _keep_file(sending: Sending, letter: Letter, files: list[str]) -> None:
    if letter.file is None:
        return
    letter.file.seek(0)
    sending.file_name = (letter.file.name or "")[:255]
    sending.file.save(sending.file_name, File(letter.file), save=False)
    files.append(sending.file.name or "")
    sending.file_sha256 = fingerprint(sending.file)
    sending.file.close()


@contextmanager
def _nothing_left_behind() -> Iterator[list[str]]:
    """Delete stored files when what they belong to did not come about."""
    files: list[str] = []
    done = False
    try:
        yield files
        done = True
    finally:
        if not done:
            for name in files:
                default_storage.delete(name)
