"""Days of a unit administrator, a contributor, a standing office and an auditor."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from wagtail.models import Locale

from cms.members.models import Handover
from cms.news.models import NewsPage
from cms.pages.models import SectionPage
from cms.users.models import User
from media_library.models import ImageText
from sites.models import Capability, RoleAssignment, Unit
from sites.naming import capability_name
from tests.factories.media import ImageFactory
from tests.factories.people import person_of
from tests.journeys.conftest import PASSWORD, House, log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEW_PASSWORD = "Sân-Đình-2026-ok"
NAME, EMAIL = "Trần Minh Tâm", "minh.tam@vanhoa.example"

Keep = Callable[..., Path]
Axe = Callable[..., list[dict[str, Any]]]
Look = Callable[[Page, str], None]


def employ() -> Unit:
    """Give the unit its administrators, and the people above it."""
    province = Unit.objects.create(
        code="tinh-thu", name="UBND tỉnh Thử", kind="province"
    )
    unit: Unit = Unit.objects.get(code="so-van-hoa")
    unit.parent = province
    unit.save()
    for place, username, capability, name in (
        (unit, "vh.quantri", Capability.UNIT_ADMIN, "Phạm Anh Dũng"),
        (unit, "vh.congtac", Capability.CONTRIBUTOR, "Lưu Trúc Quân"),
        (province, "tinh.thuongtruc", Capability.STANDING_OFFICE, "Nguyễn Bích Tuyền"),
        (province, "tinh.kiemsoat", Capability.AUDITOR, "Lê Kiểm Soát"),
    ):
        user = person_of(place, capability, username=username, full_name=name)
        user.set_password(PASSWORD)
        user.save()
    return unit


@pytest.fixture
def look(screenshot: Keep, axe_faults: Axe) -> Look:
    """Keep a page as wide as a laptop and as a phone; axe finds nothing on it."""

    def see(page: Page, name: str) -> None:
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.wait_for_timeout(200)
            screenshot(page, f"nhan-su-{name}-{width}")
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, (name, wide)
        faults = [
            (fault["id"], [node["html"] for node in fault["nodes"]])
            for fault in axe_faults(page)
        ]
        assert not faults, name

    return see


def invite(page: Page, look: Look) -> None:
    page.get_by_role("link", name="Nhân sự", exact=True).first.click()
    page.get_by_role("link", name="Mời người").first.click()
    page.fill("#id_full_name", NAME)
    page.fill("#id_email", EMAIL)
    page.select_option("#id_capability", "editor")
    look(page, "moi")
    page.get_by_role("button", name="Gửi lời mời").click()
    expect(page.locator(".messages .success")).to_contain_text("Đã gửi lời mời")
    look(page, "loi-moi")


def accept(browser: Browser, house: House, look: Look) -> User:
    """Open the newest letter's link as somebody nobody knows yet."""
    found = re.search(r"/admin/(loi-moi/\S+)", str(mail.outbox[-1].body))
    assert found is not None
    page = browser.new_context(locale="vi-VN").new_page()
    page.goto(house.admin(found[1]))
    look(page, "nhan-loi-moi")
    page.fill("#id_password", NEW_PASSWORD)
    page.fill("#id_again", NEW_PASSWORD)
    page.get_by_role("button", name="Nhận lời mời").click()
    page.wait_for_url(house.admin("login/"))
    page.goto(house.admin(found[1]))
    expect(page.locator("main")).to_contain_text("Mỗi liên kết chỉ dùng được một lần")
    page.context.close()
    return User.objects.get(email=EMAIL)


def write_draft(author: User) -> None:
    section = SectionPage.objects.get(slug="tin-tuc", url_path__contains="so-van-hoa")
    draft = NewsPage(title="Bản thảo dở", slug="ban-thao-do", owner=author, live=False)
    section.add_child(instance=draft)
    draft.save_revision(user=author)


def give_and_lend(page: Page, look: Look) -> None:
    page.get_by_role("link", name="Giao vai trò").click()
    page.select_option("#id_capability", "publisher")
    page.fill("#id_grounds", "QĐ 12/QĐ-SVH")
    page.get_by_role("button", name="Giao vai trò").click()
    expect(page.locator(".messages .success")).to_contain_text("Đã giao vai trò")
    name = f"Ủy quyền {capability_name(0, Capability.PUBLISHER)}"
    page.get_by_role("link", name=name).click()
    helper = User.objects.get(username="vh.congtac")
    page.select_option("#id_to", str(helper.pk))
    today = timezone.localdate().strftime("%d/%m/%Y")
    for field in ("#id_first_day", "#id_last_day"):
        page.fill(field, today)
        # It opens a moment after the focus came, and closes when the focus goes.
        expect(page.locator(".xdsoft_datetimepicker:visible")).to_have_count(1)
        page.keyboard.press("Tab")
    page.fill("#id_grounds", "GUQ 01/GUQ-SVH")
    page.get_by_role("button", name="Ủy quyền").click()
    expect(page.locator(".messages .success")).to_contain_text("Đã ủy quyền")
    look(page, "mot-nguoi")


def leave(page: Page, look: Look, successor: User) -> None:
    page.get_by_role("link", name="Tạm dừng quyền và bàn giao…").click()
    expect(page.locator("main")).to_contain_text("Bản thảo dở")
    page.select_option("#id_successor", str(successor.pk))
    page.fill("#id_reason", "Chuyển công tác")
    look(page, "dinh-chi")
    page.get_by_role("button", name="Tạm dừng quyền và bàn giao").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("BIÊN BẢN")
    expect(page.locator("[data-print]")).to_be_visible()
    look(page, "bien-ban")


