"""What a front page shows: found for all its blocks together."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.pages.fronts import Part
from cms.pages.material import ids_in
from cms.pages.models import HomePage, SectionPage
from tests.factories.core import EventFactory
from tests.factories.events import EventPageFactory
from tests.factories.media import ImageFactory, figure
from tests.factories.news import NewsPageFactory
from tests.factories.pages import SectionPageFactory, StandardPageFactory
from tests.factories.portals import Living, MenuItemFactory, living_portal
from tests.factories.publishing import publish
from tests.news.models.test_page import SOURCE
from tests.pages.front_pages import LEAD, fill, front, ids, keys, rows
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db


def test_both_stored_forms_of_a_list_are_read() -> None:
    assert ids_in(
        {"a": [{"type": "item", "value": 7}, 8, None, {"value": None}]}, "a"
    ) == [
        7,
        8,
    ]
    assert ids_in({}, "a") == []
    assert ids_in({"a": None}, "a") == []


def test_the_newest_items_lead(living: Living) -> None:
    made = fill(living.section, 6)
    (part,) = front(living, ("lead", {"pages": [], "rail": 3}))
    assert part.template == "blocks/home/lead.html"
    assert part.resolved["lead"].id == made[0].pk
    assert ids(part.resolved["rail"]) == keys(made[1:4])


def test_chosen_items_lead_before_the_newest(living: Living) -> None:
    made = fill(living.section, 4)
    draft = NewsPageFactory.create(parent=living.section, draft=True)
    (part,) = front(living, ("lead", {"pages": [draft.pk, made[3].pk], "rail": 2}))
    shown = [part.resolved["lead"], *part.resolved["rail"]]
    assert ids(shown) == keys([made[3], made[0], made[1]])


def test_a_lead_without_places_beside_it_stands_alone(living: Living) -> None:
    fill(living.section, 3)
    (part,) = front(living, ("lead", {"pages": [], "rail": None}))
    assert part.resolved["rail"] == []


def test_an_empty_portal_has_an_empty_front(living: Living) -> None:
    blocks = [
        ("lead", {"pages": [], "rail": 4}),
        rows(living.section),
        ("notice_band", {"sections": [living.section.pk]}),
        ("photo_reports", {"title": "Phóng sự ảnh"}),
        ("videos", {"title": "Video"}),
        ("questions", {"title": "Hỏi – Đáp", "items": []}),
        ("sources", {"title": "Từ nguồn chính thức"}),
        ("links", {"title": "Liên kết"}),
    ]
    assert front(living, *blocks) == []


def test_sections_show_their_newest_in_the_colours_of_the_house(
    living: Living, sport: SectionPage
) -> None:
    games = fill(sport, 2)
    SectionPage.objects.filter(pk=sport.pk).update(colour=5)
    (part,) = front(living, rows(living.section, sport))
    (column,) = part.resolved["sections"]  # the other one has nothing to show
    assert (column["title"], column["url"], column["colour"]) == (
        "Thể thao",
        "/the-thao/",
        5,
    )
    assert ids(column["items"]) == keys(games)
    assert {story.colour for story in column["items"]} == {5}


def test_no_item_stands_in_two_sections_of_a_page(
    living: Living, sport: SectionPage
) -> None:
    shared = fill(living.section, 2, also_in=[sport])
    games = fill(sport, 1)
    first, second = front(living, rows(living.section), rows(sport))
    assert ids(first.resolved["sections"][0]["items"]) == keys(shared)
    assert ids(second.resolved["sections"][0]["items"]) == keys(games)


def test_what_leads_is_not_repeated_below_while_there_is_more(living: Living) -> None:
    made = fill(living.section, 4)
    _lead, row = front(living, ("lead", {"pages": [], "rail": 1}), rows(living.section))
    assert ids(row.resolved["sections"][0]["items"]) == keys(made[2:])


def test_a_notice_board_mixes_calendars_documents_and_news(living: Living) -> None:
    now = timezone.now()
    fill(living.section, 1)
    diary = SectionPageFactory.create(parent=living.home, title="Lịch", lists="events")
    papers = SectionPageFactory.create(
        parent=living.home, title="Văn bản", lists="pages"
    )
    for days in (-2, 2):
        event = EventFactory.create(starts_at=now + timedelta(days=days))
        EventPageFactory.create(parent=diary, event=event, title=f"Họp {days}")
    StandardPageFactory.create(parent=papers, title="Kế hoạch")
    wanted = [living.section.pk, diary.pk, papers.pk]
    (part,) = front(living, ("notice_band", {"sections": wanted}))
    news, calendar, documents = part.resolved["columns"]
    assert len(news["items"]) == 1
    assert [occasion.title for occasion in calendar["calendar"]] == ["Họp 2"]
    assert [story.title for story in documents["items"]] == ["Kế hoạch"]


def test_another_portals_section_is_passed_over(living: Living) -> None:
    """No portal shows another unit's items unasked."""
    other = living_portal()
    fill(other.section, 1)
    assert front(living, rows(other.section)) == []


