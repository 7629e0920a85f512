"""Where live items are listed, and from when."""

import pytest
from django.core.exceptions import ValidationError

from cms.news.models import AlsoShownIn, NewsPage, Placement
from cms.news.services import place, place_below, prepare_pictures, unplace
from cms.pages.models import SectionPage
from media_library.models import Rendition
from media_library.renditions import LIST_FILTERS, filters_of
from tests.factories.media import ImageFactory, figure
from tests.factories.news import NewsPageFactory
from tests.factories.pages import SectionPageFactory
from tests.factories.portals import Living, living_portal
from tests.factories.publishing import mirror, publish, take_away
from tests.plugins.kept import kept
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def living() -> Living:
    return living_portal()


@pytest.fixture
@kept
def sport(living: Living) -> SectionPage:
    found: SectionPage = SectionPage.objects.get(slug="the-thao")
    return found


@pytest.fixture
@kept
def heritage(living: Living) -> SectionPage:
    """Return a section inside the first one."""
    made: SectionPage = SectionPageFactory.create(
        parent=living.section, title="Di sản", bare=True
    )
    return made


def placed(item: NewsPage) -> dict[str, str]:
    """Return the kind of each placement by its section's address."""
    rows = Placement.objects.filter(page=item)
    return dict(rows.values_list("section__slug", "kind"))


def test_an_item_is_listed_in_its_section_and_those_above(
    heritage: SectionPage,
) -> None:
    item = NewsPageFactory.create(parent=heritage)
    assert placed(item) == {"di-san": "home", "van-hoa": "above"}


def test_an_item_is_listed_in_further_sections(
    heritage: SectionPage, sport: SectionPage
) -> None:
    item = NewsPageFactory.create(parent=heritage, also_in=[sport])
    assert placed(item) == {"di-san": "home", "van-hoa": "above", "the-thao": "also"}


def test_naming_a_section_above_changes_nothing(
    living: Living, heritage: SectionPage
) -> None:
    item = NewsPageFactory.create(parent=heritage, also_in=[living.section, heritage])
    assert placed(item) == {"di-san": "home", "van-hoa": "above"}


def test_a_placement_repeats_what_was_published(living: Living) -> None:
    item = NewsPageFactory.create(
        parent=living.section, form="video", authors=["Hạ Miên", "Trúc Quân"]
    )
    row = Placement.objects.get()
    assert (row.form, row.byline, row.shown_at, row.home_id) == (
        "video",
        "Hạ Miên, Trúc Quân",
        item.first_published_at,
        living.home.pk,
    )
    assert str(row) == f"{item.title} · Văn hóa"


def test_a_draft_is_listed_nowhere(living: Living) -> None:
    NewsPageFactory.create(parent=living.section, draft=True)
    assert not Placement.objects.exists()


def test_a_drafts_further_sections_are_not_seen_by_readers(
    living: Living, sport: SectionPage, reader: Reader
) -> None:
    """T7."""
    item = NewsPageFactory.create(parent=living.section)
    draft = item.get_latest_revision_as_object()
    draft.also_shown_in = [AlsoShownIn(section=sport)]
    draft.form = "video"
    draft.save_revision()
    assert placed(item) == {"van-hoa": "home"}
    assert Placement.objects.get().form == "tin"
    assert item.title not in reader.read(living.host, "/the-thao/")
    publish(draft)
    assert placed(item) == {"van-hoa": "home", "the-thao": "also"}
    assert item.title in reader.read(living.host, "/the-thao/")


def test_an_unpublished_item_is_listed_nowhere(
    living: Living, sport: SectionPage, reader: Reader
) -> None:
    item = NewsPageFactory.create(parent=living.section, also_in=[sport])
    item.unpublish()
    assert not Placement.objects.exists()
    assert item.title not in reader.read(living.host, "/van-hoa/")


def test_a_deleted_item_is_listed_nowhere(living: Living) -> None:
    take_away(NewsPageFactory.create(parent=living.section))
    assert not Placement.objects.exists()