def test_an_administrator_runs_the_people_of_the_unit(
    house: House, browser: Browser, page: Page, look: Look
) -> None:
    unit = employ()
    log_in(page, house, "vh.quantri")
    invite(page, look)
    newcomer = accept(browser, house, look)
    write_draft(newcomer)
    page.goto(house.admin("nhan-su/"))
    look(page, "danh-sach")
    page.get_by_role("link", name=re.compile(NAME)).first.click()
    give_and_lend(page, look)
    administrator = User.objects.get(username="vh.quantri")
    leave(page, look, administrator)

    assert Handover.objects.get().unit == unit
    assert NewsPage.objects.get(title="Bản thảo dở").owner == administrator
    active = RoleAssignment.objects.active()
    assert not active.filter(user=newcomer).exists()
    assert not active.filter(delegated_by=newcomer).exists()


@pytest.fixture
def enter(house: House, browser: Browser) -> Iterator[Callable[[str], Page]]:
    """Return a function that logs somebody in, each in a browser of their own."""
    opened: list[Page] = []

    def open_one(username: str) -> Page:
        page = browser.new_context(locale="vi-VN").new_page()
        opened.append(page)
        log_in(page, house, username)
        return page

    yield open_one
    for page in opened:
        page.context.close()


def test_a_contributor_writes_and_another_publishes(
    house: House, enter: Callable[[str], Page], look: Look
) -> None:
    employ()
    page = enter("vh.congtac")
    look(page, "cong-tac-vien")
    page.get_by_role("link", name="Tin tức Viết tin bài").click()
    page.wait_for_url("**/add/**")
    expect(page.locator("body.ready")).to_have_count(1)  # its scripts have begun
    page.fill("#id_title", "Bài của cộng tác viên")
    page.fill("#id_summary", "Mấy dòng về hội làng.")
    expect(page.locator("#id_slug")).to_have_value("bai-cua-cong-tac-vien")
    page.get_by_role("button", name="Lưu bản nháp").click()
    expect(page.locator(".messages .success")).to_contain_text("Bài của cộng tác viên")
    expect(page.locator("[name=action-publish]")).to_have_count(0)
    look(page, "cong-tac-vien-viet")
    draft = NewsPage.objects.get(title="Bài của cộng tác viên")
    assert (draft.live, draft.owner.username) == (False, "vh.congtac")
    page.goto(house.admin())
    expect(page.locator("#own-drafts")).to_contain_text("Bài của cộng tác viên")
    page.goto(house.admin("nhan-su/"))
    expect(page.locator(".messages .error")).to_be_visible()
    page.goto(house.admin("nhan-su/cua-toi/"))
    expect(page.locator("main")).to_contain_text("Cộng tác viên")
    look(page, "vh.congtac")


def test_a_standing_office_works_in_every_unit_below(
    house: House, enter: Callable[[str], Page], look: Look
) -> None:
    employ()
    page = enter("tinh.thuongtruc")
    look(page, "thuong-truc")
    page.goto(house.admin("nhan-su/"))
    expect(page.locator("main")).to_contain_text("Phạm Anh Dũng")
    expect(page.get_by_role("link", name="Mời người")).not_to_have_count(0)
    look(page, "tinh.thuongtruc")
    page.goto(house.admin("workplace/"))
    expect(page.locator("main")).not_to_contain_text("Bảo tàng")
    page.get_by_role("button", name=re.compile("Sở Văn hóa")).click()
    expect(page.locator(".messages .success")).to_contain_text("Sở Văn hóa")
    look(page, "thuong-truc-trang")


def look_at_a_picture(page: Page, house: House, look: Look) -> None:
    unit = Unit.objects.get(code="so-van-hoa")
    picture = ImageFactory.create(
        collection=unit.portal.collection, title="Lễ hội đền", size=(640, 400)
    )
    ImageText.objects.create(
        image=picture, locale=Locale.objects.get(language_code="vi"), alt="Rước kiệu"
    )
    page.goto(house.admin("images/"))
    look(page, "kiem-soat-anh")
    page.get_by_role("link", name="Lễ hội đền").last.click()
    expect(page.locator("main")).to_contain_text("Rước kiệu")
    look(page, "kiem-soat-mot-anh")


def test_an_auditor_reads_and_changes_nothing(
    house: House, enter: Callable[[str], Page], look: Look
) -> None:
    employ()
    write_draft(User.objects.get(username="vh.congtac"))
    draft = NewsPage.objects.get(title="Bản thảo dở")
    section = draft.get_parent()
    page = enter("tinh.kiemsoat")
    look(page, "kiem-soat")
    page.goto(house.admin("nhan-su/"))
    expect(page.locator("main")).to_contain_text("Phạm Anh Dũng")
    expect(page.get_by_role("link", name="Mời người")).to_have_count(0)
    look(page, "tinh.kiemsoat")
    page.goto(house.admin(f"pages/{section.pk}/"))
    expect(page.get_by_role("table")).to_contain_text("Bản thảo dở")
    look(page, "kiem-soat-trang")
    page.goto(house.admin(f"pages/{draft.pk}/history/"))
    look(page, "kiem-soat-lich-su")
    page.goto(house.admin(f"pages/{draft.pk}/view_draft/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Bản thảo dở")
    page.goto(house.admin(f"pages/{draft.pk}/edit/"))
    page.wait_for_url(house.admin(f"pages/{draft.pk}/history/"))
    look_at_a_picture(page, house, look)
    page.goto(house.admin("security-log/"))
    expect(page.get_by_role("table")).to_contain_text("kiemsoat")
    look(page, "kiem-soat-nhat-ky")
