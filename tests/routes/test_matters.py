"""Which route is an item's own."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page

from cms.core.models import Topic
from cms.moderation.services import retire
from cms.news.models import NewsPage
from cms.routes.matters import Matter, covers, flags_of, matter_of, version_for
from cms.routes.models import RouteVersion
from cms.routes.services import draw_up
from cms.routes.specs import PartySpec, RouteSpec, StepSpec
from tests.factories.moderation import Board, board, record_of, route_of
from tests.factories.portals import living_portal
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

STEP = StepSpec("Duyệt", (PartySpec("head"),))


@pytest.fixture
@kept
def desk() -> Board:
    return board(rank=90)


def matter(desk: Board, page: NewsPage | None = None, **told: Any) -> Matter:
    page = page or desk.draft()
    found = matter_of(page, record_of(page), **told)
    assert found is not None
    return found


def name_of(asked: Matter) -> str:
    found = version_for(asked)
    return found.route.name if found else ""


def test_the_lowest_number_that_fits_counts(desk: Board) -> None:
    route_of(desk.living.portal, STEP, name="Một", rank=20, forms=("tin",))
    route_of(desk.living.portal, STEP, name="Hai", rank=10, forms=("video",))
    assert name_of(matter(desk)) == "Một"
    assert name_of(matter(desk, desk.draft(form="video"))) == "Hai"
    assert name_of(matter(desk, desk.draft(form="tong_hop"))) == "Tin, bài"


@pytest.mark.parametrize(
    ("condition", "value"),
    [
        ("forms", "video"),
        ("tiers", "commune"),
        ("languages", "en"),
        ("flags", "is_political"),
        ("flags", "embargo"),
    ],
)
def test_each_condition_has_to_hold(desk: Board, condition: str, value: str) -> None:
    route_of(desk.living.portal, STEP, name="Riêng", rank=1, **{condition: (value,)})
    asked = matter(desk)
    assert name_of(asked) == "Tin, bài"
    values: dict[str, dict[str, Any]] = {
        "forms": {"form": value},
        "tiers": {"tier": value},
        "languages": {"language": value},
        "flags": {"flags": frozenset({value, "is_sensitive"})},
    }
    told = values[condition]
    assert name_of(Matter(**{**vars(asked), **told})) == "Riêng"


def test_a_section_counts_with_all_below_it(desk: Board) -> None:
    section = desk.living.section
    route_of(desk.living.portal, STEP, name="Riêng", rank=1, sections=(section.pk,))
    assert name_of(matter(desk)) == "Riêng"
    elsewhere = matter(desk)
    other = desk.living.home.get_children().exclude(pk=section.pk).last()
    assert other is not None
    moved = Matter(**{**vars(elsewhere), "path": f"{other.path}0001"})
    assert name_of(moved) == "Tin, bài"


def test_a_version_whose_sections_are_gone_covers_nothing(desk: Board) -> None:
    """Else the route of one section would silently become everybody's."""
    other = desk.living.home.get_children().exclude(pk=desk.living.section.pk).last()
    assert other is not None
    version = route_of(
        desk.living.portal, STEP, name="Riêng", rank=1, sections=(other.pk,)
    )
    asked = matter(desk)
    assert not covers(version, asked)
    Page.objects.filter(pk=other.pk).update(live=False)  # taken down before
    Page.objects.get(pk=other.pk).specific.delete()
    version = RouteVersion.objects.get(pk=version.pk)
    assert list(version.sections.all()) == []
    assert not covers(version, asked)
    assert name_of(asked) == "Tin, bài"


def test_a_version_whose_topics_are_gone_covers_nothing(desk: Board) -> None:
    topic = Topic.objects.create(name="Thể thao")
    route_of(desk.living.portal, STEP, name="Riêng", rank=1, topics=(topic.pk,))
    asked = matter(desk)
    assert (
        name_of(Matter(**{**vars(asked), "topics": frozenset({topic.pk})})) == "Riêng"
    )
    assert name_of(asked) == "Tin, bài"
    topic.delete()
    assert name_of(asked) == "Tin, bài"


def test_a_topic_of_the_page_counts(desk: Board) -> None:
    topic = Topic.objects.create(name="Thể thao")
    route_of(desk.living.portal, STEP, name="Riêng", rank=1, topics=(topic.pk,))
    page = desk.draft()
    page.topics = [topic]
    page.save_revision(user=desk.writer)
    assert matter(desk, page).topics == {topic.pk}
    assert name_of(matter(desk, page)) == "Riêng"


def test_another_portal_another_subject_another_channel(desk: Board) -> None:
    other = living_portal()
    route_of(other.portal, STEP, name="Của nhà khác", rank=1)
    route_of(desk.living.portal, STEP, name="Trang", rank=1, subject="page")
    route_of(desk.living.portal, STEP, name="Nhóm", rank=1, destination="group")
    assert name_of(matter(desk)) == "Tin, bài"
    assert name_of(matter(desk, subject="page")) == "Trang"
    assert name_of(matter(desk, destination="group")) == "Nhóm"
    assert name_of(matter(desk, destination="zalo")) == ""
    assert name_of(matter(desk, subject="mend")) == ""


def test_a_page_without_a_form_is_a_page(desk: Board) -> None:
    section = desk.living.section
    section.save_revision(user=desk.writer)
    found = matter_of(section, record_of(section))
    assert found is not None
    assert (found.subject, found.form) == ("page", "")


def test_outside_every_portal_there_is_no_matter(desk: Board) -> None:
    folder = desk.living.folder
    page = desk.draft()
    folder.url_path = "/khong-o-dau/"
    assert matter_of(folder, record_of(page)) is None


def test_drafts_and_what_is_over_cover_nothing(desk: Board) -> None:
    draw_up(portal=desk.living.portal, spec=RouteSpec("Nháp", (STEP,), rank=1))
    ended = route_of(desk.living.portal, STEP, name="Cũ", rank=2)
    asked = matter(desk)
    assert name_of(asked) == "Cũ"
    retire(route=ended.route)
    assert name_of(asked) == "Tin, bài"
    earlier = ended.valid_from
    found = version_for(asked, earlier)
    assert found is not None
    assert found.route.name == "Cũ"


def test_an_embargo_counts_until_it_is_over(desk: Board) -> None:
    record = record_of(desk.draft())
    now = timezone.now()
    record.is_sensitive = True
    record.embargo_until = now
    assert flags_of(record, now - timedelta(seconds=1)) == {"is_sensitive", "embargo"}
    assert flags_of(record, now) == {"is_sensitive"}


def test_it_costs_three_queries_however_many_routes(
    desk: Board, django_assert_num_queries: Any
) -> None:
    for number in range(5):
        route_of(
            desk.living.portal, STEP, name=f"{number}", rank=number, forms=("video",)
        )
    asked = matter(desk)
    with django_assert_num_queries(3):
        assert name_of(asked) == "Tin, bài"
