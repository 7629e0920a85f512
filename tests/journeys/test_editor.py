"""An editor's day: write, preview, submit, and change without readers noticing."""

import json
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from cms.core.models import EditorialRecord, Event, Origin
from cms.moderation.models import Case
from cms.moderation.services import Word, decide, release_due
from cms.news.models import NewsPage
from cms.pages.models import SectionPage
from cms.routes.specs import ALL_CHECKS
from cms.users.models import User
from sites.models import Unit
from tests.factories.publishing import publish as publish_page
from tests.journeys.conftest import House, add_pictures, log_in, open_watched

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HEADLINE = "Đêm hội trăng rằm ở sân đình Đông"
ADDRESS = "/tin-tuc/dem-hoi-trang-ram-o-san-dinh-dong/"
SENTENCE = "Ba trăm chiếc đèn được thắp cùng lúc."
AUTOSAVE_SECONDS = 20
AGREED = Word(checks=ALL_CHECKS, declares_secrecy=True)

Keep = Callable[..., Path]


def section_of(unit_code: str, slug: str) -> SectionPage:
    pages = SectionPage.objects.filter(url_path__startswith=f"/{unit_code}/")
    section: SectionPage = pages.get(slug=slug)
    return section


def choose_picture(page: Page, opener: str, position: int) -> None:
    page.locator(opener).click()
    page.locator(".modal a.image-choice").nth(position).click()
    expect(page.locator(".modal-backdrop")).to_have_count(0)


def choose_day(page: Page, field: str, day: str) -> None:
    """Type a day; the calendar opens a moment later, and lies over the buttons."""
    calendar = page.locator(".xdsoft_datetimepicker").filter(visible=True)
    page.fill(field, day)
    expect(calendar).to_have_count(1)
    page.keyboard.press("Tab")
    expect(calendar).to_have_count(0)


def add_block(page: Page, name: str) -> None:
    body = page.locator("section[id$=-body-section]")
    body.locator(
        ".c-sf-add-button:not(.c-sf-container__block-container *)"
    ).last.click()
    page.get_by_role("option", name=name, exact=True).click()


def write_item(page: Page) -> None:
    page.fill("#id_title", HEADLINE)
    page.fill("#id_summary", SENTENCE)
    choose_picture(page, "#id_lead_image-chooser [data-chooser-action-choose]", 0)
    add_block(page, "Văn bản")
    page.locator("section[id$=-body-section] [contenteditable=true]").first.click()
    page.keyboard.type("Đám rước đi từ bến sông về sân đình khi trăng vừa lên.")
    add_block(page, "Chùm ảnh")
    for position in range(2):
        figure = f"#body-1-value-images-{position}-value"
        opener = f"{figure}-image-chooser [data-chooser-action-choose]"
        if position:
            page.locator("[data-streamfield-list-add]").last.click()
        choose_picture(page, opener, position)
        page.fill(f"{figure}-caption", f"Ảnh thứ {position + 1} của đêm hội.")


def stored(draft: NewsPage) -> str:
    """Return the words of the draft that an editor comes back to."""
    revision = draft.latest_revision
    if revision is None:
        return ""
    return f"{revision.content['summary']} {json.loads(revision.content['body'])}"


def wait_for_autosave(page: Page, words: str) -> NewsPage:
    """Return the draft that was saved without anyone pressing a button."""
    deadline = timezone.now() + timedelta(seconds=AUTOSAVE_SECONDS)
    while timezone.now() < deadline:
        draft: NewsPage | None = NewsPage.objects.filter(draft_title=HEADLINE).first()
        if draft and words in stored(draft):
            return draft
        page.wait_for_timeout(250)
    raise AssertionError(f"“{words}” was not saved by itself")


