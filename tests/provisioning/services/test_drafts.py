"""The wizard: one step after another, to the portal on trial."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from time import monotonic
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.forms import model_to_dict
from django.test import Client
from django.utils import translation
from pytest_django import Settings

from cms.members.models import Invitation
from cms.provisioning.checking import DraftFault, OpeningError, faults_of
from cms.provisioning.frames import patterns
from cms.provisioning.models import Opening, OpeningState
from cms.provisioning.services.drafts import open_trial
from cms.users.models import User
from sites.models import (
    Capability,
    OfficeHours,
    OwnerText,
    Portal,
    PortalHostname,
    PortalStatus,
    RoleName,
    Unit,
    UnitKind,
)
from tests.admin import admin_client, errors, form_of, words
from tests.factories.news import NewsPageFactory
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import UnitFactory, living_portal
from tests.factories.publishing import publish
from tests.provisioning import wizard
from tests.provisioning.told import held
from tests.provisioning.wizard import HOST, TYPED, deed, fill, filled

pytestmark = pytest.mark.django_db


def faults_in(opening: Opening) -> list[DraftFault]:
    """Return what a draft's author is told, in the author's language."""
    author: Any = opening.created_by
    with translation.override("vi"):
        return faults_of(opening, author)


# What is wrong in each step, and the fields at which it is told.
BAD: dict[str, dict[str, Any]] = {
    "unit": {"code": "ma-khac", "short_name": "", "kind": "shop"},
    "address": {"hostname": "localhost", "languages": []},
    "look": {"theme": "hue", "accent_light": "xanh", "sections": []},
    "owner": {"email": "tanhung", "phone": ""},
    "people": {"people-0-email": "tam", "people-0-role": "standing_office"},
}
TOLD = {(step, field) for step, typed in BAD.items() for field in typed}


def test_nothing_typed_is_lost(office: Client, province: Unit) -> None:
    opening = wizard.by_hand(office, province, **BAD)
    for step, typed in BAD.items():
        if step != "people":
            assert typed.items() <= opening.typed.items()
    assert opening.people() == [
        {"full_name": "Lê Văn Tám", "email": "tam", "role": "standing_office"}
    ]
    assert len(errors(office.get(wizard.address(opening, "owner")))) == 2


def test_all_faults_of_all_steps_are_told_at_once(
    office: Client, province: Unit
) -> None:
    """With a link to the field of each; the label is taken on top of what is wrong."""
    living_portal(host=HOST)
    UnitFactory.create(code="ma-khac")
    opening = filled(office, province, **BAD)
    faults = faults_in(opening)
    found = {(fault.step, fault.field) for fault in faults}
    assert found == TOLD | {("address", "label")}
    before = held()
    answer = deed(office, opening, "kiem-tra", "open")
    assert answer.status_code == 422
    shown = words(answer)
    assert f"Chưa mở được: còn {len(faults)} việc bắt buộc." in shown
    for fault in faults:
        assert fault.message in shown
        where = f"/admin/mo-cong/{opening.pk}/{fault.step}/#id_{fault.field}"
        assert f'href="{where}"' in answer.content.decode()
    assert held() == before


def test_a_step_says_its_faults_and_goes_on_when_there_are_none(
    office: Client, province: Unit
) -> None:
    opening = wizard.begin(office, province)
    assert errors(office.get(wizard.address(opening, "unit"))) == []
    answer = fill(office, opening, "unit", **{**TYPED["unit"], "code": ""})
    assert answer.status_code == 422
    assert errors(answer) == ["còn thiếu"]
    answer = fill(office, opening, "unit", **TYPED["unit"])
    assert answer["Location"] == wizard.address(opening, "address")
    opening.refresh_from_db()
    assert (opening.name, opening.version) == (TYPED["unit"]["name"], 2)


def test_two_people_do_not_overwrite_each_other(office: Client, province: Unit) -> None:
    opening = wizard.begin(office, province)
    colleague = admin_client(person_of(province, Capability.STANDING_OFFICE))
    url = wizard.address(opening, "owner")
    drawn = form_of(office.get(url), wizard.FORM)
    fill(colleague, opening, "owner", phone="0276000999")
    answer = office.post(url, {**drawn, "phone": "0276000222", "email": "a@b.example"})
    assert answer.status_code == 409
    opening.refresh_from_db()
    assert opening.text("phone") == "0276000999"
    again = form_of(answer, wizard.FORM)
    assert (again["phone"], again["email"]) == ("0276000222", "a@b.example")
    office.post(url, again)
    opening.refresh_from_db()
    assert opening.text("phone") == "0276000222"


def test_opening_twice_opens_once(office: Client, province: Unit) -> None:
    """Two clicks, and a tab that was left open."""
    opening = filled(office, province)
    first = deed(office, opening, "kiem-tra", "open")
    after = held()
    second = office.post(
        wizard.address(opening, "kiem-tra"), {"deed": "open", "version": "5"}
    )
    assert first["Location"] == second["Location"] == wizard.address(opening, "ho-so")
    assert held() == after
    assert Portal.objects.count() == 1


def test_the_second_of_two_that_want_one_address_is_told(
    office: Client, province: Unit
) -> None:
    one, other = filled(office, province), filled(office, province)
    fill(office, other, "unit", code="xa-khac", name="Xã Khác", short_name="Xã Khác")
    fill(office, other, "address", hostname="khac.example")
    assert deed(office, one, "kiem-tra", "open").status_code == 302
    before = held()
    answer = deed(office, other, "kiem-tra", "open")
    assert answer.status_code == 422
    assert "“tanhung.thu.localhost” đã có cổng dùng" in words(answer)
    assert held() == before
    other.refresh_from_db()
    assert other.state == OpeningState.DRAFT


def test_a_fault_in_the_middle_leaves_nothing(
    office: Client, province: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = filled(office, province)
    before = held()

    def refuse(**told: Any) -> None:
        raise ValidationError("Không gửi được lời mời.")

    monkeypatch.setattr("cms.provisioning.services.drafts.invite", refuse)
    answer = deed(office, opening, "kiem-tra", "open")
    assert answer.status_code == 422
    assert "Không gửi được lời mời." in words(answer)
    assert held() == before


def test_the_portal_stands_on_trial_and_its_people_are_invited(
    office: Client, province: Unit, django_capture_on_commit_callbacks: Any
) -> None:
    began = monotonic()
    with django_capture_on_commit_callbacks(execute=True):
        opening = wizard.on_trial(office, province)
    assert monotonic() - began < 60  # the whole way from the first step
    portal = opening.portal
    assert portal is not None
    assert (portal.status, portal.opened_on) == (PortalStatus.TRIAL, None)
    hosts = PortalHostname.objects.filter(portal=portal)
    assert list(hosts.values_list("hostname", flat=True)) == [HOST]
    invitation = Invitation.objects.get()
    assert invitation.email == "tam@tinh.example"
    assert invitation.capability == "head_of_unit"
    assert [letter.to for letter in mail.outbox] == [["tam@tinh.example"]]
    assert Client().get("/", headers={"host": HOST}).status_code == 403


def test_a_unit_that_is_entered_already_stays_as_it_is(
    office: Client, province: Unit
) -> None:
    unit = UnitFactory.create(
        parent=province, kind=UnitKind.SUBORDINATE, valid_from=date(2020, 1, 1)
    )
    OfficeHours.objects.create(unit=unit, weekday=2, opens="07:30", closes="11:30")
    before = model_to_dict(unit)
    choice = {"existing": unit.code, "name": "Tên khác", "code": ""}
    opening = wizard.on_trial(office, province, unit=choice)
    assert opening.portal is not None
    assert opening.portal.unit == unit
    unit.refresh_from_db()
    assert model_to_dict(unit) == before
    assert unit.office_hours.count() == 1


@pytest.mark.parametrize("case", ["ended", "elsewhere", "has a portal", "unknown"])
def test_a_unit_that_can_t_be_chosen_is_refused(
    office: Client, province: Unit, case: str
) -> None:
    unit = UnitFactory.create(parent=province)
    if case == "ended":
        Unit.objects.filter(pk=unit.pk).update(valid_to=date(2020, 1, 1))
    elif case == "elsewhere":
        Unit.objects.filter(pk=unit.pk).update(parent=None)
    elif case == "has a portal":
        living_portal(unit=unit)
    code = "khong-co" if case == "unknown" else unit.code
    opening = filled(office, province, unit={"existing": code})
    faults = faults_in(opening)
    told = [fault.message for fault in faults if fault.field == "existing"]
    assert told[0].startswith("Đơn vị này đã kết thúc, đã có cổng")
    assert deed(office, opening, "kiem-tra", "open").status_code == 422


def test_keepers_open_portals_of_units_with_nothing_above(office: Client) -> None:
    """The standing office sees nothing of it, and can't leave the unit above out."""
    keeper = admin_client(UserFactory.create(superuser=True))
    opening = wizard.on_trial(keeper, None)
    assert opening.portal is not None
    assert opening.portal.unit.parent is None
    for screen in ("kiem-tra", "ho-so", "unit"):
        assert office.get(wizard.address(opening, screen)).status_code == 404
    sent = {"above": "", "name": "Lạ", "start": "pattern:so"}
    assert office.post("/admin/mo-cong/moi/", sent).status_code == 422
    assert Opening.objects.count() == 1


