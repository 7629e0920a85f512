"""Files belong to the unit whose collection they lie in."""

import pytest
from wagtail.models import Collection
from wagtail.permissions import policy_registry

from media_library.models import Document, Image, Media
from sites.models import Capability
from sites.policies import UnitFilesPolicy, collection_grants
from sites.reach import reach_of
from tests.factories.media import ImageFactory
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import Living, living_portal
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def own() -> Living:
    return living_portal()


@pytest.fixture
@kept
def other() -> Living:
    return living_portal()


@pytest.fixture
def policy() -> UnitFilesPolicy:
    found = policy_registry.get_by_type(Image)
    assert isinstance(found, UnitFilesPolicy)
    return found


@pytest.mark.parametrize("model", [Image, Document, Media])
def test_every_kind_of_file_is_behind_our_policy(model: type) -> None:
    assert isinstance(policy_registry.get_by_type(model), UnitFilesPolicy)


def test_a_keeper_of_files_changes_those_of_the_own_unit(
    own: Living, other: Living, policy: UnitFilesPolicy
) -> None:
    keeper = person_of(own.unit, Capability.MEDIA_KEEPER)
    inner = own.portal.collection.add_child(instance=Collection(name="Lễ hội"))
    image, inside, foreign = (
        ImageFactory.create(collection=place)
        for place in (own.portal.collection, inner, other.portal.collection)
    )
    allowed = policy.instances_user_has_permission_for(keeper, "change")
    assert set(allowed) == {image, inside}
    assert policy.user_has_permission_for_instance(keeper, "choose", inside)
    assert not policy.user_has_permission_for_instance(keeper, "choose", foreign)
    collections = policy.collections_user_has_permission_for(keeper, "add")
    assert set(collections) == {own.portal.collection, inner}


def test_an_editor_changes_own_uploads_and_chooses_all_of_the_unit(
    own: Living, policy: UnitFilesPolicy
) -> None:
    editor = person_of(own.unit, Capability.EDITOR)
    place = own.portal.collection
    mine = ImageFactory.create(collection=place, uploaded_by_user=editor)
    theirs = ImageFactory.create(collection=place)
    assert list(policy.instances_user_has_permission_for(editor, "change")) == [mine]
    chosen = policy.instances_user_has_permission_for(editor, "choose")
    assert set(chosen) == {mine, theirs}


def test_nobody_and_keepers_of_the_house(own: Living, policy: UnitFilesPolicy) -> None:
    image = ImageFactory.create(collection=own.portal.collection)
    nobody = UserFactory.create()
    assert not policy.user_has_permission(nobody, "add")
    assert not policy.instances_user_has_permission_for(nobody, "choose").exists()
    inactive = UserFactory.create(superuser=True, is_active=False)
    assert not policy.user_has_permission_for_instance(inactive, "change", image)
    superuser = UserFactory.create(superuser=True)
    assert policy.user_has_permission_for_instance(superuser, "change", image)


def test_who_may_change_a_file_is_asked_of_roles(
    own: Living, other: Living, policy: UnitFilesPolicy
) -> None:
    keeper = person_of(own.unit, Capability.MEDIA_KEEPER)
    foreign = person_of(other.unit, Capability.MEDIA_KEEPER)
    superuser = UserFactory.create(superuser=True)
    image = ImageFactory.create(collection=own.portal.collection)
    may = policy.users_with_permission_for_instance("change", image)
    assert set(may) == {keeper, superuser}
    assert set(policy.users_with_permission("change")) == {keeper, foreign, superuser}
    homeless = ImageFactory.create(collection=Collection.get_first_root_node())
    may = policy.users_with_permission_for_instance("change", homeless)
    assert list(may) == [superuser]


def test_rights_in_the_form_wagtail_keeps_on_a_person(own: Living) -> None:
    auditor = person_of(own.unit, Capability.AUDITOR)
    grants = collection_grants(reach_of(auditor))
    assert {(grant.collection_id, grant.permission.codename) for grant in grants} == {
        (own.portal.collection_id, f"view_{kind}")
        for kind in ("image", "document", "media")
    }
    assert auditor._collection_permission_cache == grants
    assert UserFactory.create(superuser=True)._collection_permission_cache == []
    assert collection_grants(reach_of(UserFactory.create())) == []


def test_who_may_only_look_sees_every_file_and_works_with_none(
    own: Living, other: Living, policy: UnitFilesPolicy
) -> None:
    auditor = person_of(own.unit, Capability.AUDITOR)
    image = ImageFactory.create(collection=own.portal.collection)
    foreign = ImageFactory.create(collection=other.portal.collection)
    may, may_with = (
        policy.user_has_any_permission,
        (policy.user_has_any_permission_for_instance),
    )
    assert may(auditor, ["add", "change", "delete"])
    assert policy.user_has_permission(auditor, "view")
    assert not may(auditor, ["add", "change"])
    assert not may(auditor, ["choose"])
    assert may_with(auditor, ["view"], image)
    assert not may_with(auditor, ["view"], foreign)
    assert not may_with(auditor, ["add", "change", "delete", "choose"], image)
    seen = policy.instances_user_has_any_permission_for
    assert list(seen(auditor, ["view"])) == [image]
    assert list(seen(auditor, ["add", "change", "delete", "choose"])) == []
    shelves = policy.collections_user_has_any_permission_for
    assert list(shelves(auditor, ["view"])) == [own.portal.collection]
    assert list(shelves(auditor, ["add", "change"])) == []
