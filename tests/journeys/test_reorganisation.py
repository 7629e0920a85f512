"""The day on which a unit passes on: the office that does it, then a reader."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Response, expect

from cms.news.models import NewsPage
from cms.pages.models import HomePage, SectionPage
from cms.reorganisation.models import Change, ChangeKind, Moving, Passing, PortalFate
from cms.reorganisation.services import prepare
from sites.models import Branding, Capability, Unit
from tests.factories.news import NewsPageFactory
from tests.factories.people import person_of
from tests.factories.publishing import store
from tests.journeys.conftest import PASSWORD, House, add_pictures, log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Keep = Callable[..., Path]
Axe = Callable[..., list[dict[str, Any]]]
OLD, NEW = "/tin-tuc/hoi-den-thang-gieng/", "/le-hoi/tin-bao-tang/hoi-den-thang-gieng/"


@pytest.fixture
def item(house: House) -> NewsPage:
    """An item of the museum, with the museum's own emblem and a province above."""
    [emblem] = add_pictures("bao-tang", "dongson-night")
    branding = Branding.objects.get(portal__unit__code="bao-tang")
    branding.emblem = emblem
    store(branding)
    section = SectionPage.objects.get(url_path__startswith="/bao-tang/", slug="tin-tuc")
    made: NewsPage = NewsPageFactory.create(
        parent=section, title="Hội đền tháng Giêng", authors=("Hạ Miên",)
    )
    return made


@pytest.fixture
def prepared(item: NewsPage) -> Change:
    """The museum passes on to the department; everything is prepared."""
    province = Unit.objects.create(
        code="tinh-thu", name="UBND tỉnh Thử", kind="province"
    )
    Unit.objects.filter(code__in=["bao-tang", "so-van-hoa"]).update(parent=province)
    office = person_of(province, Capability.STANDING_OFFICE, username="tinh.thuongtruc")
    office.set_password(PASSWORD)
    office.save()
    change: Change = Change.objects.create(
        kind=ChangeKind.MERGE,
        decision="Quyết định 15/QĐ-UBND",
        effective_on=timezone.localdate(),
        created_by=office,
    )
    Passing.objects.create(
        change=change,
        predecessor=Unit.objects.get(code="bao-tang"),
        successor=Unit.objects.get(code="so-van-hoa"),
        portal_fate=PortalFate.FOLD,
    )
    home = HomePage.objects.get(url_path="/so-van-hoa/vi/")
    Moving.objects.create(
        change=change,
        page=item.get_parent(),
        target=SectionPage.objects.child_of(home).get(slug="le-hoi"),
        slug="tin-bao-tang",
    )
    prepare(change=change, actor=office)
    return change


def carry_out(page: Page, house: House, change: Change) -> None:
    """Find the change in the list, try it, and carry it out."""
    log_in(page, house, "tinh.thuongtruc")
    page.goto(house.admin("changes/"))
    expect(page.locator("main")).to_contain_text("Bảo tàng tỉnh Thử → Sở Văn hóa")
    page.goto(house.admin(f"changes/plan/{change.pk}/"))
    page.locator('button[value="try"]').click()
    report = page.locator("section", has=page.locator("#report-title"))
    expect(report).to_contain_text("trang chuyển chỗ2")
    page.locator('button[value="live"]').click()
    expect(page.locator("main")).to_contain_text("Đã thực hiện.")
    page.get_by_role("link", name="Tiếp tục").click()
    expect(page.locator("main")).to_contain_text("Đã thực hiện")


def test_a_unit_passes_on_and_readers_still_find_what_it_said(
    house: House,
    prepared: Change,
    page: Page,
    screenshot: Keep,
    axe_faults: Axe,
) -> None:
    carry_out(page, house, prepared)

    seen: list[Response] = []

    def keep(answer: Response) -> None:  # Playwright takes no built-in for a listener
        if answer.request.is_navigation_request():
            seen.append(answer)

    page.on("response", keep)
    page.goto(house.portal("baotang", OLD))
    assert [answer.status for answer in seen] == [301, 200]
    assert page.url == house.portal("vanhoa", NEW)
    banner = page.locator(".issuer")
    expect(banner).to_contain_text("Thông tin của Bảo tàng tỉnh Thử trước sắp xếp.")
    expect(banner).to_contain_text(f"từ ngày {timezone.localdate():%d/%m/%Y}")
    expect(banner.locator("img")).to_be_visible()
    expect(page.locator(".by")).to_contain_text("Hạ Miên")
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        screenshot(page, f"truoc-sap-xep-{width}", full_page=False)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width
    assert axe_faults(page) == []

    page.goto(house.portal("baotang"))
    notice = page.locator(".notice")
    expect(notice.get_by_role("link")).to_have_attribute("href", house.portal("vanhoa"))