def test_a_front_page_refuses_another_portals_section(living: Living) -> None:
    other = living_portal()
    home = HomePage.objects.get(pk=living.home.pk)
    home.body = [("section_rows", {"sections": [other.section]})]
    with pytest.raises(ValidationError) as refusal:
        home.save_revision()
    assert set(refusal.value.error_dict) == {"body"}
    home.body = [("section_rows", {"sections": [living.section]})]
    home.save_revision()


def test_a_section_that_is_gone_is_passed_over(living: Living) -> None:
    fill(living.section, 1)
    SectionPage.objects.get(pk=living.section.pk).unpublish()
    assert front(living, rows(living.section)) == []


def test_the_newest_photo_report_stands_on_its_stage(living: Living) -> None:
    images = [ImageFactory.create() for _number in range(2)]
    made = fill(
        living.section, 2, form="phong_su_anh", body=[figure(image) for image in images]
    )
    (part,) = front(living, ("photo_reports", {"title": "Qua ảnh"}))
    (story,) = part.resolved["items"]
    assert (part.resolved["title"], story.id) == ("Qua ảnh", made[0].pk)
    assert list(story.images) == images


CAMPAIGN = {"title": "Chào nhau", "text": "Bốn tuần.", "link_title": "Xem"}


def test_a_campaign_leads_to_a_page_or_an_address(living: Living) -> None:
    image = ImageFactory.create()
    page = StandardPageFactory.create(parent=living.home, title="Kế hoạch")
    draft = StandardPageFactory.create(parent=living.home, draft=True)
    targets = [
        ({"link_page": page.pk, "link_url": ""}, "/ke-hoach/", "Xem"),
        (
            {"link_page": None, "link_url": "https://a.example"},
            "https://a.example",
            "Xem",
        ),
        ({"link_page": draft.pk, "link_url": ""}, "", ""),
        ({}, "", ""),
    ]
    for target, url, title in targets:
        value = {**CAMPAIGN, **target, "image": image.pk}
        (part,) = front(living, ("campaign", value))
        assert (part.resolved["link_url"], part.resolved["link_title"]) == (url, title)
        assert part.resolved["image"] == image


def test_a_campaign_whose_picture_is_gone_keeps_its_words(living: Living) -> None:
    (part,) = front(living, ("campaign", {**CAMPAIGN, "image": 0}))
    assert part.resolved["image"] is None
    assert part.resolved["title"] == "Chào nhau"


def test_official_links_are_the_portals_own(living: Living) -> None:
    MenuItemFactory.create(portal=living.portal, title="Cổng tỉnh")
    (part,) = front(living, ("links", {"title": "Liên kết"}))
    assert [link.title for link in part.resolved["items"]] == ["Cổng tỉnh"]


def shapes(parts: list[Part]) -> list[str]:
    templates = [part.resolved.get("template", part.template) for part in parts]
    return [name.rpartition("/")[2].removesuffix(".html") for name in templates]


def test_a_row_never_stands_like_its_neighbour(
    living: Living, sport: SectionPage
) -> None:
    inner = [
        SectionPageFactory.create(parent=living.home, title=f"Mục {number}", bare=True)
        for number in range(4)
    ]
    picture = ImageFactory.create()
    for section in (living.section, sport, *inner):
        fill(section, 2, lead_image=picture)
    lead = ("lead", {"pages": [], "rail": 0})
    pairs = [rows(living.section, sport), rows(*inner[:2]), rows(inner[2], inner[3])]
    assert shapes(front(living, lead, *pairs)) == ["lead", "two", "two_turned", "two"]
    alone = [rows(section) for section in inner[:2]]
    # With something beside it the lead stands in 8+4, and the stage always does.
    beside = ("lead", {"pages": [], "rail": 1})
    assert shapes(front(living, beside, *alone)) == ["lead", "one_even", "one_few"]
    assert shapes(front(living, lead, *alone)) == ["lead", "one_few", "one_even"]


