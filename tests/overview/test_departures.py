"""Who left a unit and handed nothing over."""

from datetime import timedelta

import pytest
from django.db.models import Exists
from django.utils import timezone

from cms.core.handover import handover_kinds
from cms.directives.models import Directive, DirectiveTask
from cms.members.services.suspension import Succession, restore, suspend
from cms.overview.departures import left_behind
from cms.planning.models import Assignment
from cms.users.models import User
from sites.models import Capability, RoleAssignment, Unit
from sites.services import end_role, grant_role, lend_role
from tests.factories.corrections import MistakeReportFactory
from tests.factories.media import DocumentFactory, ImageFactory, MediaFactory
from tests.factories.news import NewsPageFactory
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import Living, living_portal
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

NAME = "Lê Thị Ánh"


@pytest.fixture
@kept
def unit(living: Living) -> Unit:
    return living.unit


@pytest.fixture
@kept
def writer(living: Living) -> User:
    """An editor in whose name an item stands."""
    writer = person_of(living.unit, Capability.EDITOR, full_name=NAME)
    NewsPageFactory.create(parent=living.section, owner=writer)
    return writer


def end_all(person: User) -> None:
    for role in RoleAssignment.objects.filter(user=person):
        end_role(assignment=role)


def test_whoever_works_has_not_left(unit: Unit, writer: User) -> None:
    assert left_behind([unit.pk]) == {}


def test_who_left_with_things_in_their_name_is_told(unit: Unit, writer: User) -> None:
    other = person_of(unit, Capability.PUBLISHER, full_name="Trần Văn An")
    DocumentFactory.create(collection=unit.portal.collection, uploaded_by_user=other)
    for person in (writer, other):
        end_all(person)
    assert left_behind([unit.pk]) == {unit.pk: ["Trần Văn An", NAME]}
    assert left_behind([]) == {}
    before = timezone.now() - timedelta(minutes=5)
    assert left_behind([unit.pk], before) == {}


def test_who_left_nothing_behind_owes_nothing(unit: Unit) -> None:
    end_all(person_of(unit, Capability.EDITOR))
    assert left_behind([unit.pk]) == {}


def test_what_stands_elsewhere_is_no_affair_of_the_unit(unit: Unit) -> None:
    elsewhere = living_portal()
    person = person_of(unit, Capability.EDITOR)
    NewsPageFactory.create(parent=elsewhere.section, owner=person)
    end_all(person)
    assert left_behind([unit.pk, elsewhere.unit.pk]) == {}


def test_another_role_or_one_to_come_keeps_somebody(unit: Unit, writer: User) -> None:
    grant_role(user=writer, unit=unit, capability=Capability.TRANSLATOR)
    end_role(assignment=writer.role_assignments.get(capability=Capability.EDITOR))
    assert left_behind([unit.pk]) == {}


def test_a_closed_account_is_a_departure(unit: Unit, writer: User) -> None:
    writer.is_active = False
    writer.save()
    assert left_behind([unit.pk]) == {unit.pk: [NAME]}


def test_minutes_settle_it_until_the_next_time(
    unit: Unit, writer: User, living: Living
) -> None:
    keeper = UserFactory.create(superuser=True)
    colleague = person_of(unit, Capability.EDITOR)
    person_of(unit, Capability.UNIT_ADMIN)
    handover = suspend(
        actor=keeper,
        person=writer,
        unit=unit,
        succession=Succession(colleague),
        reason="Chuyển công tác",
    )
    NewsPageFactory.create(parent=living.section, owner=writer)
    assert left_behind([unit.pk]) == {}
    restore(actor=keeper, suspension=handover.suspension)
    end_all(writer)
    assert left_behind([unit.pk]) == {unit.pk: [NAME]}


def test_what_was_lent_stays_with_who_lent_it(unit: Unit, living: Living) -> None:
    lender = person_of(unit, Capability.PUBLISHER)
    lent_by = lender.role_assignments.get()
    lent_by.valid_from -= timedelta(days=1)
    lent_by.save()
    borrower = UserFactory.create()
    now = timezone.now()
    lend_role(
        assignment=lent_by,
        to=borrower,
        begins=now - timedelta(hours=2),
        ends=now + timedelta(hours=1),
        grounds="QĐ 1",
    )
    NewsPageFactory.create(parent=living.section, owner=borrower)
    assert left_behind([unit.pk], now + timedelta(hours=2)) == {}


def test_the_two_questions_of_a_kind_agree(living: Living) -> None:
    """``unclaimed`` finds for a role what ``held`` finds for its person and unit."""
    unit = living.unit
    person, idle = (person_of(unit, Capability.EDITOR) for _number in range(2))
    shelf = {"collection": unit.portal.collection, "uploaded_by_user": person}
    for factory in (ImageFactory, DocumentFactory, MediaFactory):
        factory.create(**shelf)
    item = NewsPageFactory.create(parent=living.section, owner=person)
    NewsPageFactory.create(parent=living.section, owner=person, draft=True)
    unit.records.filter(page_id=item.pk).update(liable_person=person)
    MistakeReportFactory.create(page=item, handled_by=person)
    living.section.responsible = person
    living.section.save()
    directive = Directive.objects.create(
        unit=unit,
        agency="Sở TT&TT",
        issued_on=timezone.localdate(),
        summary="Rà soát",
        created_by=idle,
    )
    DirectiveTask.objects.create(directive=directive, person=person, work="Rà soát")
    Assignment.objects.create(
        unit=unit,
        title="Đua ghe",
        due_on=timezone.localdate(),
        person=person,
        created_by=idle,
    )
    asked = [kind for kind in handover_kinds() if kind.unclaimed is not None]
    assert len(asked) == 10
    for kind in asked:
        assert kind.unclaimed is not None
        for one, holds in ((person, True), (idle, False)):
            roles = RoleAssignment.objects.filter(user=one)
            assert roles.filter(Exists(kind.unclaimed())).exists() is holds, kind.name
            assert kind.held(one, unit).exists() is holds, kind.name