def test_publishing_again_keeps_the_first_day(living: Living) -> None:
    item = NewsPageFactory.create(parent=living.section)
    first = Placement.objects.get().shown_at
    item.title = "Khác"
    publish(item)
    assert Placement.objects.get().shown_at == first


def test_a_moved_item_is_listed_in_its_new_place(
    living: Living, heritage: SectionPage, sport: SectionPage
) -> None:
    item = NewsPageFactory.create(parent=heritage, also_in=[sport])
    item.move(sport, "last-child")
    assert placed(item) == {"the-thao": "home"}


def test_a_moved_section_takes_its_items_along(
    living: Living, heritage: SectionPage, sport: SectionPage
) -> None:
    item = NewsPageFactory.create(parent=heritage)
    draft = NewsPageFactory.create(parent=heritage, draft=True)
    heritage.move(sport, "last-child")
    assert placed(item) == {"di-san": "home", "the-thao": "above"}
    assert placed(draft) == {}


def test_an_item_moved_to_another_portal_leaves_the_old_one(
    living: Living, sport: SectionPage
) -> None:
    other = living_portal(sections=("Tin tức",))
    item = NewsPageFactory.create(parent=living.section, also_in=[sport])
    item.move(other.section, "last-child")
    assert placed(item) == {"tin-tuc": "home"}
    assert Placement.objects.get().home_id == other.home.pk


def test_an_item_cannot_be_shown_in_another_portal(living: Living) -> None:
    """No portal shows another unit's items unasked."""
    other = living_portal()
    item = NewsPageFactory.create(parent=living.section)
    item.also_shown_in = [AlsoShownIn(section=other.section)]
    with pytest.raises(ValidationError):
        item.save_revision()
    assert placed(item) == {"van-hoa": "home"}


def test_an_alias_is_listed_where_it_stands_from_the_next_publication(
    living: Living, sport: SectionPage
) -> None:
    """Wagtail tells nobody when it makes one."""
    item = NewsPageFactory.create(parent=living.section)
    alias = mirror(item, parent=sport)
    publish(item)
    assert placed(item) == {"van-hoa": "home"}
    assert placed(alias) == {"the-thao": "home"}


def test_placing_twice_is_placing_once(living: Living, sport: SectionPage) -> None:
    item = NewsPageFactory.create(parent=living.section, also_in=[sport])
    place(page=item)
    assert Placement.objects.count() == 2
    unplace(page=item)
    unplace(page=item)
    assert not Placement.objects.exists()
    place_below(path=living.home.path)
    assert placed(item) == {"van-hoa": "home", "the-thao": "also"}


def sizes(image: object) -> set[str]:
    rows = Rendition.objects.filter(image=image)
    return set(rows.values_list("filter_spec", flat=True))


def test_pictures_are_scaled_before_a_reader_asks(living: Living) -> None:
    lead, listing, inside = (
        ImageFactory.create(colour=one) for one in ("red", "blue", "lime")
    )
    NewsPageFactory.create(
        parent=living.section,
        lead_image=lead,
        listing_image=listing,
        body=[figure(inside)],
    )
    for image in (lead, listing):
        assert sizes(image) == {*LIST_FILTERS, *filters_of("hero")}
    assert sizes(inside) == set(filters_of("gallery"))


def test_a_draft_scales_nothing(living: Living) -> None:
    NewsPageFactory.create(
        parent=living.section, draft=True, lead_image=ImageFactory.create()
    )
    assert not Rendition.objects.exists()


def test_a_lost_picture_does_not_stop_publication(living: Living) -> None:
    image = ImageFactory.create()
    image.file.storage.delete(image.file.name)
    item = NewsPageFactory.create(
        parent=living.section, lead_image=type(image).objects.get()
    )
    assert item.live
    assert not Rendition.objects.exists()


def test_an_item_without_pictures_prepares_none(living: Living) -> None:
    prepare_pictures(page=NewsPageFactory.create(parent=living.section))
    assert not Rendition.objects.exists()
