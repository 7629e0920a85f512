"""From trial to everybody: a checklist, told as a whole, and one deed."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from wagtail.models import ModelLogEntry

from cms.provisioning.models import DnsState, Opening, OpeningState, TrialInvitation
from cms.users.models import User
from sites.models import (
    Capability,
    OwnerText,
    Portal,
    PortalHostname,
    PortalStatus,
    Unit,
)
from sites.services import grant_role
from tests.admin import admin_client, form_of, soup, words
from tests.factories.media import DocumentFactory
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import living_portal
from tests.plugins.readers import Reader
from tests.provisioning import wizard
from tests.provisioning.samples import spoilt
from tests.provisioning.told import held
from tests.provisioning.wizard import HOST, OFFICIAL, deed

pytestmark = pytest.mark.django_db

FACTS = {
    "decision": "12/QĐ-UBND",
    "decided_on": "20/11/2026",
    "signer": "Bà Trần Thị Bình",
}


def portal_of(opening: Opening) -> Portal:
    opening.refresh_from_db()
    assert opening.portal is not None
    opening.portal.refresh_from_db()
    return opening.portal


def make_head(opening: Opening) -> User:
    head: User = UserFactory.create(full_name="Lê Văn Tám")
    head.set_password("đủ-dài-và-riêng-9")
    head.save()
    grant_role(
        user=head, unit=portal_of(opening).unit, capability=Capability.HEAD_OF_UNIT
    )
    return head


def state(office: Client, opening: Opening, **changes: str) -> Any:
    url = wizard.address(opening, "ho-so")
    return office.post(url, {**form_of(office.get(url), "#owner"), **changes})


def points(answer: Any) -> dict[str, tuple[str, str]]:
    """Return words and state of each point of the checklist."""
    found = {}
    for line in soup(answer).select("#points .o-line"):
        cells = [" ".join(cell.get_text(" ").split()) for cell in line.select("dt, dd")]
        found[cells[0]] = (cells[1], cells[2])
    return found


def test_the_checklist_tells_every_point(office: Client, opening: Opening) -> None:
    shown = points(office.get(wizard.address(opening, "ho-so")))
    assert shown == {
        "Tên miền chính thức": (OFFICIAL, "Đủ"),
        "Phân giải tên miền (DNS)": ("Chưa kiểm tra", "Không rõ"),
        **{
            f"Chủ quản: {fact}": ("Đã có.", "Đủ")
            for fact in (
                *("tên", "địa chỉ", "thư điện tử", "điện thoại"),
                "người chịu trách nhiệm nội dung",
            )
        },
        "Thủ trưởng đơn vị": (
            "Chưa có ai giữ vai trò thủ trưởng đơn vị.",
            "Thiếu",
        ),
        "Quyết định: số": ("Chưa có.", "Thiếu"),
        "Quyết định: ngày": ("Chưa có.", "Thiếu"),
        "Quyết định: người ký": ("Chưa có.", "Thiếu"),
    }


def test_what_lacks_anything_does_not_open(
    office: Client, opening: Opening, answers: dict[str, DnsState]
) -> None:
    answers[OFFICIAL] = DnsState.UNKNOWN
    OwnerText.objects.update(address="", responsible="")
    before = held()
    answer = deed(office, opening, "ho-so", "open")
    assert answer.status_code == 422
    assert "Chưa mở được: còn 7 việc bắt buộc." in words(answer)
    assert points(answer)["Phân giải tên miền (DNS)"][1] == "Không rõ"
    assert held() == before
    opening.refresh_from_db()
    assert opening.state == OpeningState.TRIAL


def test_a_portal_opens_when_nothing_is_missing(
    office: Client, opening: Opening, reader: Reader
) -> None:
    make_head(opening)
    deed(office, opening, "ho-so", "invite", guest="Bà Mai", email="mai@tinh.example")
    assert state(office, opening, **FACTS).status_code == 302
    answer = deed(office, opening, "ho-so", "open")
    assert answer.status_code == 302, points(answer)
    portal = portal_of(opening)
    assert portal.status == PortalStatus.OPEN
    assert portal.opened_on == timezone.localdate()
    hosts = PortalHostname.objects.filter(portal=portal)
    assert dict(hosts.values_list("hostname", "is_canonical")) == {
        HOST: False,
        OFFICIAL: True,
    }
    assert TrialInvitation.objects.good().count() == 0
    answer = reader.get(OFFICIAL)
    assert (answer.status_code, "X-Robots-Tag" in answer) == (200, False)
    answer = reader.get(HOST, "/van-hoa/?x=1")
    assert answer.status_code == 301
    assert answer["Location"] == f"http://{OFFICIAL}/van-hoa/?x=1"
    entry = ModelLogEntry.objects.get(action="provisioning.opened")
    assert entry.data == {"decision": "12/QĐ-UBND", "hostname": OFFICIAL}
    shown = words(office.get(wizard.address(opening, "ho-so")))
    for fact in ("12/QĐ-UBND", "20/11/2026", "Bà Trần Thị Bình", OFFICIAL):
        assert fact in shown
    assert deed(office, opening, "ho-so", "open").status_code == 302  # a second click
    assert ModelLogEntry.objects.filter(action="provisioning.opened").count() == 1


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        ("closed", "tài khoản đã khóa"),
        ("unborn", "chưa kích hoạt tài khoản"),
        ("factor", "chưa thiết lập xác thực hai lớp"),
    ],
)
def test_the_head_must_be_able_to_act(
    office: Client, opening: Opening, settings: Settings, spoil: str, said: str
) -> None:
    head = make_head(opening)
    head.is_active = spoil != "closed"
    if spoil == "unborn":
        head.set_unusable_password()
    head.save()
    settings.MFA_REQUIRED_FOR = ["head_of_unit"] if spoil == "factor" else []
    shown = points(office.get(wizard.address(opening, "ho-so")))
    assert shown["Thủ trưởng đơn vị"] == (f"Lê Văn Tám: {said}", "Thiếu")


def test_a_hostname_taken_between_check_and_opening(
    office: Client, opening: Opening
) -> None:
    make_head(opening)
    state(office, opening, **FACTS)
    living_portal(host=OFFICIAL)
    answer = deed(office, opening, "ho-so", "open")
    assert answer.status_code == 422
    words_, state_ = points(answer)["Tên miền chính thức"]
    assert words_ == f"“{OFFICIAL}” đang thuộc cổng khác. Hãy chọn tên miền khác."
    assert state_ == "Thiếu"
    assert portal_of(opening).status == PortalStatus.TRIAL


def test_a_hostname_is_kept_for_the_first_who_wants_it(
    office: Client, opening: Opening, province: Unit
) -> None:
    other = wizard.filled(
        office,
        province,
        unit={"code": "xa-khac"},
        address={"label": "khac", "hostname": OFFICIAL},
    )
    answer = deed(office, other, "kiem-tra", "open")
    assert answer.status_code == 422
    assert f"“{OFFICIAL}” đang được giữ" in words(answer)


def test_facts_are_stated_and_asked_anew(office: Client, opening: Opening) -> None:
    deed(office, opening, "ho-so", "dns")
    opening.refresh_from_db()
    assert opening.dns == DnsState.RESOLVES
    state(office, opening, phone="0276000777", hostname="Moi.Example.", name="Tên mới")
    opening.refresh_from_db()
    assert (opening.hostname, opening.dns) == ("moi.example", "")
    assert OwnerText.objects.get().name == "Tên mới"
    bad = state(office, opening, decided_on="32/13/2026", email="khong", signer="Bà A")
    assert bad.status_code == 422
    assert form_of(bad, "#owner")["signer"] == "Bà A"
    opening.refresh_from_db()
    assert opening.signer == ""


def test_two_openers_at_once(office: Client, opening: Opening, province: Unit) -> None:
    other = admin_client(person_of(province, Capability.STANDING_OFFICE))
    url = wizard.address(opening, "ho-so")
    drawn = form_of(office.get(url), "#owner")
    state(other, opening, signer="Bà A")
    answer = office.post(url, {**drawn, "signer": "Ông B"}, follow=True)
    assert "đã lưu hồ sơ này lúc" in words(answer, "body")
    opening.refresh_from_db()
    assert opening.signer == "Bà A"


def test_the_decision_may_be_a_file_of_the_unit_only(
    office: Client, opening: Opening
) -> None:
    own = DocumentFactory.create(collection=portal_of(opening).collection)
    foreign = DocumentFactory.create()
    assert state(office, opening, decision_file=str(foreign.pk)).status_code == 422
    assert state(office, opening, decision_file=str(own.pk)).status_code == 302
    opening.refresh_from_db()
    assert opening.decision_file == own


def test_a_trial_from_a_file_gets_its_record(tmp_path: Path) -> None:
    """Run again, the file leaves it alone; a portal that opened by file needs none."""
    file = tmp_path / "thu-vien.yaml"
    file.write_text(spoilt(("status: open", "status: trial")), encoding="utf-8")
    call_command("open_portal", file, "--dry-run", stdout=StringIO())
    assert Opening.objects.count() == 0
    for _run in range(2):
        call_command("open_portal", file, stdout=StringIO())
    record = Opening.objects.get()
    assert (record.state, record.taken_from) == ("trial", "thu-vien.yaml")
    assert record.above is not None
    assert record.above.code == "so-van-hoa"
