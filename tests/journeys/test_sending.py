"""An item from a phone whose connection comes and goes: nothing lost, nothing twice."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from cms.intake.models import Sending
from cms.news.models import NewsPage
from media_library.models import Image
from tests.intake.ooxml import jpeg
from tests.journeys.conftest import House, log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Keep = Callable[..., Path]
Faults = Callable[..., list[dict[str, Any]]]
TITLE = "Rước nước đầu xuân"
CAPTIONS = ["Đám rước trên bến", "Múa lân giữa sân"]
PASTED = """(text) => {
    const data = new DataTransfer();
    data.setData("text/html", text);
    document.querySelector(".i-editor").dispatchEvent(
        new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})
    );
}"""
TEXT = (
    "<p>Sáng 17/11, <b style='font-weight:normal'>đám rước</b> đi từ bến sông.</p>"
    "<ul><li>múa lân</li><li>hát chèo</li></ul><script>document.title='x'</script>"
)


def photo(name: str) -> Any:
    return {"name": name, "mimeType": "image/jpeg", "buffer": jpeg(800, 600)}


def write(page: Page) -> None:
    page.locator(".i-editor").click()
    page.evaluate(PASTED, TEXT)
    page.fill("#id_title", TITLE)
    page.locator("#i-several").set_input_files([photo("mot.jpg"), photo("hai.jpg")])
    for row, caption in enumerate(CAPTIONS):
        page.fill(f"#id_caption_{row}", caption)
    page.fill("#id_note", "Cần trước trưa")


def send(page: Page) -> None:
    page.get_by_role("button", name="Gửi", exact=True).click()


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth") <= 390)


def lose_the_answer(route: Route) -> None:
    """Let the server have the item, and the phone hear nothing of it."""
    if route.request.method == "POST":
        route.fetch(max_redirects=0)
        route.abort("connectionreset")
    else:
        route.continue_()


def break_off(page: Page) -> None:
    """Lose the connection, try to send, go on writing, get the connection back."""
    page.context.set_offline(offline=True)
    expect(page.locator("[data-offline]")).to_be_visible()
    send(page)
    expect(page.locator("[data-faults]")).to_contain_text("Kết nối bị ngắt")
    page.fill("#id_note", "Cần trước 11 giờ")
    page.context.set_offline(offline=False)
    page.wait_for_timeout(1_000)  # until the last word is kept


def find_it_again(page: Page) -> None:
    page.reload()
    expect(page.locator("[data-state=restored]")).to_be_visible()
    expect(page.locator("#id_title")).to_have_value(TITLE)
    expect(page.locator("#id_note")).to_have_value("Cần trước 11 giờ")
    expect(page.locator(".i-editor li")).to_have_count(2)
    expect(page.locator(".i-rows img")).to_have_count(2)


def send_into_silence(page: Page) -> None:
    page.route("**/gui-tin/", lose_the_answer)
    send(page)
    expect(page.locator("[data-faults]")).to_contain_text("Kết nối bị ngắt")
    page.unroute("**/gui-tin/")


def is_there_once() -> None:
    item = NewsPage.objects.get(title=TITLE)
    sending = Sending.objects.get()
    assert sending.record is not None
    assert (sending.record.page_id, sending.note) == (item.pk, "Cần trước 11 giờ")
    assert item.lead_caption == CAPTIONS[0]
    assert [block.block_type for block in item.body] == ["text", "figure"]
    assert item.body.raw_data[0]["value"] == (
        "<p>Sáng 17/11, đám rước đi từ bến sông.</p>"
        "<ul><li>múa lân</li><li>hát chèo</li></ul>"
    )
    assert Image.objects.filter(title__in=CAPTIONS).count() == 2


def test_an_item_is_sent_once_through_a_connection_that_breaks(
    house: House, page: Page, screenshot: Keep, axe_faults: Faults
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    log_in(page, house, "thu.bientap")
    page.goto(house.admin("gui-tin/"))
    assert axe_faults(page) == []
    write(page)
    expect(page.locator("[data-state=kept]")).to_be_visible()
    assert fits(page)
    screenshot(page, "sending-written")
    break_off(page)
    find_it_again(page)
    assert not NewsPage.objects.filter(title=TITLE).exists()

    send_into_silence(page)
    find_it_again(page)
    send(page)
    page.wait_for_url("**/gui-tin/*/")
    is_there_once()
    assert axe_faults(page) == []
    screenshot(page, "sending-receipt")

    page.goto(house.admin("gui-tin/"))
    expect(page.locator("[data-state=empty]")).to_be_visible()
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(400)  # colours fade into each other
    assert axe_faults(page, only_colours=True) == []
    screenshot(page, "sending-dark")