def test_a_draft_is_given_up(office: Client, province: Unit) -> None:
    opening = filled(office, province)
    assert deed(office, opening, "kiem-tra", "drop")["Location"] == "/admin/mo-cong/"
    opening.refresh_from_db()
    assert opening.state == OpeningState.DROPPED
    assert deed(office, opening, "kiem-tra", "open").status_code == 302
    assert Portal.objects.count() == 0


@pytest.mark.parametrize("who", ["administrator", "auditor", "office elsewhere"])
def test_nobody_else_opens_portals(office: Client, province: Unit, who: str) -> None:
    opening = filled(office, province)
    roles = {
        "administrator": (province, Capability.UNIT_ADMIN),
        "auditor": (province, Capability.AUDITOR),
        "office elsewhere": (UnitFactory.create(), Capability.STANDING_OFFICE),
    }
    client = admin_client(person_of(*roles[who]))
    before = held()
    for screen in (*TYPED, "kiem-tra", "ho-so"):
        url = wizard.address(opening, screen)
        for answer in (client.get(url), client.post(url, {"deed": "open"})):
            assert answer.status_code in {302, 403, 404}
            assert opening.name not in answer.content.decode()
    sent = {"above": province.pk, "name": "Lạ", "start": "pattern:so"}
    client.post("/admin/mo-cong/moi/", sent)
    assert held() == before
    assert Opening.objects.count() == 1


