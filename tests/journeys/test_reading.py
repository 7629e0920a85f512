"""Reading on a phone and at a desk: the text comes early, the choice stays."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from cms.core.models import EditorialRecord
from cms.news.models import NewsPage
from cms.pages.models import SectionPage
from media_library.models import Image
from tests.factories.media import ImageFactory, figure
from tests.factories.news import NewsPageFactory
from tests.journeys.conftest import House, add_pictures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Keep = Callable[..., Path]
PHONE = ViewportSize(width=360, height=640)
LONG = "Hội nghị triển khai công tác quản lý và tổ chức lễ hội, mỗi lễ hội một người"
STANDFIRST = (
    "Từ thứ Sáu đến Chủ nhật, khách được đi dưới vòm cây cổ thụ, nghe kể chuyện khoa "
    "bảng bên giếng và tự tay in một bức mộc bản mang về."
)
WORDS_10_000 = "Đám rước đi từ bến sông về sân đình khi trăng vừa lên. " * 770


def write(picture: Image | None, **fields: Any) -> NewsPage:
    section = SectionPage.objects.get(
        url_path__startswith="/so-van-hoa/", slug="tin-tuc"
    )
    made: NewsPage = NewsPageFactory.create(
        parent=section,
        **{
            "title": LONG,
            "slug": "bai-doc",
            "summary": STANDFIRST,
            "lead_image": picture,
            "lead_caption": "Khuê Văn Các nhìn từ bờ giếng vào giờ mở cửa."
            if picture
            else "",
            "lead_credit": "Ảnh: Trúc Quân" if picture else "",
            "body": [("text", "<p>Sáu giờ chiều, cổng không khép lại.</p>")],
            **fields,
        },
    )
    return made


ADDRESS = "/tin-tuc/bai-doc/"
UNITS = {"vanhoa": "so-van-hoa", "baotang": "bao-tang"}  # in two themes
DESK = ViewportSize(width=1280, height=800)
TITLES = ("Đêm hội trăng rằm ở sân đình", LONG, "Rằm", "Giữ nghề giấy dó bên sông")


def furnish(unit: str) -> SectionPage:
    """Give a portal four items, two of them with a picture."""
    section: SectionPage = SectionPage.objects.get(
        url_path__startswith=f"/{unit}/", slug="tin-tuc"
    )
    pictures = [*add_pictures(unit, "dinh-day", "hoguom-mist"), None, None]
    for title, picture in zip(TITLES, pictures, strict=True):
        NewsPageFactory.create(
            parent=section, title=title, summary=STANDFIRST, lead_image=picture
        )
    return section


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("portal", UNITS)
def test_a_reader_goes_from_the_front_page_to_an_item_and_finds_another(
    house: House,
    browser: Browser,
    screenshot: Keep,
    portal: str,
    screen: ViewportSize,
) -> None:
    """Two themes on two screens; nothing is told twice, nothing scrolls sideways."""
    section = furnish(UNITS[portal])
    page = browser.new_context(viewport=screen, locale="vi-VN").new_page()

    def look(step: str, title: str) -> None:
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        assert overflow(page) <= 0, step
        screenshot(page, f"{portal}-{screen['width']}-{step}")

    page.goto(house.portal(portal))
    shown = page.locator("main .headline").all_inner_texts()
    assert sorted(shown) == sorted(TITLES)
    look("1-home", page.locator(".plate strong").inner_text().replace("\xa0", " "))
    if screen is PHONE:
        page.get_by_role("button", name="Trình đơn").click()
        screenshot(page, f"{portal}-360-2-menu", full_page=False)
    page.locator(".nav a", has_text=section.title).click()
    look("3-section", section.title)
    page.get_by_role("link", name=TITLES[0], exact=True).click()
    page.get_by_text("Chia sẻ", exact=True).click()
    expect(page.locator(".share .short")).to_be_visible()
    look("4-article", TITLES[0])
    page.get_by_role("searchbox").fill("giay do")
    page.get_by_role("searchbox").press("Enter")
    look("5-search", "1 kết quả cho “giay do”")
    page.locator(".hit h2 a").click()
    look("6-found", TITLES[3])
    page.context.close()


@pytest.fixture
def phone(browser: Browser) -> Any:
    context = browser.new_context(viewport=PHONE, locale="vi-VN")
    yield context.new_page()
    context.close()


def top_of(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return float(box["y"])


def overflow(page: Page) -> int:
    width: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return width


@pytest.mark.parametrize("size", [(1440, 960), (960, 1440), (2400, 600), None])
def test_the_text_begins_by_the_second_screen(
    house: House, phone: Page, screenshot: Keep, size: tuple[int, int] | None
) -> None:
    """At 360 × 640, whatever the picture."""
    write(ImageFactory.create(size=size) if size else None)
    phone.goto(house.portal("vanhoa", ADDRESS))
    kind = "x".join(map(str, size)) if size else "bare"
    screenshot(phone, f"phone-article-{kind}")
    assert top_of(phone, ".body p") <= 2 * PHONE["height"]
    assert overflow(phone) <= 0


def test_the_tools_take_one_row_on_a_phone(house: House, phone: Page) -> None:
    write(None)
    phone.goto(house.portal("vanhoa", ADDRESS))
    box = phone.locator(".tools").bounding_box()
    assert box is not None
    assert box["height"] <= 54


def test_a_choice_stays_from_page_to_page(
    house: House, page: Page, screenshot: Keep
) -> None:
    write(None)
    page.goto(house.portal("vanhoa", ADDRESS))
    usual = page.locator(".body p").first.evaluate("e => getComputedStyle(e).fontSize")
    page.get_by_text("Cỡ chữ, tương phản").click()
    page.get_by_role("button", name="Rất lớn").click()
    expect(page.locator("html")).to_have_class("text-largest")  # the same page, anew
    expect(page).to_have_url(house.portal("vanhoa", ADDRESS))
    larger = page.locator(".body p").first.evaluate("e => getComputedStyle(e).fontSize")
    assert float(larger.removesuffix("px")) > 1.3 * float(usual.removesuffix("px"))

    page.get_by_text("Cỡ chữ, tương phản").click()
    page.get_by_role("button", name="Tương phản cao").click()
    page.goto(house.portal("vanhoa"))
    expect(page.locator("html")).to_have_class("text-largest high-contrast")
    paper, ink = page.evaluate(
        "(s => [s.backgroundColor, s.color])(getComputedStyle(document.documentElement))"
    )
    assert (paper, ink) == ("rgb(255, 255, 255)", "rgb(0, 0, 0)")
    screenshot(page, "display-high-contrast")

    page.goto(house.portal("vanhoa", "/-/hien-thi/"))
    page.get_by_role("button", name="Thường").click()
    page.goto(house.portal("vanhoa", "/-/hien-thi/"))
    page.get_by_role("button", name="Màu của Cổng").click()
    assert page.locator("html").get_attribute("class") is None
    assert not page.context.cookies()


def test_another_portal_is_shown_as_usual(house: House, page: Page) -> None:
    page.goto(house.portal("vanhoa", "/-/hien-thi/"))
    page.get_by_role("button", name="Rất lớn").click()
    expect(page.locator("html")).to_have_class("text-largest")
    page.goto(house.portal("baotang"))
    assert page.locator("html").get_attribute("class") is None


def test_a_device_that_saves_data_fetches_no_font_and_no_drawing(
    house: House, browser: Browser
) -> None:
    write(None)
    context = browser.new_context(extra_http_headers={"Save-Data": "on"})
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(house.portal("vanhoa", ADDRESS), wait_until="networkidle")
    context.close()
    assert any(url.endswith("base.css") for url in asked)
    assert not [url for url in asked if "fonts/" in url or "-art" in url]


def test_a_small_screen_takes_avif_and_a_large_one_webp(
    house: House, page: Page, phone: Page
) -> None:
    [picture] = add_pictures("so-van-hoa", "dinh-day")
    write(picture)
    taken = []
    for screen in (phone, page):
        screen.goto(house.portal("vanhoa", ADDRESS))
        taken.append(screen.locator(".hero img").evaluate("e => e.currentSrc"))
    assert taken[0].endswith(".avif")
    assert taken[1].endswith(".webp")


def test_long_texts_wide_tables_and_lost_clips_read_right(
    house: House, phone: Page, screenshot: Keep
) -> None:
    [picture] = add_pictures("so-van-hoa", "dinh-day")
    columns = [{"type": "text", "heading": f"Cột số {number}"} for number in range(8)]
    row = {"values": ["Nhà văn hóa thôn"] * 8}
    table = {"columns": columns, "rows": [row] * 3, "caption": ""}
    write(
        None,
        title="Rằm",
        body=[
            ("text", f"<p>{WORDS_10_000}</p>"),
            figure(picture, caption="Sân đình."),
            ("table", {"caption": "Giờ mở cửa", "table": table}),
            ("embed", {"url": "http://[", "title": "Một đêm hội", "thumbnail": None}),
            ("video", {"video": None, "caption": "Phim đã mất."}),
        ],
    )
    phone.goto(house.portal("vanhoa", ADDRESS))
    assert overflow(phone) <= 0
    region = phone.get_by_role("region", name="Giờ mở cửa")
    assert region.evaluate("e => e.scrollWidth > e.clientWidth")
    region.focus()
    expect(region).to_be_focused()
    expect(phone.locator(".clip-link")).to_contain_text("Một đêm hội")
    assert phone.locator(".clip-link a").count() == 0
    expect(phone.locator(".clip .lost")).to_be_visible()
    region.screenshot(path=str(screenshot(phone, "phone-table", full_page=False)))


def test_the_print_view_holds_the_text_and_nothing_else(
    house: House, page: Page, screenshot: Keep
) -> None:
    item = write(None)
    code = EditorialRecord.objects.get(translation_key=item.translation_key).code
    page.goto(house.portal("vanhoa", ADDRESS))
    page.get_by_role("link", name="In", exact=True).click()
    expect(page).to_have_url(house.portal("vanhoa", f"/-/{code}/ban-in/"))
    expect(page.get_by_role("heading", level=1)).to_have_text(LONG)
    assert page.locator("nav, form").count() == 0
    screenshot(page, "print-view")
    page.emulate_media(media="print")
    expect(page.locator(".hint")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
