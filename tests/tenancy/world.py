"""Neighbours under one province: whoever serves Alfa asks for what is Beta's.

Alfa comes twice. A large unit has one of everything, as Beta has, for what is asked
about Alfa's own things; sixteen people, each with one capability, serve a small one,
whose lists are short.

Whatever is Beta's can be recognised in any text: its words contain ``qexo`` and its keys
begin with 734. Its titles also contain ``zuyp``, which may be typed into a search.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.log_actions import log
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Comment,
    CommentReply,
    GroupApprovalTask,
    Page,
    PageSubscription,
    PageViewRestriction,
    Revision,
    UploadedFile,
    Workflow,
    WorkflowTask,
)

from cms.audit.kinds import Kind
from cms.audit.models import SecurityEntry
from cms.audit.services import record
from cms.core.models import EditorialRecord, Event
from cms.corrections.models import MistakeReport
from cms.users.models import User
from media_library.models import Document, Image, Media
from sites.models import Capability, RoleAssignment, Unit, UnitKind
from tests.factories.core import EventFactory, TopicFactory
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
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import Living, UnitFactory, living_portal
from tests.tenancy.callers import Caller
from tests.tenancy.staff import Staff, build_staff

TYPED = "zuyp"  # what is typed into searches for Beta's things
MARK = "qexo"  # what stands in every word of Beta's, and is never sent
KEYS_OF_BETA, KEYS_SINCE = 734_000_000, 500_000_000
APART = 1_000  # keys of two tables are never equal
PASSWORD = "qexo-to-be-typed"


@dataclass
class Side:
    """One unit with one of everything."""

    living: Living
    person: User  # holds every capability there is, for this unit
    pages: dict[str, Page]
    event: Event
    image: Image
    document: Document
    secret: Document  # in a collection that only logged in people may read
    media: Media
    shelf: Collection
    report: MistakeReport
    editing: EditingSession
    upload: UploadedFile
    entry: SecurityEntry
    staff: Staff

    @property
    def unit(self) -> Unit:
        return self.living.unit

    @property
    def news(self) -> Page:
        return self.pages["news"]

    @property
    def section(self) -> Page:
        return self.pages["section"]

    @property
    def record(self) -> EditorialRecord:
        return EditorialRecord.objects.get(translation_key=self.news.translation_key)

    @property
    def role(self) -> RoleAssignment:
        return RoleAssignment.objects.filter(user=self.person, unit=self.unit)[0]

    def revisions(self, page: Page | None = None) -> list[Revision]:
        return list((page or self.news).revisions.order_by("pk"))


@dataclass
class Desk:
    """The small unit: a section with a draft, and a picture."""

    living: Living
    draft: Page
    image: Image

    @property
    def record(self) -> EditorialRecord:
        key = self.draft.translation_key
        return EditorialRecord.objects.get(translation_key=key)


@dataclass
class World:
    """Alfa, Beta, the people of Alfa by what they may do, and somebody who keeps all."""

    alfa: Side
    desk: Desk
    beta: Side
    people: dict[Capability, User]
    keeper: User

    @property
    def shared_key(self) -> str:
        """Return the key of Beta's event that is open to the public."""
        return str(self.beta.pages["occasion"].event_id)

    @cached_property
    def callers(self) -> dict[str, Caller]:
        return {str(name): Caller(user) for name, user in self.people.items()}

    @cached_property
    def beta_caller(self) -> Caller:
        return Caller(self.beta.person)

    @cached_property
    def alfa_caller(self) -> Caller:
        """Return somebody of Alfa who may do everything there."""
        return Caller(self.alfa.person)

    @cached_property
    def keeper_caller(self) -> Caller:
        return Caller(self.keeper)

    def log_in(self) -> None:
        """Give everybody a session, before the rows are remembered."""
        everybody = (self.beta_caller, self.alfa_caller, self.keeper_caller)
        assert all((*everybody, *self.callers.values()))


def build() -> World:
    """Make the whole world, in the transaction that is open."""
    province = UnitFactory.create(
        kind=UnitKind.PROVINCE, code="tinh", name="Tỉnh", short_name="Tỉnh"
    )
    topic = TopicFactory.create(name="Di sản")  # topics are the house's, and shared
    keeper = UserFactory.create(superuser=True, username="nguoi-giu-nha")
    workflow = _workflow()
    alfa = _side("alfa", province, workflow)
    desk = _desk(province)
    people = {
        capability: person_of(
            desk.living.unit,
            capability,
            username=f"alfa-{capability.value}",
            full_name=f"Nguyễn Thị {capability.value}",
        )
        for capability in Capability
    }
    _count_from(KEYS_OF_BETA)
    beta = _side(f"{TYPED}-{MARK}", province, workflow)
    log(instance=topic, action="wagtail.create", user=beta.person)
    _count_from(KEYS_SINCE)
    return World(alfa, desk, beta, people, keeper)


def _desk(province: Unit) -> Desk:
    unit = UnitFactory.create(
        code="alfa-nho", name="Sở alfa nhỏ", short_name="alfa nhỏ", parent=province
    )
    living = living_portal("vi", unit=unit, sections=("Mục alfa",))
    draft = NewsPageFactory.create(parent=living.section, title="Tin alfa", draft=True)
    image = ImageFactory.create(title="alfa", collection=living.portal.collection)
    return Desk(living, draft, image)