def test_the_list_costs_the_same_however_long(
    office: Client, province: Unit, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        Opening.objects.create(above=province, name=f"Xã {number}", taken_from="Mẫu")
    office.get("/admin/mo-cong/")
    with django_assert_max_num_queries(14):
        shown = words(office.get("/admin/mo-cong/"))
    assert "Xã 11" in shown


@pytest.mark.parametrize("key", sorted(patterns()))
def test_every_pattern_is_in_order(key: str, office: Client, province: Unit) -> None:
    opening = wizard.begin(office, province, f"pattern:{key}")
    for step, typed in TYPED.items():
        fill(office, opening, step, **({} if step == "look" else typed))
    opening.refresh_from_db()
    assert opening.texts("sections") == [
        section["slug"] for section in opening.frame["sections"]
    ]
    assert faults_in(opening) == []


def test_without_a_domain_for_trials_the_wizard_says_so(
    office: Client, province: Unit, settings: Settings
) -> None:
    opening = filled(office, province)
    settings.PORTAL_TRIAL_DOMAIN = ""
    shown = words(office.get(wizard.address(opening, "kiem-tra")))
    assert "PORTAL_TRIAL_DOMAIN" in shown


@pytest.mark.parametrize("label", ["www", "a.b", "-a", "tấn"])
def test_labels_are_single_free_words(
    office: Client, province: Unit, label: str
) -> None:
    opening = filled(office, province, address={"label": label})
    fields = {fault.field for fault in faults_in(opening)}
    assert fields == {"label"}


def test_a_clone_takes_structure_and_nothing_else(
    office: Client, province: Unit
) -> None:
    model = living_portal(unit=UnitFactory.create(parent=province))
    names = RoleName.objects
    names.create(portal=model.portal, capability="publisher", name="Ban Trị sự")
    model.home.body = [
        ("lead", {"pages": [], "rail": 2}),
        ("section_rows", {"sections": [model.section.page_ptr]}),
        ("questions", {"title": "Hỏi", "items": []}),
        ("links", {"title": "Nơi khác"}),
    ]
    publish(model.home)
    NewsPageFactory.create(parent=model.section, title="Tin của cổng mẫu")
    opening = wizard.begin(office, province, f"portal:{model.portal.pk}")
    chosen = {"sections": ["van-hoa", "the-thao"]}
    for step, typed in TYPED.items():
        fill(office, opening, step, **{**typed, **(chosen if step == "look" else {})})
    assert deed(office, opening, "kiem-tra", "open").status_code == 302
    opening.refresh_from_db()
    assert opening.portal is not None
    home = opening.portal.site.root_page.specific
    kinds = [block.block_type for block in home.body]
    assert kinds == ["lead", "section_rows", "links"]
    assert home.body[0].value["rail"] == 2
    section = home.body[1].value["sections"][0]
    assert section.get_parent().pk == home.pk
    titles = [page.title for page in home.get_descendants().order_by("path")]
    assert titles == ["Văn hóa", "Thể thao"]
    assert names.get(portal=opening.portal).name == "Ban Trị sự"
    text = OwnerText.objects.get(portal=opening.portal)
    assert text.name == TYPED["owner"]["owner_vi_name"]


@pytest.mark.service_postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_wins() -> None:
    """The other is told what is taken, and leaves nothing half-done."""
    province = UnitFactory.create(code="tinh-thu")
    actor = person_of(province, Capability.STANDING_OFFICE)
    office = admin_client(actor)
    one, other = filled(office, province), filled(office, province)
    fill(office, other, "unit", code="xa-khac", name="Xã Khác", short_name="Xã Khác")
    fill(office, other, "address", hostname="khac.example")
    gate = Barrier(2)

    def rush(key: int) -> str:
        opening = Opening.objects.get(pk=key)
        gate.wait(10)
        try:
            with translation.override("vi"):
                open_trial(
                    opening=opening,
                    actor=User.objects.get(pk=actor.pk),
                    version=opening.version,
                )
        except OpeningError as error:
            return str(error)
        finally:
            connection.close()
        return "opened"

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(rush, (one.pk, other.pk)))
    assert told[0] == "opened"
    assert f"“{HOST}” đã có cổng dùng. Hãy chọn từ khác." in told[1]
    assert Portal.objects.count() == 1
    assert sorted(Opening.objects.values_list("state", flat=True)) == ["draft", "trial"]
