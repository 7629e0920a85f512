"""Pages belong to the unit in whose folder they lie, and to nobody else's people."""

from dataclasses import dataclass

import pytest
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.users.models import User
from sites.models import Capability
from sites.policies import UnitPagePolicy, unit_of_path
from tests.factories.news import NewsPageFactory
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import Living, UnitFactory, living_portal
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db


@dataclass
class TwoUnits:
    own: Living
    other: Living
    page: Page
    foreign: Page


@pytest.fixture
@kept
def two() -> TwoUnits:
    own, other = living_portal(), living_portal()
    return TwoUnits(
        own,
        other,
        NewsPageFactory.create(parent=own.section),
        NewsPageFactory.create(parent=other.section),
    )


@pytest.fixture
def policy() -> UnitPagePolicy:
    found = policy_registry.get_by_type(Page)
    assert isinstance(found, UnitPagePolicy)
    return found


def test_an_editor_changes_what_lies_in_the_own_folder(
    two: TwoUnits, policy: UnitPagePolicy
) -> None:
    editor = person_of(two.own.unit, Capability.EDITOR)
    assert policy.user_has_permission(editor, "change")
    assert not policy.user_has_permission(editor, "publish")
    assert policy.user_has_permission_for_instance(editor, "change", two.page)
    assert not policy.user_has_permission_for_instance(editor, "change", two.foreign)
    allowed = policy.instances_user_has_permission_for(editor, "change")
    everything = Page.objects.descendant_of(two.own.folder, inclusive=True)
    assert set(allowed) == set(everything)
    assert two.page.permissions_for_user(editor).can_edit()
    assert not two.page.permissions_for_user(editor).can_publish()
    assert not two.foreign.permissions_for_user(editor).can_edit()


def test_a_contributor_changes_only_what_is_their_own(
    two: TwoUnits, policy: UnitPagePolicy
) -> None:
    writer = person_of(two.own.unit, Capability.CONTRIBUTOR)
    mine = NewsPageFactory.create(parent=two.own.section, owner=writer)
    theirs = NewsPageFactory.create(parent=two.other.section, owner=writer)
    assert policy.user_has_permission(writer, "change")
    assert policy.user_has_permission_for_instance(writer, "change", mine)
    assert not policy.user_has_permission_for_instance(writer, "change", two.page)
    assert not policy.user_has_permission_for_instance(writer, "change", theirs)
    allowed = policy.instances_user_has_permission_for(writer, "change")
    assert [page.pk for page in allowed] == [mine.pk]
    may_add = policy.instances_user_has_permission_for(writer, "add")
    assert may_add.filter(pk=two.page.pk).exists()


def test_an_auditor_explores_and_may_nothing(
    two: TwoUnits, policy: UnitPagePolicy
) -> None:
    auditor = person_of(two.own.unit, Capability.AUDITOR)
    seen = set(policy.explorable_instances(auditor).values_list("pk", flat=True))
    assert two.page.pk in seen
    assert two.foreign.pk not in seen
    assert policy.explorable_root_instance(auditor) == two.own.folder.page_ptr
    for action in ("add", "change", "publish", "lock", "unlock", "bulk_delete"):
        assert not policy.user_has_permission(auditor, action)


def test_the_standing_office_is_above_the_units_below_it(
    two: TwoUnits, policy: UnitPagePolicy
) -> None:
    province = UnitFactory.create()
    two.own.unit.parent = province
    two.own.unit.save()
    office = person_of(province, Capability.STANDING_OFFICE)
    assert policy.user_has_permission_for_instance(office, "publish", two.page)
    assert not policy.user_has_permission_for_instance(office, "publish", two.foreign)


def test_who_serves_two_units_explores_the_one_they_work_in(
    two: TwoUnits, policy: UnitPagePolicy
) -> None:
    def serving_both() -> User:
        user = person_of(two.own.unit, Capability.EDITOR)
        person = person_of(two.other.unit, Capability.EDITOR)
        role = person.role_assignments.get()
        role.user = user
        role.save()
        return User.objects.get(pk=user.pk)

    first, second = sorted((two.own, two.other), key=lambda one: one.unit.name)
    assert policy.explorable_root_instance(serving_both()) == first.folder.page_ptr
    person = serving_both()
    person.working_unit_id = second.unit.pk
    assert policy.explorable_root_instance(person) == second.folder.page_ptr
    assert Page.get_first_root_node() not in policy.explorable_instances(person)
    stranger = serving_both()
    stranger.working_unit_id = UnitFactory.create().pk
    assert policy.explorable_root_instance(stranger) == first.folder.page_ptr


def test_nobody_explores_nothing(two: TwoUnits, policy: UnitPagePolicy) -> None:
    nobody, gone = UserFactory.create(), UserFactory.create(is_active=False)
    for person in (nobody, gone):
        assert policy.explorable_root_instance(person) is None
        assert not policy.explorable_instances(person).exists()
        assert not policy.user_has_permission(person, "add")
        assert not policy.user_has_permission_for_instance(person, "add", two.page)


def test_keepers_of_the_house_explore_from_the_root(
    two: TwoUnits, policy: UnitPagePolicy
) -> None:
    keeper = UserFactory.create(superuser=True)
    root = Page.get_first_root_node()
    assert policy.explorable_root_instance(keeper) == root
    assert policy.instances_with_direct_explore_permission(keeper) == [root]
    assert policy.explorable_instances(keeper).count() == Page.objects.count()
    assert policy.user_has_permission_for_instance(keeper, "publish", two.foreign)


def test_who_may_change_a_page_is_asked_of_roles(
    two: TwoUnits, policy: UnitPagePolicy
) -> None:
    editor = person_of(two.own.unit, Capability.EDITOR)
    writer, idle = (
        person_of(two.own.unit, Capability.CONTRIBUTOR),
        person_of(two.own.unit, Capability.CONTRIBUTOR),
    )
    person_of(two.other.unit, Capability.EDITOR)
    keeper = UserFactory.create(superuser=True)
    page = NewsPageFactory.create(parent=two.own.section, owner=writer)
    may = policy.users_with_permission_for_instance("change", page)
    assert set(may) == {editor, writer, keeper}
    may = policy.users_with_permission_for_instance(
        "change", page, include_superusers=False
    )
    assert set(may) == {editor, writer}
    assert idle in policy.users_with_permission("change")
    assert keeper not in policy.users_with_permission("add", include_superusers=False)


def test_a_path_tells_the_unit(two: TwoUnits) -> None:
    assert unit_of_path(two.page.path) == two.own.unit.pk
    assert unit_of_path(two.own.folder.path) == two.own.unit.pk
    assert unit_of_path("00019999") is None


def test_many_units_cost_what_one_does(
    policy: UnitPagePolicy, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    province = UnitFactory.create()
    livings = [living_portal() for _portal in range(22)]
    for living in livings:
        living.unit.parent = province
        living.unit.save()
    office = person_of(province, Capability.STANDING_OFFICE)
    # Roles, units below, places, what nobody may know of yet, pages.
    with django_assert_num_queries(5):
        allowed = {
            page.pk for page in policy.instances_user_has_permission_for(office, "add")
        }
    assert allowed >= {living.section.pk for living in livings}
    assert Page.get_first_root_node().pk not in allowed
