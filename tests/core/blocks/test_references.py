"""Related items and clips elsewhere as readers get them."""

import pytest
from django.test import RequestFactory

from cms.core.blocks import EmbedBlock, RelatedBlock
from sites.directory import directory
from tests.factories.news import NewsPageFactory
from tests.factories.portals import living_portal

pytestmark = pytest.mark.django_db


def test_related_items_are_live_ones_in_the_order_chosen(rf: RequestFactory) -> None:
    living, other, block = living_portal(), living_portal(), RelatedBlock()
    first, second = (NewsPageFactory.create(parent=living.section) for _ in "12")
    draft = NewsPageFactory.create(parent=living.section, draft=True)
    foreign = NewsPageFactory.create(parent=other.section)
    chosen = [second.pk, draft.pk, foreign.pk, first.pk]
    request = rf.get("/")
    request.portal = directory.portal_at(living.host)
    context = block.get_context(
        block.to_python({"pages": chosen}), {"request": request}
    )
    assert [(story.id, story.url) for story in context["stories"]] == [
        (second.pk, f"/van-hoa/{second.slug}/"),
        (foreign.pk, f"http://{other.host}/van-hoa/{foreign.slug}/"),
        (first.pk, f"/van-hoa/{first.slug}/"),
    ]


def test_in_the_editors_preview_there_is_no_request() -> None:
    item, block = NewsPageFactory.create(parent=living_portal().section), RelatedBlock()
    context = block.get_context(block.to_python({"pages": [item.pk]}))
    assert [story.url for story in context["stories"]] == [item.full_url]


@pytest.mark.parametrize(
    ("url", "sound", "provider"),
    [
        ("https://www.youtube.com/watch?v=x", True, "YouTube"),
        ("http://phim.example/1", True, "phim.example"),
        ("", False, ""),
        ("javascript:alert(1)", False, ""),
        ("ftp://phim.example/1", False, ""),
        ("https://", False, ""),
        ("http://[phim", False, ""),
    ],
)
def test_an_address_that_leads_nowhere_is_told(
    url: str, *, sound: bool, provider: str
) -> None:
    value = EmbedBlock().to_python({"url": url, "title": "Chợ nổi"})
    assert (value.is_sound, value.provider) == (sound, provider)
    html = EmbedBlock().render(value)
    assert ("href=" in html) is sound
    assert "Chợ nổi" in html
    if url and not sound:
        assert "không mở được" in html.lower()
