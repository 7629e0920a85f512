"""The table of contents of a long page of text."""

from typing import Any

import pytest
from wagtail.blocks.stream_block import StreamValue

from cms.core.contents import LONG, Heading, anchors_for, contents_of
from cms.pages.models import StandardPage
from tests.factories.pages import StandardPageFactory
from tests.factories.portals import living_portal
from tests.factories.publishing import publish
from tests.plugins.readers import Reader


def body(*blocks: tuple[str, Any]) -> StreamValue:
    stored = [{"type": name, "value": value} for name, value in blocks]
    found: StreamValue = StandardPage(body=stored).body
    return found


def test_headings_have_addresses_of_their_own() -> None:
    found = contents_of(
        body(
            ("heading", "Mục đích"),
            ("text", "<p>Một.</p>"),
            ("heading", "Mục đích"),
            ("heading", "…"),
            ("heading", "…"),
        )
    )
    assert found == [
        Heading("Mục đích", "phan-muc-dich"),
        Heading("Mục đích", "phan-muc-dich-2"),
        Heading("…", "phan-1"),
        Heading("…", "phan-1-2"),
    ]
    assert list(anchors_for(found)) == [
        "phan-muc-dich",
        "phan-muc-dich-2",
        "phan-1",
        "phan-1-2",
    ]
    assert contents_of(body()) == []


@pytest.mark.django_db
def test_a_long_page_leads_to_each_of_its_parts(reader: Reader) -> None:
    living = living_portal()
    titles = ["Mục đích", "Yêu cầu", "Nội dung", "Nội dung"]
    page = StandardPageFactory.create(
        parent=living.home,
        title="Kế hoạch",
        body=[("heading", title) for title in titles],
    )
    assert len(titles) == LONG
    html = reader.get(living.host, "/ke-hoach/").content.decode()
    for anchor in ("phan-muc-dich", "phan-yeu-cau", "phan-noi-dung", "phan-noi-dung-2"):
        assert html.count(f'href="#{anchor}"') == html.count(f'id="{anchor}"') == 1
    page.body = [("heading", title) for title in titles[1:]]
    publish(page)
    short = reader.get(living.host, "/ke-hoach/").content.decode()
    assert "phan-yeu-cau" not in short
