"""What one side of the matrix's world has: one of everything, in every state."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.log_actions import log
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Comment,
    CommentReply,
    Page,
    PageSubscription,
    PageViewRestriction,
    UploadedFile,
)

from cms.audit.kinds import Kind
from cms.audit.services import record
from cms.core.models import EditorialRecord, Event
from cms.corrections.models import MistakeReport
from cms.health.models import Check, LinkUse
from cms.health.states import Kind as HealthKind, State
from cms.intake.models import Sending
from cms.jobs.models import Job, JobState
from cms.jobs.services import enqueue
from cms.moderation.models import Case, Notice, NoticeKind, Waiting
from cms.moderation.services import settle_first_routes
from cms.reorganisation.models import Change, ChangeKind, Passing
from cms.routes.models import RouteStep
from cms.users.models import User
from media_library.models import Image, Media
from media_library.services import clear_leftovers, prepare_renditions
from sites.models import Unit
from tests.factories.core import EventFactory
from tests.factories.corrections import MistakeReportFactory
from tests.factories.events import EventPageFactory
from tests.factories.media import (
    DocumentFactory,
    ImageFactory,
    MediaFactory,
    picture_bytes,
)
from tests.factories.news import NewsPageFactory
from tests.factories.pages import SpecialPageFactory, StandardPageFactory
from tests.factories.portals import Living
from tests.factories.publishing import mirror

PASSWORD = "qexowimp-to-be-typed"
SIZES = ("fill-36x24|format-webp", "max-72x72|format-jpeg")


@dataclass
class Vault:
    """A picture and a clip that lay among the public files until they became private."""

    image: Image
    clip: Media
    before: tuple[str, ...] = ()

    def files(self) -> list[Any]:
        """Return the original, its sizes, the clip and the picture that stands for it."""
        sizes = [size.file for size in self.image.renditions.all()]
        return [self.image.file, *sizes, self.clip.file, self.clip.thumbnail]

    def shut(self, shelf: Collection) -> None:
        """Make all of it private, as if that were committed."""
        prepare_renditions(images=[self.image], filters=SIZES)
        self.before = tuple(file.url for file in self.files())
        CollectionViewRestriction.objects.create(
            collection=shelf,
            restriction_type=CollectionViewRestriction.PASSWORD,
            password=PASSWORD,
        )
        clear_leftovers()
        self.image = Image.objects.get(pk=self.image.pk)
        self.clip = Media.objects.get(pk=self.clip.pk)
        prepare_renditions(images=[self.image], filters=SIZES)


def vault(name: str, shelf: Collection) -> Vault:
    return Vault(
        image=ImageFactory.create(
            title=f"{name}-vault",
            file=ContentFile(picture_bytes(), f"{name}-vault.png"),
            collection=shelf,
        ),
        clip=MediaFactory.create(
            title=f"{name}-vault",
            file=ContentFile(b"rieng", f"{name}-vault.mp4"),
            thumbnail=ContentFile(picture_bytes(), f"{name}-vault.jpg"),
            collection=shelf,
        ),
    )


def files(name: str, living: Living, person: User) -> dict[str, Any]:
    """Make a file of every kind, one of them private."""
    collection = living.portal.collection
    shelf = collection.add_child(instance=Collection(name=f"{name}-shelf"))
    text = ContentFile(b"rieng", f"{name}-secret.txt")
    return {
        "shelf": shelf,
        "image": ImageFactory.create(
            title=f"{name}-image",
            description=f"{name}-mota",
            file=ContentFile(picture_bytes(), f"{name}-image.png"),
            collection=collection,
            uploaded_by_user=person,
        ),
        "spare": ImageFactory.create(  # on no page, so that it may be deleted
            title=f"{name}-spare",
            file=ContentFile(picture_bytes(), f"{name}-spare.png"),
            collection=collection,
            uploaded_by_user=person,
        ),
        "document": DocumentFactory.create(
            title=f"{name}-document",
            file=ContentFile(b"ke hoach", f"{name}-document.txt"),
            collection=collection,
            uploaded_by_user=person,
        ),
        "secret": DocumentFactory.create(
            title=f"{name}-secret", file=text, collection=shelf
        ),
        "media": MediaFactory.create(
            title=f"{name}-media",
            file=ContentFile(b"phim", f"{name}-media.mp4"),
            collection=collection,
            uploaded_by_user=person,
        ),
        "vault": vault(name, shelf),
    }


@dataclass(frozen=True)
class Writer:
    """Writes items in the section of one side."""

    name: str
    living: Living
    person: User

    def item(self, kind: str, **values: Any) -> Page:
        page: Page = NewsPageFactory.create(
            parent=self.living.section,
            title=f"Tin {self.name}-{kind}",
            **{"owner": self.person, "summary": f"{self.name}-tomtat", **values},
        )
        return page


def pages(writer: Writer, event: Event, image: Image) -> dict[str, Page]:
    """Make a page of every type, and an item in every state."""
    living = writer.living
    live = _revised(writer, event, image)
    return {
        "folder": living.folder,
        "home": living.home,
        "section": living.section,
        "english": living.in_language("en"),
        "news": live,
        "draft": writer.item("draft", draft=True),
        "scheduled": _scheduled(writer),
        "locked": _locked(writer),
        "private": writer.item("private"),
        "routed": writer.item("routed", draft=True),
        "alias": mirror(
            live, parent=living.section, update_slug=f"{writer.name}-alias"
        ),
        **_other_types(writer),
    }


def _other_types(writer: Writer) -> dict[str, Page]:
    name, living, owner = writer.name, writer.living, writer.person
    public = EventFactory.create(unit=living.unit, name=f"{name}-hoi")
    return {
        "standard": StandardPageFactory.create(
            parent=living.home, title=f"Trang {name}-standard", owner=owner
        ),
        "sketch": StandardPageFactory.create(
            parent=living.home, title=f"Trang {name}-sketch", owner=owner, draft=True
        ),
        "special": SpecialPageFactory.create(
            parent=living.home, title=f"Trang {name}-special", owner=owner
        ),
        "occasion": EventPageFactory.create(
            parent=living.section,
            title=f"Hội {name}-occasion",
            event=public,
            owner=owner,
        ),
    }


def _revised(writer: Writer, event: Event, image: Image) -> Page:
    live = writer.item(
        "news", event=event, lead_image=image, authors=(f"{writer.name}-pen",)
    )
    live.title = f"Tin {writer.name}-news-moi"
    live.save_revision(user=writer.person, log_action=True)
    stored: Page = type(live).objects.get(pk=live.pk)  # live under its first title
    return stored


def _scheduled(writer: Writer) -> Page:
    page = writer.item("scheduled", draft=True)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision(
        user=writer.person, approved_go_live_at=page.go_live_at, log_action=True
    )
    return page


def _locked(writer: Writer) -> Page:
    page = writer.item("locked")
    page.locked, page.locked_by = True, writer.person
    page.locked_at = timezone.now()
    page.save()
    return page


def talk(name: str, page: Page, person: User) -> None:
    """Leave a comment with an answer, and somebody who follows the talk."""
    comment = Comment.objects.create(
        page=page, user=person, text=f"{name}-comment", contentpath="title"
    )
    CommentReply.objects.create(comment=comment, user=person, text=f"{name}-reply")
    PageSubscription.objects.create(page=page, user=person, comment_notifications=True)


def restrict(page: Page) -> None:
    """Ask for a password before a page."""
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password=PASSWORD
    )


def editing(page: Page, person: User) -> EditingSession:
    """Return the session of somebody who has the page open."""
    session: EditingSession = EditingSession.objects.create(
        user=person,
        content_type=ContentType.objects.get_for_model(type(page)),
        object_id=str(page.pk),
        last_seen_at=timezone.now(),
    )
    return session


def upload(name: str, person: User) -> UploadedFile:
    """Return a picture that was sent and not described yet."""
    upload: UploadedFile = UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(Image),
        file=ContentFile(picture_bytes(), f"{name}-upload.png"),
        uploaded_by_user=person,
    )
    return upload


def reported(name: str, page: Page) -> MistakeReport:
    """Return a reader's report, with the reader's name in it."""
    report: MistakeReport = MistakeReportFactory.create(
        page=page,
        named=True,
        passage=f"{name}-passage",
        reporter_name=f"{name}-reader",
        reporter_email=f"{name}-reader@dinh.example",
    )
    return report


def change(name: str, unit: Unit, person: User) -> Change:
    """Return a plan to close the unit."""
    change: Change = Change.objects.create(
        kind=ChangeKind.CLOSE,
        decision=f"{name}-quyetdinh",
        effective_on=timezone.localdate(),
        created_by=person,
    )
    Passing.objects.create(change=change, predecessor=unit)
    return change


def watched(name: str, page: Page, living: Living) -> Check:
    """Return a link to outside that a page holds, with what is known of it."""
    check: Check = Check.objects.create(
        portal=living.portal,
        kind=HealthKind.LINK,
        address=f"https://{name.lower()}-link.example/",
        state=State.GAMBLING,
        known_state=State.GAMBLING,
        detail=f"{name}-detail",
        seen_at=timezone.now(),
    )
    LinkUse.objects.create(about=check, page=page)
    return check


def letter(name: str) -> Job:
    """Return a dead letter that names somebody of the unit."""
    job = enqueue(topic="jobs.mail", payload={"to": f"{name}-thu@thu.vn"})
    dead = {"state": JobState.DEAD, "last_error": f"550 {name}-tuchoi"}
    Job.objects.filter(pk=job.pk).update(**dead)
    return job


def sending(name: str, page: Page, person: User) -> Sending:
    """Return what the person sent in with a Word file; the page is what it became."""
    sent: Sending = Sending(
        key=uuid4(),
        record=EditorialRecord.objects.get(translation_key=page.translation_key),
        sender=person,
        sent_at=timezone.now(),
        liable_person=person,
        title=f"Tin {name}-sent",
        text=f"{name}-text",
        file_name=f"{name}-sent.docx",
        event_words=f"{name}-event",
        note=f"{name}-note",
    )
    sent.file.save(sent.file_name, ContentFile(name.encode()))
    return sent


def awaiting(name: str, page: Page, living: Living, person: User) -> Case:
    """Return a case that waits for the person, with a note and a notice."""
    settle_first_routes(portal=living.portal)
    step = RouteStep.objects.filter(
        version__route__portal=living.portal, version__route__subject="item"
    ).first()
    if step is None:
        raise LookupError(living.portal)
    record = EditorialRecord.objects.get(translation_key=page.translation_key)
    case: Case = Case.objects.create(
        record=record,
        page=page,
        unit=living.unit,
        language="vi",
        subject="item",
        route_version=step.version,
        revision_id=page.latest_revision_id or page.save_revision(user=person).pk,
        content_hash="0" * 64,
        submitted_by=person,
        submitted_at=timezone.now(),
        step_since=timezone.now(),
        note=f"{name}-note",
    )
    party = step.parties.get()
    Waiting.objects.create(case=case, party=party, person=person)
    Notice.objects.create(
        person=person, case=case, kind=NoticeKind.AWAITED, remark=f"{name}-remark"
    )
    return case


def noted(
    name: str, unit: Unit, person: User, event: Event, made: dict[str, Any]
) -> None:
    """Leave traces in every log, and a tag on every file."""
    log(instance=event, action="wagtail.create", user=person)
    for asset in (made["image"], made["document"], made["media"]):
        asset.tags.add(f"{name}tag")
        log(instance=asset, action="wagtail.edit", user=person)
    record(kind=Kind.EXPORTED, actor=person, unit=unit, subject=f"{name}-tep")
