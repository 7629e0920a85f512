"""Entries of evidence: numbered, sealed onto each other, and with names in full."""

import pytest

from cms.core.models import EditorialRecord
from cms.evidence.content import content_hash
from cms.evidence.kinds import Deed
from cms.evidence.models import Entry
from cms.evidence.services import record_import
from cms.news.models import NewsPage
from tests.factories.news import NewsPageFactory
from tests.factories.pages import StandardPageFactory
from tests.factories.people import UserFactory
from tests.factories.portals import Living, living_portal

pytestmark = pytest.mark.django_db


@pytest.fixture
def living() -> Living:
    return living_portal()


@pytest.fixture
def item(living: Living) -> NewsPage:
    made: NewsPage = NewsPageFactory.create(parent=living.section)
    return made


def record_of(item: NewsPage) -> EditorialRecord:
    return EditorialRecord.objects.get(translation_key=item.translation_key)


def test_an_import_leaves_evidence(item: NewsPage) -> None:
    actor = UserFactory.create()
    made = record_import(page=item, source="01-so-x.yaml", actor=actor)
    stored = Entry.objects.get()
    assert stored == made
    assert (stored.record, stored.number) == (record_of(item), 1)
    assert (stored.deed, stored.facts, stored.actor) == (
        Deed.IMPORTED,
        {"source": "01-so-x.yaml"},
        actor,
    )
    assert stored.actor_name == actor.full_name
    assert (stored.revision_id, stored.language) == (item.live_revision_id, "vi")
    assert stored.content_hash == content_hash(item, record_of(item))


def test_the_house_itself_may_import(item: NewsPage) -> None:
    made = record_import(page=item, source="x")
    assert (made.actor, made.actor_name) == (None, "")


def test_a_page_without_a_revision_cannot_be_imported(living: Living) -> None:
    bare = StandardPageFactory.create(parent=living.home, bare=True)
    with pytest.raises(EditorialRecord.DoesNotExist):
        record_import(page=bare, source="x")
    assert not Entry.objects.exists()
