"""What may be deleted, asked of a page without children, costs no query."""

import pytest
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PagePermissionTester

from cms.core.testers import LeafAwareTester
from sites.models import Capability
from tests.factories.news import NewsPageFactory
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import Living, living_portal
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

WRITING = (Capability.CONTRIBUTOR, Capability.EDITOR, Capability.PUBLISHER)


@pytest.fixture
@kept
def living() -> Living:
    return living_portal()


@pytest.mark.parametrize("live", [True, False])
@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("capability", [*WRITING, Capability.AUDITOR])
def test_it_answers_as_wagtail_does(
    living: Living,
    capability: Capability,
    django_assert_num_queries: DjangoAssertNumQueries,
    *,
    own: bool,
    live: bool,
) -> None:
    person = person_of(living.unit, capability)
    owner = person if own else UserFactory.create()
    page = NewsPageFactory.create(parent=living.section, is_published=live, owner=owner)
    wagtails = PagePermissionTester(person, page).can_delete()
    ours = page.permissions_for_user(person)
    assert isinstance(ours, LeafAwareTester)
    with django_assert_num_queries(0):
        assert ours.can_delete() is wagtails


def test_a_page_with_children_is_not_deleted_by_role(living: Living) -> None:
    publisher = person_of(living.unit, Capability.PUBLISHER)
    NewsPageFactory.create(parent=living.section)
    living.section.refresh_from_db()
    assert not living.section.permissions_for_user(publisher).can_delete()
    keeper = UserFactory.create(superuser=True)
    assert living.section.permissions_for_user(keeper).can_delete()


def test_who_is_gone_deletes_nothing(living: Living) -> None:
    page = NewsPageFactory.create(parent=living.section, draft=True)
    gone = UserFactory.create(superuser=True, is_active=False)
    assert not page.permissions_for_user(gone).can_delete()