def test_a_lead_alone_stands_in_seven_and_five(living: Living) -> None:
    fill(living.section, 2, lead_image=ImageFactory.create())
    parts = front(living, LEAD, rows(living.section))
    assert shapes(parts) == ["lead", "one_wide_turned"]


def test_a_row_that_has_lost_a_section_stands_as_those_left(
    living: Living, sport: SectionPage
) -> None:
    fill(living.section, 2)  # words alone
    assert shapes(front(living, rows(living.section, sport))) == ["one_even"]


def test_films_and_others_news_stand_where_sections_have_not_shown_them(
    living: Living, sport: SectionPage
) -> None:
    films = fill(living.section, 2, form="video")
    shared = NewsPageFactory.create(
        parent=living.section, title="Tin đăng lại", origin="republished", **SOURCE
    )
    blocks = [
        ("videos", {"title": "Xem"}),
        ("sources", {"title": "Nguồn"}),
        rows(living.section),
    ]
    watch, sources = front(living, *blocks)[:2]
    assert (watch.resolved["title"], ids(watch.resolved["items"])) == (
        "Xem",
        keys(films),
    )
    assert [story.source for story in sources.resolved["items"]] == [
        SOURCE["source_name"]
    ]
    assert ids(sources.resolved["items"]) == [shared.pk]
    (row,) = front(living, rows(living.section), *blocks[:2])
    assert len(row.resolved["sections"][0]["items"]) == 3


def test_older_photo_reports_stand_beside_the_newest(living: Living) -> None:
    made = fill(living.section, 3, form="phong_su_anh")
    (part,) = front(living, ("photo_reports", {"title": "Qua ảnh"}))
    assert ids(part.resolved["items"]) == [made[0].pk]
    assert ids(part.resolved["others"]) == keys(made[1:])


def test_the_report_on_the_stage_stands_in_no_section_that_has_others(
    living: Living,
) -> None:
    report, *others = fill(living.section, 3, form="phong_su_anh")
    row, _stage = front(
        living, rows(living.section), ("photo_reports", {"title": "Qua ảnh"})
    )
    assert ids(row.resolved["sections"][0]["items"]) == keys(others)
    assert report not in others


def test_answers_lead_to_pages_that_are_looked_up_together(living: Living) -> None:
    page = StandardPageFactory.create(parent=living.home, title="Kế hoạch")
    link = f'<a linktype="page" id="{page.pk}">kế hoạch</a>'

    def questions(number: int) -> tuple[str, dict[str, Any]]:
        item = {"question": "Ai?", "answer": f"<p>Xem {link}.</p>"}
        items = [{"type": "item", "value": item} for _number in range(number)]
        return "questions", {"title": "Hỏi – Đáp", "items": items}

    counts = []
    front(living)  # what is remembered is not counted
    for number in (1, 4):
        with CaptureQueriesContext(connection) as asked:
            (part,) = front(living, questions(number))
        counts.append(len(asked))
        answers = [item["answer"] for item in part.resolved["items"]]
        assert len(answers) == number
        assert all('/ke-hoach/">kế hoạch</a>' in answer for answer in answers)
    assert counts[0] == counts[1]


def test_ten_blocks_cost_as_much_as_two(living: Living, sport: SectionPage) -> None:
    fill(living.section, 2)
    fill(sport, 2)
    two = [("lead", {"pages": [], "rail": 4}), rows(living.section, sport)]
    ten = [*two, *(rows(section) for section in (living.section, sport) * 4)]
    counts = []
    for blocks in (two, ten):
        with CaptureQueriesContext(connection) as asked:
            front(living, *blocks)
        counts.append(len(asked))
    assert counts[0] == counts[1] > 0


def test_readers_get_the_whole_front(
    living: Living, sport: SectionPage, reader: Reader
) -> None:
    fill(sport, 1, title="Giải bóng chuyền")
    fill(living.section, 1, title="Bài dẫn đầu")
    MenuItemFactory.create(portal=living.portal, title="Cổng Chính phủ")
    home = HomePage.objects.get(pk=living.home.pk)
    home.body = [
        ("lead", {"pages": [], "rail": 0}),
        ("section_rows", {"sections": [sport]}),
        ("links", {"title": "Liên kết hữu ích"}),
    ]
    publish(home)
    text = reader.read(living.host)
    for words in (
        "Bài dẫn đầu",
        "Giải bóng chuyền",
        "Liên kết hữu ích",
        "Cổng Chính phủ",
    ):
        assert words in text
