"""What a unit has at the desk: a case under way, a guest asked about it, a bundle."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from cms.moderation.models import Bundle, Case, Consultation
from cms.moderation.services import ask_outside, make_bundle, submit_item
from cms.routes.models import PartyKind
from cms.routes.specs import PartySpec, StepSpec
from cms.users.models import User
from sites.models import Capability
from tests.factories.moderation import route_of
from tests.factories.news import NewsPageFactory
from tests.factories.people import person_of
from tests.factories.portals import Living


@dataclass(frozen=True)
class AtDesk:
    approver: User  # the one person on the route
    case: Case
    asked: Consultation
    bundle: Bundle


def build_desk(name: str, living: Living, writer: User) -> AtDesk:
    approver = person_of(
        living.unit,
        Capability.PUBLISHER,
        username=f"{name}-duyet",
        full_name=f"Lý {name}-nguoiduyet",
    )
    party = PartySpec(kind=PartyKind.PERSON, person=approver.username)
    route_of(living.portal, StepSpec(f"{name}-buoc", (party,)), name=f"{name}-luong")
    one, two = (_case(f"{name}-trinh-{number}", living, writer) for number in range(2))
    asked = ask_outside(
        case=one,
        actor=writer,
        name=f"{name}-khach",
        expires_at=timezone.now() + timedelta(days=2),
    )
    bundle = make_bundle(
        portal=living.portal, name=f"{name}-chum", cases=(one, two), made_by=writer
    )
    return AtDesk(approver, one, asked, bundle)


def _case(title: str, living: Living, writer: User) -> Case:
    page = NewsPageFactory.create(
        parent=living.section, title=title, owner=writer, draft=True
    )
    page.save_revision(user=writer)
    return submit_item(page=page, actor=writer)
