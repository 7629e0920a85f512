"""Neighbours under one province: whoever serves Alfa asks for what is Beta's.

Alfa comes twice. A large unit has one of everything, as Beta has, for what is asked
about Alfa's own things; sixteen people, each with one capability, serve a small one,
whose lists are short.

Whatever is Beta's can be recognised in any text: its words contain ``qexowimp`` (long
enough for no token to say it by chance) and its keys begin with 734. Its titles also
contain ``zuyp``, which may be typed into a search.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection
from wagtail.admin.models import EditingSession
from wagtail.log_actions import log
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    Page,
    Revision,
    UploadedFile,
    Workflow,
    WorkflowTask,
)

from cms.audit.kinds import Kind
from cms.audit.models import SecurityEntry
from cms.core.models import EditorialRecord, Event
from cms.corrections.models import MistakeReport
from cms.deadlines.models import DeadlineRule
from cms.health.models import Check
from cms.intake.models import Sending
from cms.jobs.models import Job
from cms.moderation.models import Case
from cms.proposals.models import Proposal
from cms.reorganisation.models import Change
from cms.users.models import User
from media_library.models import Document, Image, Media
from sites.models import Capability, RoleAssignment, Unit, UnitKind
from tests.factories.core import EventFactory, TopicFactory
from tests.factories.media import (
    ImageFactory,
)
from tests.factories.news import NewsPageFactory
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import Living, UnitFactory, living_portal
from tests.factories.proposals import proposed
from tests.tenancy import goods
from tests.tenancy.after import After, build_after
from tests.tenancy.alerts import Warned, build_warned
from tests.tenancy.callers import Caller
from tests.tenancy.desk import AtDesk, build_desk
from tests.tenancy.former import Former, build_former
from tests.tenancy.modes import Special, build_modes
from tests.tenancy.planned import Planned, build_planned
from tests.tenancy.registers import Registers, build_registers
from tests.tenancy.remembered import Remembered, build_remembered
from tests.tenancy.routes import Drawn, build_routes
from tests.tenancy.staff import Staff, build_staff
from tests.tenancy.timed import build_deadlines

TYPED = "zuyp"  # what is typed into searches for Beta's things
MARK = "qexowimp"  # what stands in every word of Beta's, and is never sent
KEYS_OF_BETA, KEYS_SINCE = 734_000_000, 500_000_000
APART = 1_000  # keys of two tables are never equal


@dataclass
class Side:
    """One unit with one of everything."""

    living: Living
    person: User  # holds every capability there is, for this unit
    pages: dict[str, Page]
    event: Event
    image: Image
    spare: Image  # on no page
    document: Document
    secret: Document  # in a collection that only logged in people may read
    media: Media
    vault: goods.Vault
    shelf: Collection
    report: MistakeReport
    change: Change
    watched: Check
    letter: Job
    sending: Sending
    editing: EditingSession
    upload: UploadedFile
    entry: SecurityEntry
    staff: Staff
    former: Former
    desk: AtDesk
    proposal: Proposal
    registers: Registers
    after: After
    warned: Warned
    special: Special
    drawn: Drawn
    timed: DeadlineRule
    planned: Planned
    remembered: Remembered
    case: Case

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
    veiled: Any = None  # an item of Beta's that most of Beta must not know of

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
    living = _portal_of(name, province)
    person = _person_of(name, living.unit)
    files = goods.files(name, living, person)
    event = _event(name, living.unit)
    pages = goods.pages(goods.Writer(name, living, person), event, files["image"])
    goods.talk(name, pages["news"], person)
    goods.restrict(pages["private"])
    files["vault"].shut(files["shelf"])
    workflow.start(pages["routed"], person)
    staff = build_staff(name, living, person)
    goods.noted(name, living.unit, person, event, files)
    return Side(
        living=living,
        person=person,
        pages=pages,
        event=event,
        report=goods.reported(name, pages["news"]),
        change=goods.change(name, living.unit, person),
        watched=goods.watched(name, pages["news"], living),
        letter=goods.letter(name),
        sending=goods.sending(name, pages["draft"], person),
        editing=goods.editing(pages["news"], person),
        upload=goods.upload(name, person),
        entry=SecurityEntry.objects.filter(unit=living.unit, kind=Kind.EXPORTED)[0],
        staff=staff,
        after=build_after(name, living, person, staff.colleague, pages["news"]),
        warned=build_warned(name, living, person),
        special=build_modes(name, living, person),
        former=build_former(name, living, person),
        desk=build_desk(name, living, person),
        proposal=proposed(living.portal, UserFactory.create(), f"{name}-loi"),
        registers=build_registers(name, living.unit, files["image"], person),
        drawn=build_routes(name, living, person),
        timed=build_deadlines(name, living.unit, person),
        planned=build_planned(name, living, person),
        remembered=build_remembered(name, living.unit, person),
        case=goods.awaiting(name, pages["draft"], living, person),
        **files,
    )


def _event(name: str, unit: Unit) -> Event:
    told = {"name": f"{name}-event", "place": f"{name}-place", "is_public": False}
    event: Event = EventFactory.create(unit=unit, **told)
    return event


def _portal_of(name: str, province: Unit) -> Living:
    unit = UnitFactory.create(
        code=name, name=f"Sở {name}", short_name=f"{name} ngắn", parent=province
    )
    return living_portal("vi", "en", unit=unit, sections=(f"Mục {name}-section",))


def _person_of(name: str, unit: Unit) -> User:
    return person_of(
        unit,
        *Capability,
        username=f"{name}-person",
        full_name=f"Trần {name}-hoten",
        email=f"{name}-mail@dinh.example",
        position=f"{name}-chucvu",
    )
