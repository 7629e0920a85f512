"""The editor under the policy: every block, every chooser, days, rows, preview."""

from datetime import date
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from cms.core.models import Event
from cms.news.models import NewsPage
from cms.users.models import User
from tests.factories.media import ImageFactory
from tests.factories.portals import Living
from tests.workplace.conftest import Enter
from tests.workplace.ears import Ears

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADD = "button.c-sf-add-button:not(.c-sf-container__block-container *)"
PATIENCE = 20_000  # milliseconds: a modal asks the server, which others ask too
BODY = "section[id$=-body-section]"


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture
def desk(
    live_server: LiveServer, browser: Browser, keeper: User, enter: Enter, ears: Ears
) -> Page:
    origin = f"http://localhost:{urlsplit(live_server.url).port}"
    context = browser.new_context(
        base_url=origin, locale="vi-VN", viewport={"width": 1280, "height": 900}
    )
    page = enter(context, keeper, origin)
    ears.listen(page, origin)
    return page


def visit(page: Page, address: str) -> None:
    """Open a screen and wait until nothing moves any more: calendars close when it does."""
    page.goto(address)
    expect(page.locator("body.ready .sidebar-footer")).to_be_visible(timeout=PATIENCE)


def add_every_block(page: Page) -> int:
    """Add each kind of block the body offers, and return how many there are."""
    body = page.locator(BODY)
    options = page.locator("[role=option]")
    body.locator(ADD).last.click()
    names = options.all_inner_texts()
    for position in range(len(names)):
        if position:
            body.locator(ADD).last.click()
        options.nth(position).click()
        expect(options).to_have_count(0)
    return len(names)


def open_choosers(page: Page) -> int:
    """Open the modal of every chooser on the page once, by the words of its button."""
    buttons = page.locator("[data-chooser-action-choose]:visible")
    seen: set[str] = set()
    for position in range(buttons.count()):
        words = buttons.nth(position).inner_text().strip()
        if words not in seen:
            seen.add(words)
            buttons.nth(position).click()
            expect(page.locator(".modal.in")).to_be_visible(timeout=PATIENCE)
            page.locator(".modal.in [data-dismiss=modal]").first.click()
            expect(page.locator(".modal-backdrop")).to_have_count(0, timeout=PATIENCE)
    return len(seen)


def test_the_editor_keeps_the_policy(desk: Page, ears: Ears, living: Living) -> None:
    ImageFactory.create(collection=living.portal.collection)
    visit(desk, f"/admin/pages/add/news/newspage/{living.section.pk}/")
    assert add_every_block(desk) == len(NewsPage.body.field.stream_block.child_blocks)
    assert open_choosers(desk) >= 5
    hint = desk.locator(".Draftail-block--empty").first
    words = hint.evaluate("block => getComputedStyle(block, '::before').content")
    assert "chèn khối" in words  # rules that a script writes apply, though no style may
    visit(desk, f"/admin/pages/{living.home.pk}/edit/")
    assert add_every_block(desk) > 5
    desk.locator("[data-side-panel-toggle=preview]").click()
    expect(desk.frame_locator("#w-preview-iframe").locator("body")).to_be_attached(
        timeout=PATIENCE
    )
    desk.context.close()
    # What saves itself is refused while fields that must be filled are empty.
    assert not [heard for heard in ears.heard if ": 400 " not in heard]


def test_widgets_start_as_wagtails_own_would(
    desk: Page, ears: Ears, living: Living
) -> None:
    """A day typed as it is written, a row added, pictures chosen together."""
    ImageFactory.create(collection=living.portal.collection, title="Ảnh một")
    ImageFactory.create(collection=living.portal.collection, title="Ảnh hai")
    visit(desk, "/admin/events/new/")
    desk.fill("#id_name", "Hội làng")
    for field, moment in (
        ("starts_at", "03/04/2027 08:00"),
        ("ends_at", "03/04/2027 11:00"),
    ):
        desk.click(f"#id_{field}")
        desk.fill(f"#id_{field}", moment)
        desk.keyboard.press("Tab")
    desk.locator("#id_pictures-OPEN_MODAL").click()
    boxes = desk.locator(".modal [data-multiple-choice-select]")
    expect(boxes).to_have_count(2, timeout=PATIENCE)
    for box in boxes.all():
        box.check()
    desk.locator(".modal [type=submit]:visible").last.click()
    expect(desk.locator(".modal-backdrop")).to_have_count(0)
    rows = desk.locator("#id_pictures-FORMS > [data-inline-panel-child]")
    expect(rows).to_have_count(2)
    expect(rows.first.locator("img")).to_be_visible()
    desk.locator("footer [type=submit]").first.click()
    expect(desk.locator(".messages .success")).to_be_visible(timeout=PATIENCE)
    event = Event.objects.get(name="Hội làng")
    assert event.starts_at.astimezone().date() == date(2027, 4, 3)
    assert event.pictures.count() == 2

    visit(desk, f"/admin/events/edit/{event.pk}/")
    expect(desk.locator("#id_starts_at")).to_have_value("03/04/2027 08:00")
    desk.locator("#id_pictures-0-DELETE-button").click()
    desk.locator("footer [type=submit]").first.click()
    expect(desk.locator(".messages .success")).to_be_visible(timeout=PATIENCE)
    assert event.pictures.count() == 1
    desk.context.close()
    assert not ears.heard
