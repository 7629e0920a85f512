"""The list of editorial records: whose it shows, what it says, what it costs."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, Workflow, WorkflowState

from cms.core.models import EditorialRecord, Origin
from cms.users.models import User
from sites.models import Capability
from sites.services import grant_role
from tests.admin import admin_client, soup
from tests.desk.conftest import Office
from tests.factories.core import EventFactory
from tests.factories.news import NewsPageFactory
from tests.factories.people import UserFactory, person_of
from tests.factories.publishing import take_away

pytestmark = pytest.mark.django_db

LIST = "/admin/records/"
QUERIES = 20


def titles(user: User, query: str = "") -> list[str]:
    response = admin_client(user).get(LIST + query)
    assert response.status_code == 200
    cells = soup(response).select("td.title .title-wrapper")
    return [cell.get_text(strip=True) for cell in cells]


def row(user: User, record: EditorialRecord) -> list[str]:
    """Return the words of a record's row, cell by cell."""
    page = soup(admin_client(user).get(LIST))
    found = (
        page.find("tr", attrs={"data-object-pk": str(record.pk)})
        or page.select("table tbody tr")[0]
    )
    return [" ".join(cell.get_text(" ").split()) for cell in found.select("td")]


def test_an_editor_sees_the_own_unit_s_items(here: Office, elsewhere: Office) -> None:
    assert titles(here.editor) == ["Hội làng Đại Mỗ mở cửa"]
    assert titles(elsewhere.editor) == ["Chợ nổi họp phiên cuối"]


def test_who_serves_two_units_sees_both_and_may_narrow(
    here: Office, elsewhere: Office
) -> None:
    both = person_of(elsewhere.living.unit, Capability.EDITOR)
    grant_role(user=both, unit=here.living.unit, capability=Capability.AUDITOR)
    assert set(titles(both)) == {"Hội làng Đại Mỗ mở cửa", "Chợ nổi họp phiên cuối"}
    assert titles(both, f"?unit={here.living.unit.pk}") == ["Hội làng Đại Mỗ mở cửa"]


def test_units_are_offered_to_those_who_serve_several(
    here: Office, elsewhere: Office
) -> None:
    def offers_units(user: User) -> bool:
        return bool(soup(admin_client(user).get(LIST)).select("[name=unit]"))

    assert not offers_units(here.editor)
    unit = elsewhere.living.unit
    grant_role(user=here.editor, unit=unit, capability=Capability.EDITOR)
    assert offers_units(here.editor)


def test_a_foreign_unit_cannot_be_asked_for(here: Office, elsewhere: Office) -> None:
    assert titles(here.editor, f"?unit={elsewhere.living.unit.pk}") == [
        "Hội làng Đại Mỗ mở cửa"
    ]


def test_a_superuser_sees_all_items_and_no_sections(
    here: Office, elsewhere: Office
) -> None:
    assert set(titles(UserFactory.create(superuser=True))) == {
        "Hội làng Đại Mỗ mở cửa",
        "Chợ nổi họp phiên cuối",
    }


def test_a_role_that_reads_no_records_has_no_list(here: Office) -> None:
    viewer = person_of(here.living.unit, Capability.FINANCE_VIEWER)
    response = admin_client(viewer).get(LIST)
    assert response.status_code == 302
    assert response["location"] == "/admin/"


def test_the_newest_revision_s_facts_are_shown(here: Office) -> None:
    """A draft of a live item changes its row at once."""
    page = here.page
    page.form = "phan_anh"
    page.event = EventFactory.create(unit=here.living.unit, name="Lễ rước nước")
    page.event_date = date(2026, 11, 19)
    page.origin = Origin.REPUBLISHED
    page.source_name = "Báo Hànộimới"
    page.source_url = "https://hanoimoi.example/le-ruoc"
    page.source_published_at = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)
    page.save_revision(user=here.editor)
    cells = row(here.editor, here.record)
    moment = timezone.localtime(here.record.revised_at)
    assert cells[0].startswith("Hội làng Đại Mỗ mở cửa")
    assert cells[1:] == [
        "Bài phản ánh",
        "Lễ rước nước 19/11/2026",
        "Hạ Miên",
        "Báo Hànộimới",
        "–",
        "–",
        f"{moment:%H:%M %d/%m/%Y} {here.editor.full_name}",
        "Đã đăng, có bản nháp",
    ]
    here.page.refresh_from_db()
    assert here.page.form == "tin"


def test_desk_data_is_shown_in_words(here: Office) -> None:
    until = timezone.now() + timedelta(days=3)
    EditorialRecord.objects.update(
        is_political=True,
        is_sensitive=True,
        embargo_until=until,
        liable_person=here.editor,
    )
    cells = row(here.editor, here.record)
    assert cells[5] == (
        f"Nội dung chính trị Nhạy cảm Chưa công bố trước {timezone.localtime(until):%H:%M %d/%m/%Y}"
    )
    assert cells[6] == here.editor.full_name


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ({"live": True, "has_unpublished_changes": False}, "Đã đăng"),
        ({"live": False, "expired": True}, "Hết hạn"),
        ({"live": False, "expired": False}, "Bản nháp"),
    ],
)
def test_the_state_is_the_page_s(
    here: Office, state: dict[str, Any], shown: str
) -> None:
    type(here.page).objects.filter(pk=here.page.pk).update(**state)
    assert row(here.editor, here.record)[-1] == shown