def _count_from(first: int) -> None:
    """Let every table count its keys from a number of its own."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('%I.%I', schemaname, sequencename) FROM pg_sequences"
            " WHERE schemaname = 'public' ORDER BY sequencename"
        )
        for place, (name,) in enumerate(cursor.fetchall()):
            cursor.execute(
                f"ALTER SEQUENCE {name} RESTART WITH {first + APART * place}"
            )


def _workflow() -> Workflow:
    """Make a route of approval that every unit could use."""
    workflow: Workflow = Workflow.objects.create(name="Duyệt chung")
    task = GroupApprovalTask.objects.create(name="Ban biên tập duyệt")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    return workflow


def _side(name: str, province: Unit, workflow: Workflow) -> Side:
    unit = UnitFactory.create(
        code=name, name=f"Sở {name}", short_name=f"{name} ngắn", parent=province
    )
    living = living_portal("vi", "en", unit=unit, sections=(f"Mục {name}-section",))
    person = person_of(
        unit,
        *Capability,
        username=f"{name}-person",
        full_name=f"Trần {name}-hoten",
        email=f"{name}-mail@dinh.example",
        position=f"{name}-chucvu",
    )
    files = _files(name, living, person)
    event = EventFactory.create(
        unit=unit, name=f"{name}-event", place=f"{name}-place", is_public=False
    )
    log(instance=event, action="wagtail.create", user=person)
    pages = _pages(name, living, person, event, files["image"])
    _talk(name, pages["news"], person)
    _restrict(pages["private"], files["shelf"])
    workflow.start(pages["routed"], person)
    report = MistakeReportFactory.create(
        page=pages["news"],
        named=True,
        passage=f"{name}-passage",
        reporter_name=f"{name}-reader",
        reporter_email=f"{name}-reader@dinh.example",
    )
    for asset in (files["image"], files["document"], files["media"]):
        asset.tags.add(f"{name}tag")
        log(instance=asset, action="wagtail.edit", user=person)
    record(kind=Kind.EXPORTED, actor=person, unit=unit, subject=f"{name}-tep")
    return Side(
        living=living,
        person=person,
        pages=pages,
        event=event,
        report=report,
        editing=_editing(pages["news"], person),
        upload=_upload(name, person),
        entry=SecurityEntry.objects.filter(unit=unit, kind=Kind.EXPORTED)[0],
        staff=build_staff(name, living, person),
        **files,
    )


def _files(name: str, living: Living, person: User) -> dict[str, Any]:
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
    }


def _pages(
    name: str, living: Living, person: User, event: Event, image: Image
) -> dict[str, Page]:
    section, home = living.section, living.home
    common = {"owner": person, "summary": f"{name}-tomtat"}

    def news(kind: str, **values: Any) -> Page:
        title = f"Tin {name}-{kind}"
        return NewsPageFactory.create(
            parent=section, title=title, **{**common, **values}
        )

    live = news("news", event=event, lead_image=image, authors=(f"{name}-pen",))
    live.title = f"Tin {name}-news-moi"
    live.save_revision(user=person, log_action=True)
    scheduled = news("scheduled", draft=True)
    scheduled.go_live_at = timezone.now() + timedelta(days=1)
    scheduled.save_revision(
        user=person, approved_go_live_at=scheduled.go_live_at, log_action=True
    )
    locked = news("locked")
    locked.locked, locked.locked_by, locked.locked_at = True, person, timezone.now()
    locked.save()
    public = EventFactory.create(unit=living.unit, name=f"{name}-hoi")
    return {
        "folder": living.folder,
        "home": home,
        "section": section,
        "english": living.in_language("en"),
        "news": live,
        "draft": news("draft", draft=True),
        "scheduled": scheduled,
        "locked": locked,
        "private": news("private"),
        "routed": news("routed", draft=True),
        "alias": live.create_alias(parent=section, update_slug=f"{name}-alias"),
        "standard": StandardPageFactory.create(
            parent=home, title=f"Trang {name}-standard", owner=person
        ),
        "special": SpecialPageFactory.create(
            parent=home, title=f"Trang {name}-special", owner=person
        ),
        "occasion": EventPageFactory.create(
            parent=section, title=f"Hội {name}-occasion", event=public, owner=person
        ),
    }


def _talk(name: str, page: Page, person: User) -> None:
    """Leave a comment with an answer, and somebody who follows the talk."""
    comment = Comment.objects.create(
        page=page, user=person, text=f"{name}-comment", contentpath="title"
    )
    CommentReply.objects.create(comment=comment, user=person, text=f"{name}-reply")
    PageSubscription.objects.create(page=page, user=person, comment_notifications=True)


def _restrict(page: Page, shelf: Collection) -> None:
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password=PASSWORD
    )
    CollectionViewRestriction.objects.create(
        collection=shelf,
        restriction_type=CollectionViewRestriction.PASSWORD,
        password=PASSWORD,
    )


def _editing(page: Page, person: User) -> EditingSession:
    session: EditingSession = EditingSession.objects.create(
        user=person,
        content_type=ContentType.objects.get_for_model(type(page)),
        object_id=str(page.pk),
        last_seen_at=timezone.now(),
    )
    return session


def _upload(name: str, person: User) -> UploadedFile:
    upload: UploadedFile = UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(Image),
        file=ContentFile(picture_bytes(), f"{name}-upload.png"),
        uploaded_by_user=person,
    )
    return upload
