"""What the gate says when it refuses, and of which of several it speaks."""

import pytest
from django.utils.translation import gettext as _

from cms.core import holds
from cms.core.gate import (
    HeldBackError,
    NotReleasedError,
    StillLiveError,
    check_removal,
    imported,
    is_import,
    released,
)
from cms.news.models import Byline, NewsPage
from tests.factories.news import NewsPageFactory
from tests.factories.portals import Living, living_portal
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def living() -> Living:
    return living_portal()


@pytest.fixture
@kept
def items(living: Living) -> list[NewsPage]:
    """Two items in front of readers."""
    made = [
        NewsPageFactory.create(parent=living.section, title=title, authors=("Hạ Miên",))
        for title in ("Hội làng", "Đua ghe")
    ]
    return [NewsPage.objects.get(pk=page.pk) for page in made]


def test_new_content_is_refused_in_words(items: list[NewsPage]) -> None:
    item = items[1]
    item.title = "Khác"
    with pytest.raises(NotReleasedError) as refusal:
        item.save()
    words = _(
        "“%(title)s” can't be published here: it has to be submitted and approved."
    )
    assert str(refusal.value) == words % {"title": "Khác"}
    assert refusal.value.page_id == item.pk


def test_each_item_is_compared_with_itself(items: list[NewsPage]) -> None:
    for item in items:
        item.save()
    for row in Byline.objects.order_by("pk"):
        row.save()
    assert list(Byline.objects.values_list("name", flat=True)) == ["Hạ Miên"] * 2


def test_a_row_that_belongs_to_an_item_is_content_too(items: list[NewsPage]) -> None:
    item = NewsPage.objects.get(pk=items[0].pk)
    byline = item.bylines.get()
    byline.name = "Trúc Quân"
    item.bylines = [byline]
    with pytest.raises(NotReleasedError):
        item.save()
    assert NewsPage.objects.get(pk=item.pk).bylines.get().name == "Hạ Miên"


def test_only_what_is_brought_in_is_an_import(items: list[NewsPage]) -> None:
    assert not is_import()
    with released(pages=[items[0].pk]):
        assert not is_import()
    with imported():
        assert is_import()


def test_what_readers_see_is_not_removed(living: Living, items: list[NewsPage]) -> None:
    words = _(
        "“%(title)s” is in front of readers. Have it taken down before you delete it."
    )
    with pytest.raises(StillLiveError) as refusal:
        check_removal(items[0])
    assert str(refusal.value) == words % {"title": "Hội làng"}
    assert refusal.value.page_id == items[0].pk
    with released(pages=[items[0].pk]):
        check_removal(items[0])
        with pytest.raises(StillLiveError):
            check_removal(items[1])
    check_removal(NewsPageFactory.create(parent=living.section, draft=True))


def test_no_release_shows_what_is_held_back(
    items: list[NewsPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    held, free = items

    def why(page: object) -> str:
        return "Đang tạm ẩn" if page == held else ""

    monkeypatch.setattr(holds, "_holds", [why])
    held.title = free.title = "Mới"
    with imported():
        free.save()
        with pytest.raises(HeldBackError) as refusal:
            held.save()
        with holds.lifted():
            assert holds.why_held(held) == ""
    assert str(refusal.value) == "Đang tạm ẩn"
    assert refusal.value.page_id == held.pk
    assert NewsPage.objects.get(pk=held.pk).title == "Hội làng"
    assert NewsPage.objects.get(pk=free.pk).title == "Mới"
