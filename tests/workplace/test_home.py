"""The desk's first page: what is mine, what is new, where I may write."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.core.models import EditorialRecord
from cms.news.models import NewsPage
from cms.users.models import User
from sites.models import Capability, Portal, PortalStatus, Unit
from sites.services import grant_role
from tests.admin import admin_client, soup, words
from tests.factories.bulk import make_articles, make_portals
from tests.factories.corrections import MistakeReportFactory
from tests.factories.news import NewsPageFactory
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import Living, living_portal
from tests.factories.publishing import publish
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

HOME = "/admin/"
HOME_QUERIES = 25  # issue 5, scale


@pytest.fixture
@kept
def editor(living: Living) -> User:
    return person_of(living.unit, Capability.EDITOR)


def draft(living: Living, title: str) -> NewsPage:
    page: NewsPage = NewsPageFactory.create(parent=living.section, title=title)
    page.unpublish()
    return page


def rows(person: User, card: str) -> list[str]:
    page = soup(admin_client(person).get(HOME))
    return [row.get_text(" ", strip=True) for row in page.select(f"{card} tbody tr")]


def links(person: User, card: str) -> list[tuple[str, str]]:
    page = soup(admin_client(person).get(HOME))
    found = page.select(f"[aria-labelledby={card}] .d-rows a")
    return [(a.get_text(" ", strip=True), str(a["href"])) for a in found]


def test_drafts_are_ones_own_and_unseen(editor: User, living: Living) -> None:
    elsewhere = living_portal()
    begun = draft(living, "Mới viết")
    begun.save_revision(user=editor)
    changed = NewsPageFactory.create(parent=living.section, title="Đã đăng, đang sửa")
    changed.title = "Đã đăng, đang sửa lại"
    changed.save_revision(user=editor)
    draft(living, "Của người khác")
    gone = draft(elsewhere, "Nơi cũ")
    gone.save_revision(user=editor)

    shown = rows(editor, "#own-drafts")
    assert len(shown) == 2
    assert shown[0].startswith("Đã đăng, đang sửa lại Văn hóa")
    assert shown[0].endswith("Đã đăng, có bản nháp")
    assert shown[1].startswith("Mới viết Văn hóa")
    assert shown[1].endswith("Bản nháp")
    figure = words(admin_client(editor).get(HOME), ".d-sum")
    assert "2 bản nháp của tôi" in figure


def test_the_newest_of_ones_units_comes_first(editor: User, living: Living) -> None:
    other, third = living_portal(), living_portal()
    for portal, title in ((living, "Thứ nhất"), (other, "Thứ hai"), (third, "Thứ ba")):
        NewsPageFactory.create(parent=portal.section, title=title)
    grant_role(user=editor, unit=other.unit, capability=Capability.EDITOR)
    shown = rows(editor, "[aria-labelledby=newest-items-title]")
    assert [row.split(" Sở VHTT")[0] for row in shown] == ["Thứ hai", "Thứ nhất"]
    old = timezone.now() - timedelta(days=8)
    EditorialRecord.objects.filter(title="Thứ nhất").update(
        revised_at=old, first_published_at=old
    )
    figures = words(admin_client(editor).get(HOME), ".d-sum")
    assert "1 tin có sửa" in figures
    assert "1 tin bài đăng trong bảy ngày qua" in figures


def test_one_writes_where_one_may(editor: User, living: Living) -> None:
    pens = links(editor, "pens-title")
    first = f"/admin/pages/add/news/newspage/{living.section.pk}/"
    assert pens[0] == ("Văn hóa Viết tin bài", first)
    assert [words for words, _url in pens] == [
        "Văn hóa Viết tin bài",
        "Thể thao Viết tin bài",
    ]
    assert admin_client(editor).get(first).status_code == 200


def test_a_section_of_events_asks_for_an_event(editor: User, living: Living) -> None:
    living.section.lists = "events"
    publish(living.section)
    assert links(editor, "pens-title")[0][0] == "Văn hóa Thông báo sự kiện"


def test_an_auditor_is_offered_nothing_to_write(living: Living) -> None:
    auditor = person_of(living.unit, Capability.AUDITOR)
    NewsPageFactory.create(parent=living.section, title="Đọc được")
    page = soup(admin_client(auditor).get(HOME))
    assert (
        page.select("[aria-labelledby=pens-title], [aria-labelledby=own-drafts-title]")
        == []
    )
    assert "bản nháp của tôi" not in page.get_text()
    assert "Đọc được" in rows(auditor, "[aria-labelledby=newest-items-title]")[0]


def test_reports_wait_for_those_who_answer(editor: User, living: Living) -> None:
    item = NewsPageFactory.create(parent=living.section, title="Có chỗ sai")
    report = MistakeReportFactory.create(page=item)
    MistakeReportFactory.create(page=item, corrected=True)
    foreign = NewsPageFactory.create(parent=living_portal().section)
    MistakeReportFactory.create(page=foreign)
    [(label, url)] = links(editor, "to-answer-title")
    assert label.startswith(f"Có chỗ sai {report.receipt}")
    assert url == f"/admin/corrections/edit/{report.pk}/"
    contributor = person_of(living.unit, Capability.CONTRIBUTOR)
    page = soup(admin_client(contributor).get(HOME))
    assert page.select_one("[aria-labelledby=to-answer-title]") is None


def test_empty_cards_say_what_will_stand_there(keeper: User) -> None:
    page = words(admin_client(keeper).get(HOME))
    assert "Không có bản nháp nào của bạn đang mở." in page
    assert "Đơn vị của bạn chưa có tin bài nào." in page
    assert "Không có báo sai sót nào đang chờ trả lời." in page
    assert "Hãy chọn nơi làm việc" in page


def queries_of(person: User) -> int:
    client = admin_client(person)
    client.get(HOME)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(HOME).status_code == 200
    return len(queries)


@pytest.mark.parametrize("superuser", [True, False])
def test_the_first_page_costs_the_same_in_a_full_house(*, superuser: bool) -> None:
    first, second, *_rest = portals = make_portals(3)
    person = UserFactory.create(superuser=superuser)
    if not superuser:
        for portal in (first, second):
            grant_role(user=person, unit=portal.unit, capability=Capability.EDITOR)
    for portal in portals:
        make_articles(portal.site.root_page.get_children().first().specific, 2)
    few = queries_of(person)
    for portal in make_portals(40):
        make_articles(portal.site.root_page.get_children().first().specific, 1)
        if not superuser:
            grant_role(user=person, unit=portal.unit, capability=Capability.EDITOR)
    assert queries_of(User.objects.get(pk=person.pk)) <= few
    assert few <= HOME_QUERIES


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("records/", "Chưa có tin bài nào. Hồ sơ được lập từ bản nháp đầu tiên"),
        ("corrections/", "Chưa có bạn đọc nào báo sai sót"),
        ("events/", "Các đơn vị của bạn chưa có sự kiện nào."),
        ("topics/", "Chưa có chủ đề nào."),
        ("unit/", "Chưa có đơn vị nào."),
        ("portal/", "Chưa có Cổng nào được mở."),
    ],
)
def test_a_list_says_what_it_is_for_and_what_to_do_while_it_is_empty(
    keeper: User, path: str, says: str
) -> None:
    page: Any = soup(admin_client(keeper).get(f"/admin/{path}"))
    assert says in page.select_one(".d-nothing").get_text()
    assert len(page.select_one(".d-help").get_text()) > 30


@pytest.fixture(params=["frozen", "ended"])
def over(request: pytest.FixtureRequest, living: Living) -> Living:
    """A portal with a report, a draft and something new, of which nothing is asked."""
    item = NewsPageFactory.create(parent=living.section, title="Để tra cứu")
    MistakeReportFactory.create(page=item)
    if request.param == "frozen":
        Portal.objects.filter(pk=living.portal.pk).update(status=PortalStatus.FROZEN)
    else:
        yesterday = timezone.localdate() - timedelta(days=1)
        Unit.objects.filter(pk=living.unit.pk).update(valid_to=yesterday)
    return living


def test_what_is_kept_asks_nobody_for_work(over: Living, keeper: User) -> None:
    draft(over, "Nháp để lại").save_revision(user=keeper)
    going_on = living_portal()
    MistakeReportFactory.create(page=NewsPageFactory.create(parent=going_on.section))
    draft(going_on, "Nháp đang viết").save_revision(user=keeper)
    page = words(admin_client(keeper).get(HOME))
    for gone in ("Để tra cứu", "Nháp để lại"):
        assert gone not in page
    assert "Nháp đang viết" in page
    figures = words(admin_client(keeper).get(HOME), ".d-sum")
    assert "1 báo sai sót" in figures
    assert "1 bản nháp của tôi" in figures
    assert "2 tin có sửa" in figures


def test_nobody_is_led_to_write_where_all_is_kept(over: Living, keeper: User) -> None:
    client = admin_client(keeper)
    client.post("/admin/workplace/", {"unit": over.unit.pk})
    assert soup(client.get(HOME)).select("[aria-labelledby=pens-title] .d-rows a") == []


def test_old_pages_of_what_is_kept_are_no_work(over: Living, keeper: User) -> None:
    living = living_portal()
    NewsPageFactory.create(parent=living.section, title="Cần xem lại")
    report = words(admin_client(keeper).get("/admin/reports/aging-pages/"))
    assert "Cần xem lại" in report
    assert "Để tra cứu" not in report