@pytest.mark.parametrize(
    ("state", "status", "shown"),
    [
        ({"live": False}, WorkflowState.STATUS_IN_PROGRESS, "Chờ duyệt"),
        ({"live": False}, WorkflowState.STATUS_NEEDS_CHANGES, "Bị trả lại"),
        ({"live": False}, WorkflowState.STATUS_CANCELLED, "Bản nháp"),
        ({}, WorkflowState.STATUS_IN_PROGRESS, "Đã đăng, bản sửa chờ duyệt"),
        ({}, WorkflowState.STATUS_APPROVED, "Đã đăng"),
    ],
)
def test_the_state_tells_what_is_on_its_route(
    here: Office, state: dict[str, Any], status: str, shown: str
) -> None:
    told: dict[str, Any] = {"live": True, "has_unpublished_changes": False, **state}
    type(here.page).objects.filter(pk=here.page.pk).update(**told)
    WorkflowState.objects.create(
        object_id=str(here.page.pk),
        content_type=ContentType.objects.get_for_model(type(here.page)),
        base_content_type=ContentType.objects.get_for_model(Page),
        workflow=Workflow.objects.create(name="Tin, bài"),
        status=status,
    )
    assert row(here.editor, here.record)[-1] == shown


def test_a_deleted_item_stays_in_the_list_without_a_link(here: Office) -> None:
    record = here.record
    take_away(here.page)
    assert row(here.editor, record)[-1] == "Đã xóa"
    page = soup(admin_client(here.editor).get(LIST))
    assert not page.select("td.title a[href*='/pages/']")


def test_titles_lead_to_the_page_where_it_may_be_edited(here: Office) -> None:
    url = f"/admin/pages/{here.page.pk}/edit/"
    auditor = person_of(here.living.unit, Capability.AUDITOR)

    def link(user: User) -> str | None:
        cell = soup(admin_client(user).get(LIST)).select_one("td.title a")
        return str(cell["href"]) if cell else None

    assert link(here.editor) == url
    assert link(auditor) != url


@pytest.mark.parametrize(
    ("query", "found"),
    [("dai mo", 1), ("ĐẠI MỖ", 1), ("mo cua lang", 1), ("chợ", 0), ("%", 1)],
)
def test_titles_are_found_with_and_without_marks(
    here: Office, query: str, found: int
) -> None:
    assert len(titles(here.editor, f"?q={query}")) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("form=tin", 1),
        ("form=video", 0),
        ("flags=is_political", 1),
        ("flags=is_sensitive", 0),
        ("flags=is_sensitive&flags=is_political", 1),
        ("flags=embargo", 0),
        ("liable_person=null", 0),
    ],
)
def test_the_list_can_be_narrowed(here: Office, query: str, found: int) -> None:
    over = timezone.now() - timedelta(hours=1)
    EditorialRecord.objects.update(
        is_political=True, liable_person=here.editor, embargo_until=over
    )
    assert len(titles(here.editor, f"?{query}")) == found


def test_people_are_offered_who_are_liable_here(
    here: Office, elsewhere: Office
) -> None:
    EditorialRecord.objects.filter(pk=here.record.pk).update(liable_person=here.editor)
    EditorialRecord.objects.filter(pk=elsewhere.record.pk).update(
        liable_person=elsewhere.editor
    )
    page = soup(admin_client(here.editor).get(LIST))
    offered = page.select(
        "[name=liable_person] option, label:has([name=liable_person])"
    )
    names = {option.get_text(strip=True) for option in offered}
    assert names == {"Tất cả", "Chưa phân công", str(here.editor)}


def test_nothing_can_be_added_or_deleted_here(here: Office) -> None:
    client = admin_client(UserFactory.create(superuser=True))
    for path in ("new/", f"delete/{here.record.pk}/", f"copy/{here.record.pk}/"):
        assert client.get(LIST + path).status_code == 404
        assert client.post(LIST + path).status_code == 404
    assert EditorialRecord.objects.filter(pk=here.record.pk).exists()


def test_the_list_costs_the_same_however_long_it_is(here: Office) -> None:
    client = admin_client(here.editor)
    client.get(LIST)  # content types are remembered from here on
    counts = []
    for more in (1, 14):
        for _number in range(more):
            NewsPageFactory.create(
                parent=here.living.section,
                event=EventFactory.create(unit=here.living.unit),
            )
        EditorialRecord.objects.update(
            liable_person=here.editor, revised_by=here.editor
        )
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= QUERIES
