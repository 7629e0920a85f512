"""Rows of a front page, as editors preview them and API clients get them."""

from typing import Any

import pytest

from cms.pages.blocks import (
    HOME_BLOCKS,
    CampaignBlock,
    LeadBlock,
    LinksBlock,
    NoticeBandBlock,
    PhotoReportsBlock,
    QuestionsBlock,
    SectionRowsBlock,
    SourcesBlock,
    VideosBlock,
)
from media_library.blocks import image_api
from tests.factories.media import ImageFactory
from tests.factories.pages import StandardPageFactory
from tests.factories.portals import living_portal

NOTHING: dict[str, Any] = {"lead": None, "rail": []}


def test_a_front_page_is_made_of_nine_kinds_of_row() -> None:
    assert [name for name, _block in HOME_BLOCKS] == [
        *("lead", "notice_band", "section_rows", "photo_reports", "videos"),
        *("campaign", "questions", "sources", "links"),
    ]


@pytest.mark.parametrize(
    ("block", "name", "number"),
    [
        (LeadBlock(), "rail", 3),
        (NoticeBandBlock(), "columns", 3),
        (SectionRowsBlock(), "sections", 2),
        (PhotoReportsBlock(), "items", 1),
        (VideosBlock(), "items", 4),
        (QuestionsBlock(), "items", 1),
        (SourcesBlock(), "items", 3),
        (LinksBlock(), "items", 1),
    ],
    ids=lambda value: type(value).__name__ if hasattr(value, "meta") else "",
)
def test_alone_in_a_preview_a_row_shows_samples(
    block: Any, name: str, number: int
) -> None:
    context = block.get_context(block.to_python(block.get_preview_value() or {}))
    assert len(context["resolved"][name]) == number


def test_on_a_page_a_row_shows_what_was_found_for_it() -> None:
    block, found = LeadBlock(), NOTHING
    context = block.get_context(block.to_python({}), {"resolved": found})
    assert context["resolved"] is found


@pytest.mark.django_db
def test_a_row_tells_api_clients_what_it_names() -> None:
    living = living_portal()
    block = SectionRowsBlock()
    value = block.to_python({"sections": [living.section.pk]})
    told = block.get_api_representation(value)
    assert [item["value"] for item in told["sections"]] == [living.section.pk]


@pytest.mark.django_db
def test_a_campaign_tells_where_it_leads() -> None:
    living, image, block = living_portal(), ImageFactory.create(), CampaignBlock()
    page = StandardPageFactory.create(parent=living.home, title="Kế hoạch")
    stored = {
        "title": "Chào nhau",
        "text": "Bốn tuần.",
        "image": image.pk,
        "link_title": "Xem",
        "link_url": "",
    }

    def told(**target: Any) -> dict[str, Any]:
        found: dict[str, Any] = block.get_api_representation(
            block.to_python({**stored, **target})
        )
        return found

    assert told(link_page=page.pk) == {
        "title": "Chào nhau",
        "text": "Bốn tuần.",
        "image": image_api(image),
        "link_title": "Xem",
        "link_url": f"http://{living.host}/ke-hoach/",
    }
    assert told(link_url="https://a.example")["link_url"] == "https://a.example"
    assert told()["link_url"] == ""
    page.unpublish()
    assert told(link_page=page.pk)["link_url"] == ""


def test_questions_tell_api_clients_their_answers() -> None:
    block = QuestionsBlock()
    item = {"question": "Ai?", "answer": "<p>Ban Biên tập.</p>"}
    value = block.to_python({"title": "Hỏi – Đáp", "items": [item]})
    assert block.get_api_representation(value) == {
        "title": "Hỏi – Đáp",
        "items": [item],
    }