def see_preview(page: Page) -> None:
    page.locator("[data-side-panel-toggle=preview]").click()
    frame = page.frame_locator("#w-preview-iframe, iframe[title]").first
    expect(frame.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    expect(frame.locator("figcaption").nth(1)).to_contain_text("Ảnh thứ")


def submit(page: Page) -> None:
    """Save, go on to the screen that tells who decides, and submit."""
    page.locator("[data-side-panel-toggle=preview]").click()
    page.locator("footer .w-dropdown-button [aria-expanded]").click()
    expect(page.locator("[name=action-publish]")).to_have_count(0)
    page.locator("[name=desk-submit]").click()
    expect(page.get_by_role("heading", level=1, name=HEADLINE)).to_be_visible()
    page.get_by_role("button", name="Trình duyệt", exact=True).click()
    expect(page.locator(".messages .success")).to_contain_text("đang ở bước “Biên tập”")


def agree(draft: NewsPage) -> None:
    """Let two other people of the unit approve, and the hour of release come."""
    case = Case.objects.get(page_id=draft.pk)
    for username in ("thu.thuky", "thu.truongphong"):
        person = User.objects.get(username=username)
        decide(case=case, actor=person, word=AGREED)
    release_due(now=timezone.now() + timedelta(minutes=1))


def status_of(page: Page, url: str) -> int:
    response = page.goto(url)
    assert response is not None
    return response.status


def test_an_editor_writes_and_others_let_it_out(
    house: House, page: Page, screenshot: Keep
) -> None:
    add_pictures("so-van-hoa", "denlong-dusk", "dinh-day", "drums-dawn")
    log_in(page, house, "thu.bientap")
    section = section_of("so-van-hoa", "tin-tuc")
    page.goto(house.admin(f"pages/add/news/newspage/{section.pk}/"))

    write_item(page)
    draft = wait_for_autosave(page, "Ảnh thứ 2")
    assert draft.live is False
    reader = page.context.new_page()
    assert status_of(reader, house.portal("vanhoa", ADDRESS)) == 404
    see_preview(page)
    screenshot(page, "editor-preview", full_page=False)
    submit(page)
    screenshot(page, "editor-submitted", full_page=False)
    assert status_of(reader, house.portal("vanhoa", ADDRESS)) == 404

    agree(draft)
    page.goto(house.portal("vanhoa", ADDRESS))
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    expect(page.locator("main")).to_contain_text("Ảnh thứ 2 của đêm hội.")
    assert page.locator("main img").count() >= 3
    screenshot(page, "reader-article")
    page.goto(house.portal("vanhoa"))
    expect(page.get_by_role("link", name=HEADLINE).first).to_be_visible()
    screenshot(page, "reader-home")

    assert status_of(reader, house.portal("baotang", ADDRESS)) == 404
    assert status_of(reader, house.portal("baotang")) == 200
    assert HEADLINE not in reader.content()


def live_item() -> NewsPage:
    """Return a published item about an event, from a source, with its byline."""
    moment = datetime(2026, 11, 10, 8, 0, tzinfo=timezone.get_current_timezone())
    unit = Unit.objects.get(code="so-van-hoa")
    opening = Event.objects.create(
        unit=unit, name="Khai mạc", starts_at=moment, ends_at=moment
    )
    Event.objects.create(
        unit=unit,
        name="Bế mạc",
        starts_at=moment + timedelta(days=2),
        ends_at=moment + timedelta(days=2),
    )
    item = NewsPage(
        live=False,
        title=HEADLINE,
        slug="dem-hoi-trang-ram-o-san-dinh-dong",
        event=opening,
        event_date=date(2026, 11, 10),
        origin=Origin.REPUBLISHED,
        source_name="Báo Cũ",
        source_url="https://baocu.example/1",
        source_published_at=moment,
    )
    section_of("so-van-hoa", "tin-tuc").add_child(instance=item)
    publish_page(item)
    item.refresh_from_db()
    return item


TYPE_AS_THE_ANSWER_COMES = """(words) => {
    const ask = window.fetch;
    window.fetch = async (...request) => {
        const answer = await ask(...request);
        if (request[1]?.body?.has?.("summary") && words) {
            document.querySelector("#id_summary").value = words;
            words = "";
        }
        return answer;
    };
}"""


def test_words_typed_while_the_draft_is_being_saved_are_saved_too(
    house: House, page: Page
) -> None:
    item = live_item()
    log_in(page, house, "thu.bientap")
    open_watched(page, house.admin(f"pages/{item.pk}/edit/"))
    page.evaluate(TYPE_AS_THE_ANSWER_COMES, "Những chữ cuối cùng.")
    page.fill("#id_summary", "Những chữ đầu tiên.")

    wait_for_autosave(page, "Những chữ cuối cùng.")
    expect(page.locator("#id_summary")).to_have_value("Những chữ cuối cùng.")
    expect(page.locator(".w-autosave-indicator__state--saved")).to_be_visible()


def test_a_draft_changes_the_desk_and_not_the_readers(
    house: House, page: Page, screenshot: Keep
) -> None:
    item = live_item()
    log_in(page, house, "thu.bientap")
    page.goto(house.admin(f"pages/{item.pk}/edit/"))
    page.fill("#id_source_name", "Báo Mới")
    page.locator("#id_event-chooser [data-w-dropdown-target=toggle]").click()
    page.locator("[data-tippy-root] [data-chooser-action-choose]").click()
    page.locator(".modal").get_by_role("link", name=re.compile("Bế mạc")).click()
    expect(page.locator(".modal-backdrop")).to_have_count(0)
    choose_day(page, "#id_event_date", "12/11/2026")
    page.get_by_role("button", name=re.compile("Lưu bản nháp|Save draft")).click()
    expect(page.locator(".messages .success")).to_contain_text(HEADLINE)

    record = EditorialRecord.objects.get(translation_key=item.translation_key)
    assert (record.source_name, record.event_date) == ("Báo Mới", date(2026, 11, 12))
    assert record.event is not None
    assert record.event.name == "Bế mạc"
    page.get_by_role("link", name="Hồ sơ tin bài").first.click()
    row = page.locator("tr", has_text=HEADLINE)
    expect(row).to_contain_text("Báo Mới")
    expect(row).to_contain_text("Bế mạc")
    expect(row).to_contain_text("12/11/2026")
    screenshot(page, "desk-records", full_page=False)

    page.goto(house.portal("vanhoa", ADDRESS))
    expect(page.locator("main")).to_contain_text("Báo Cũ")
    expect(page.locator("main")).to_contain_text("10/11/2026")
    expect(page.locator("main")).not_to_contain_text("Báo Mới")
    expect(page.locator("main")).not_to_contain_text("12/11/2026")
