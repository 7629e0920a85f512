"""Whatever changes the tree or its limits is told to all processes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from wagtail.models import Page, PageViewRestriction, Revision

from cms.core.gate import StillLiveError
from cms.core.models import EditorialRecord
from cms.core.signal_handlers import revision_saved
from cms.news.models import NewsPage
from cms.pages.models import SectionPage
from media_library.renditions import FRAME_ROLES
from sites import stamps
from sites.models import Portal, PortalStatus
from sites.services import settle_portal
from tests.factories.media import ImageFactory
from tests.factories.news import NewsPageFactory
from tests.factories.pages import SectionPageFactory, StandardPageFactory
from tests.factories.portals import Living, UnitFactory, living_portal
from tests.factories.publishing import publish, store, take_away
from tests.plugins.kept import kept
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def living() -> Living:
    return living_portal()


def portal_stamp(living: Living) -> int:
    return stamps.read(stamps.portal_stamp(living.portal.pk))[0]


def move(page: Page) -> None:
    page.move(page.get_parent().get_prev_sibling() or page.get_parent(), "last-child")


CHANGES: dict[str, Callable[[Page], object]] = {
    "publishing": publish,
    "unpublishing": lambda page: page.unpublish(),
    "moving": move,
    "deleting": take_away,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_of_the_tree_is_announced_to_its_portal(
    living: Living, change: Callable[[Page], object]
) -> None:
    other = living_portal()
    page = StandardPageFactory.create(parent=living.section)
    before, elsewhere = portal_stamp(living), portal_stamp(other)
    change(page)
    assert portal_stamp(living) > before
    assert portal_stamp(other) == elsewhere


def test_a_portals_own_emblem_is_scaled_before_a_reader_asks(living: Living) -> None:
    branding = living.portal.brandings.get()
    branding.emblem = ImageFactory.create(size=(600, 600))
    branding.masthead = ImageFactory.create(size=(2000, 500), colour="navy")
    store(branding)
    portal = Portal.objects.get(pk=living.portal.pk)
    settle_portal(portal=portal, status=PortalStatus.OPEN)
    for name in ("emblem", "masthead"):
        made = getattr(branding, name).renditions.values_list("filter_spec", flat=True)
        assert set(made) == set(FRAME_ROLES[name].filters)


def test_a_move_to_another_portal_is_announced_to_both(living: Living) -> None:
    other = living_portal()
    page = StandardPageFactory.create(parent=living.section)
    before = portal_stamp(living), portal_stamp(other)
    page.move(other.section, "last-child")
    assert portal_stamp(living) > before[0]
    assert portal_stamp(other) > before[1]


def test_restrictions_are_announced_to_the_whole_house(living: Living) -> None:
    """An alias of the page may stand in any portal."""
    (before,) = stamps.read(stamps.DIRECTORY)
    made = PageViewRestriction.objects.create(page=living.section.page_ptr)
    (limited,) = stamps.read(stamps.DIRECTORY)
    made.delete()
    assert before < limited < stamps.read(stamps.DIRECTORY)[0]


def test_a_renamed_folder_keeps_its_portal_answering(
    living: Living, reader: Reader
) -> None:
    """Whoever may edit the pages below may edit the folder too."""
    assert reader.get(living.host).status_code == 200
    living.folder.slug = "ten-khac"
    publish(living.folder)
    assert reader.get(living.host).status_code == 200
    assert reader.get(living.host, "/van-hoa/").status_code == 200


def test_a_revision_of_something_else_has_no_record(living: Living) -> None:
    living.folder.save_revision()
    assert not EditorialRecord.objects.exists()


def test_a_loaded_revision_is_not_projected(living: Living) -> None:
    """Fixtures bring their records along."""
    page = StandardPageFactory.create(parent=living.home)
    EditorialRecord.objects.all().delete()
    revision_saved(Revision, page.latest_revision, raw=True)
    assert not EditorialRecord.objects.exists()
    revision_saved(Revision, page.latest_revision)
    assert EditorialRecord.objects.get().page_id == page.pk


def test_an_item_moved_to_another_portal_is_its_desks(living: Living) -> None:
    """T6: the publishing unit is the tree's; the issuing one stays."""
    other = living_portal()
    item = NewsPageFactory.create(parent=living.section)
    section = SectionPageFactory.create(parent=living.section, title="Di sản")
    inner = NewsPageFactory.create(parent=section)
    for page in (item, section):
        page.move(other.section, "last-child")
    for page in (item, inner, section):
        record = EditorialRecord.objects.get(page_id=page.pk)
        assert (record.unit, record.issuing_unit) == (other.unit, living.unit)


def test_a_move_within_a_portal_keeps_the_unit(living: Living) -> None:
    UnitFactory.create()
    item = NewsPageFactory.create(parent=living.section)
    item.move(living.section.get_next_sibling(), "last-child")
    assert EditorialRecord.objects.get(page_id=item.pk).unit == living.unit


def branch(living: Living) -> SectionPage:
    """Return a draft section with a live item."""
    section: SectionPage = SectionPageFactory.create(parent=living.home, draft=True)
    NewsPageFactory.create(parent=section)
    found: SectionPage = SectionPage.objects.get(pk=section.pk)
    return found


@pytest.mark.parametrize(
    "deed",
    [
        lambda item: item.delete(),
        lambda item: Page.objects.get(pk=item.pk).delete(),
        lambda item: Page.objects.filter(pk=item.pk).delete(),
        lambda item: NewsPage.objects.filter(pk=item.pk).delete(),
    ],
    ids=["the page", "its bare part", "bare parts at once", "pages at once"],
)
def test_what_readers_see_is_not_deleted(
    living: Living, deed: Callable[[NewsPage], Any]
) -> None:
    item = NewsPageFactory.create(parent=living.section)
    before = list(Page.objects.values())
    with pytest.raises(StillLiveError), transaction.atomic():
        deed(item)
    assert list(Page.objects.values()) == before


def test_nor_with_the_branch_above_it(living: Living) -> None:
    section = branch(living)
    child = section.get_children().get()
    with pytest.raises(StillLiveError) as refusal, transaction.atomic():
        section.delete()
    assert refusal.value.page_id == child.pk
    assert Page.objects.filter(pk__in=[section.pk, child.pk]).count() == 2


def test_drafts_and_what_was_taken_down_are_deleted(living: Living) -> None:
    item = NewsPageFactory.create(parent=living.section)
    draft = NewsPageFactory.create(parent=living.section, draft=True)
    item.unpublish()
    for page in (draft, item):
        page.delete()
        assert not Page.objects.filter(pk=page.pk).exists()
