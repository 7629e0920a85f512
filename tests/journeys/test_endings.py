"""An editor loses their role, then their account, with a form open in the browser."""

from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from cms.members.services.suspension import Succession, suspend
from cms.news.models import NewsPage
from cms.reorganisation.models import Change, ChangeKind, Passing
from cms.reorganisation.services import go_live
from cms.users.models import User
from sites.models import Capability, RoleAssignment
from sites.services import end_role, grant_role
from tests.admin import admin_client
from tests.factories.news import NewsPageFactory
from tests.factories.people import person_of
from tests.factories.portals import Living, living_portal
from tests.journeys.conftest import open_watched

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAVED, LOST = "Bản thảo đã tự lưu", "Bản thảo viết thêm sau đó"


def open_editor(
    page: Page, live_server: LiveServer, user: User, item: NewsPage
) -> None:
    """Open the item as somebody who came through the door."""
    origin = f"http://localhost:{urlsplit(live_server.url).port}"
    (cookie,) = admin_client(user).cookies.values()
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "url": origin}]
    )
    open_watched(page, f"{origin}/admin/pages/{item.pk}/edit/")


def write(page: Page, title: str) -> None:
    page.locator("#id_title").fill(title)
    page.keyboard.press("Tab")


def press_save(page: Page) -> None:
    page.get_by_role("button", name="Lưu bản nháp").first.click()


def told(page: Page, words: str) -> Locator:
    """Wait for what covers the page, read it, and look at one's words again."""
    cover = page.get_by_role("dialog")
    expect(cover).to_contain_text(words, timeout=20_000)
    cover.get_by_role("button", name="Xem lại phần đã viết").click()
    expect(cover).to_have_count(0)
    return page.locator("#id_title")


def latest(item: NewsPage) -> str:
    item.refresh_from_db()
    return str(item.get_latest_revision_as_object().title)


def people(living: Living) -> tuple[User, User, User]:
    admin, editor = Capability.UNIT_ADMIN, Capability.EDITOR
    return (
        person_of(living.unit, admin, full_name="Phạm Anh Dũng"),
        person_of(living.unit, admin, full_name="Vũ Đăng Khoa"),
        person_of(living.unit, editor, full_name="Nguyễn Thị Minh Hà"),
    )


def begin(
    live_server: LiveServer, page: Page, editor: User, living: Living
) -> NewsPage:
    """Let an editor write something that saves itself."""
    item: NewsPage = NewsPageFactory.create(
        parent=living.section, title="Bản thảo", owner=editor, draft=True
    )
    open_editor(page, live_server, editor, item)
    write(page, SAVED)
    saved = page.locator(".w-autosave-indicator__state--saved")
    expect(saved).to_be_visible(timeout=20_000)
    assert latest(item) == SAVED
    return item


def test_words_stay_on_the_screen_of_somebody_who_was_suspended(
    live_server: LiveServer, page: Page
) -> None:
    living = living_portal(sections=("Tin tức",))
    admin, second, editor = people(living)
    item = begin(live_server, page, editor, living)

    end_role(assignment=RoleAssignment.objects.get(user=editor))
    write(page, LOST)  # it saves itself, and is refused
    expect(told(page, "Không lưu được nữa")).to_have_value(LOST)
    press_save(page)
    expect(told(page, "Vai trò của bạn vừa thay đổi")).to_have_value(LOST)

    grant_role(user=editor, unit=living.unit, capability=Capability.EDITOR)
    suspend(
        actor=admin,
        person=editor,
        unit=living.unit,
        succession=Succession(second),
        reason="Nghỉ việc",
    )
    press_save(page)
    expect(told(page, "Tài khoản đã đóng")).to_have_value(LOST)
    assert page.url.endswith(f"/admin/pages/{item.pk}/edit/")
    assert latest(item) == SAVED
    assert item.owner == second


def test_words_stay_on_the_screen_of_somebody_whose_account_was_deleted(
    live_server: LiveServer, page: Page
) -> None:
    living = living_portal(sections=("Tin tức",))
    _admin, second, editor = people(living)
    item = begin(live_server, page, editor, living)

    editor.delete()
    write(page, LOST)
    expect(told(page, "Tài khoản đã đóng")).to_have_value(LOST)
    press_save(page)
    expect(told(page, "Tài khoản đã đóng")).to_have_value(LOST)
    assert latest(item) == SAVED
    address = f"/admin/pages/{item.pk}/edit/"
    assert SAVED in admin_client(second).get(address).content.decode()


def test_words_stay_on_the_screen_of_somebody_whose_unit_was_closed(
    live_server: LiveServer, page: Page
) -> None:
    living = living_portal(sections=("Tin tức",))
    admin, _second, editor = people(living)
    item = begin(live_server, page, editor, living)

    change = Change.objects.create(
        kind=ChangeKind.CLOSE,
        decision="QĐ 15/QĐ-UBND",
        effective_on=timezone.localdate(),
        created_by=admin,
    )
    Passing.objects.create(change=change, predecessor=living.unit)
    go_live(change=change, actor=admin)
    write(page, LOST)
    expect(told(page, "Không lưu được nữa")).to_have_value(LOST)
    press_save(page)
    expect(told(page, "Vai trò của bạn vừa thay đổi")).to_have_value(LOST)
    assert latest(item) == SAVED
