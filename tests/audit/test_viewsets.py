"""The list of the security log: whose entries, in which words, and nothing to change."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from cms.audit.kinds import Kind
from cms.audit.models import SecurityEntry
from cms.audit.services import record
from cms.users.models import User
from sites.models import Capability, Unit
from tests.admin import admin_client, soup, words
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import UnitFactory
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

LIST = "/admin/security-log/"
QUERIES = 15
MOMENT = datetime(2026, 11, 20, 2, 5, 9, tzinfo=UTC)


@pytest.fixture
@kept
def unit() -> Unit:
    made: Unit = UnitFactory.create()
    return made


@pytest.fixture
@kept
def auditor(unit: Unit) -> User:
    return person_of(unit, Capability.AUDITOR)


def told(unit: Unit | None, subject: str, kind: Kind = Kind.ROLE_GRANTED) -> int:
    record(kind=kind, unit=unit, subject=subject)
    number: int = SecurityEntry.objects.latest("number").number
    return number


def shown(user: User, query: str = "") -> set[str]:
    """Return what the listed entries are about; those about log-ins are left out."""
    response = admin_client(user).get(LIST + query)
    assert response.status_code == 200
    rows = soup(response).select("table tbody tr")
    cells = {row.select("td")[3].get_text(strip=True) for row in rows}
    return {cell for cell in cells if cell.startswith("việc")}


def test_each_sees_the_own_unit_s_entries(unit: Unit, auditor: User) -> None:
    foreign = UnitFactory.create()
    below = UnitFactory.create(parent=unit)
    told(unit, "việc nhà")
    told(foreign, "việc ngoài")
    told(below, "việc dưới")
    told(None, "việc không của ai")
    assert shown(person_of(unit, Capability.UNIT_ADMIN)) == {"việc nhà"}
    assert shown(person_of(foreign, Capability.UNIT_ADMIN)) == {"việc ngoài"}
    above = {"việc nhà", "việc dưới"}
    assert shown(auditor) == above
    assert shown(person_of(unit, Capability.STANDING_OFFICE)) == above
    everything = {*above, "việc ngoài", "việc không của ai"}
    assert shown(UserFactory.create(superuser=True)) == everything


@pytest.mark.parametrize("capability", [Capability.PUBLISHER, Capability.HEAD_OF_UNIT])
def test_others_have_no_log(unit: Unit, capability: Capability) -> None:
    number = told(unit, "việc nhà")
    client = admin_client(person_of(unit, capability))
    assert client.get(LIST)["location"] == "/admin/"
    assert client.get(f"{LIST}?export=csv")["location"] == "/admin/"
    assert client.get(f"{LIST}inspect/{number}/").status_code in {302, 404}
    assert not soup(client.get("/admin/")).select(f"a[href^='{LIST}']")


def test_a_foreign_entry_does_not_exist(unit: Unit, auditor: User) -> None:
    own, foreign = told(unit, "việc nhà"), told(UnitFactory.create(), "việc ngoài")
    client = admin_client(auditor)
    assert client.get(f"{LIST}inspect/{own}/").status_code == 200
    assert client.get(f"{LIST}inspect/{foreign}/").status_code == 404


@pytest.mark.parametrize(
    "view", ["add", "edit", "delete", "copy", "history", "usage", "reorder"]
)
def test_there_is_no_way_to_change_anything(view: str) -> None:
    for arguments in ([], [1]):
        with pytest.raises(NoReverseMatch):
            reverse(f"security-log:{view}", args=arguments)


def test_a_row_in_words(
    unit: Unit, auditor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: MOMENT)
        record(
            kind=Kind.ROLE_GRANTED,
            actor=UserFactory.create(full_name="Mạc Xuân Quỳnh", username="mxq"),
            unit=unit,
            subject="Trịnh Hoài Đức",
            facts={"capability": "editor", "known": True, "note_x": "7", "until": ""},
        )
    client = admin_client(auditor)
    row = soup(client.get(f"{LIST}?person=xuan+quynh")).select_one("table tbody tr")
    assert row is not None
    cells = [" ".join(cell.get_text(" ").split()) for cell in row.select("td")]
    assert cells[0] == "09:05 20/11/2026"
    assert cells[1].startswith("Giao vai trò")
    assert cells[2:] == ["Mạc Xuân Quỳnh (mxq)", "Trịnh Hoài Đức", unit.name, "–"]
    link = row.select_one("td.title a")
    assert link is not None
    page = words(client.get(str(link["href"])))
    for part in (
        "09:05:09 20/11/2026",
        "Vai trò: Biên tập viên",
        "Tài khoản có trong hệ thống: có",
        "note_x: 7",
        SecurityEntry.objects.get(subject="Trịnh Hoài Đức").hash,
    ):
        assert part in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=viec+nha", True),
        ("?q=cho+noi", False),
        ("?kind=role_granted", True),
        ("?kind=refused", False),
        ("?kind=refused&kind=role_granted", True),
        ("?happened_at_from=2026-11-20&happened_at_to=2026-11-20", True),
        ("?happened_at_from=2026-11-21", False),
        ("?person=khong-ai", False),
        ("?unit=khong-phai-so", True),
    ],
)
def test_the_log_can_be_searched_and_narrowed(
    unit: Unit,
    auditor: User,
    query: str,
    found: bool,  # noqa: FBT001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: MOMENT)
        told(unit, "việc nhà")
    assert shown(auditor, query) == ({"việc nhà"} if found else set())


def test_only_units_that_may_be_read_are_offered(unit: Unit, auditor: User) -> None:
    told(unit, "việc nhà")
    page = soup(admin_client(auditor).get(LIST))
    assert page.select_one("select[name=unit]") is None
    below, foreign = UnitFactory.create(parent=unit), UnitFactory.create()
    page = soup(admin_client(auditor).get(LIST))
    offered = {
        option.get("value") for option in page.select("select[name=unit] option")
    }
    assert offered == {"", str(unit.pk), str(below.pk)}
    assert shown(auditor, f"?unit={below.pk}") == set()
    assert shown(auditor, f"?unit={foreign.pk}") == {"việc nhà"}


def test_the_spreadsheet_computes_nothing(unit: Unit, auditor: User) -> None:
    attack = '=HYPERLINK("https://example.org";"bấm đây")'
    told(unit, attack)
    response = admin_client(auditor).get(f"{LIST}?export=csv&kind=role_granted")
    assert response["Content-Disposition"].endswith('"nhat-ky-an-ninh.csv"')
    content = b"".join(response.streaming_content).decode()
    heading, row = content.splitlines()
    assert heading.startswith("Số,Thời điểm,Sự việc,Người")
    assert "\"'=HYPERLINK(" in row
    assert row.endswith(SecurityEntry.objects.get(subject=attack).hash)


def test_the_list_costs_the_same_however_long_it_is(unit: Unit, auditor: User) -> None:
    client = admin_client(auditor)

    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(LIST).status_code == 200
        return len(caught)

    for _time in range(2):
        told(UnitFactory.create(parent=unit), "việc đầu")
    cost()
    few = cost()
    for number in range(20):
        told(UnitFactory.create(parent=unit), f"việc {number}")
    auditor = User.objects.get(pk=auditor.pk)
    assert cost() == few
    assert few <= QUERIES
