"""Settings and registers: whose they are, and who changes them."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.quality.models import Leader, LegalText, OfficialSource, RuleSetting
from cms.quality.seeds import LEGAL_TEXTS, SOURCES, plant
from cms.users.models import User
from sites.models import Capability
from tests.admin import admin_client, errors, soup, words
from tests.factories.people import person_of
from tests.factories.portals import Living, UnitFactory, living_portal

pytestmark = pytest.mark.django_db
RULE = {"code": "title_length", "severity": "block", "least": "", "most": "80"}


def added(person: User, room: str, **values: Any) -> Any:
    return admin_client(person).post(f"/admin/{room}/new/", values)


def test_an_administrator_tightens_for_the_own_unit(
    administrator: User, living: Living
) -> None:
    response = added(administrator, "content-rules", unit=living.unit.pk, **RULE)
    assert response.status_code == 302
    row = RuleSetting.objects.get()
    assert (row.unit, row.code, row.severity, row.most) == (
        *(living.unit, "title_length", "block"),
        80,
    )


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"severity": "off"}, 1),
        ({"most": "121"}, 1),
        ({"severity": "off", "most": "500"}, 2),
        ({"code": "clip_length", "least": "10", "most": "301"}, 2),
        ({"code": "expired_law", "most": ""}, 1),
        ({"code": "spaces"}, 1),
        ({"code": "clip_length", "least": "200", "most": "100"}, 1),
        ({"code": "khong_co"}, 1),
    ],
)
def test_looser_and_meaningless_settings_are_told_at_once(
    administrator: User, living: Living, changes: dict[str, str], fields: int
) -> None:
    sent = {**RULE, **changes, "unit": living.unit.pk}
    response = added(administrator, "content-rules", **sent)
    assert len(errors(response)) == fields
    assert not RuleSetting.objects.exists()


def test_the_house_says_anything(keeper: User) -> None:
    sent = {**RULE, "severity": "off", "most": "500", "unit": ""}
    assert added(keeper, "content-rules", **sent).status_code == 302
    assert RuleSetting.objects.of_house().get().severity == "off"
    assert added(keeper, "content-rules", **sent).status_code == 200  # once only
    assert RuleSetting.objects.count() == 1


def test_the_house_s_entries_are_read_and_kept_by_keepers(
    administrator: User, keeper: User, living: Living
) -> None:
    source = OfficialSource.objects.get(host="nhandan.vn")
    url = f"/admin/official-sources/edit/{source.pk}/"
    client = admin_client(administrator)
    assert "Báo Nhân Dân" in words(client.get("/admin/official-sources/"))
    assert client.get(url).status_code == 404
    assert client.post(url, {"name": "x", "host": "x.vn"}).status_code == 404
    assert added(administrator, "official-sources", name="x", host="x.vn", unit="").status_code == 200  # fmt: skip
    source.refresh_from_db()
    assert (source.name, source.unit) == ("Báo Nhân Dân", None)
    assert not OfficialSource.objects.filter(host="x.vn").exists()
    assert admin_client(keeper).get(url).status_code == 200


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("https://www.baotayninh.vn/tin", "baotayninh.vn"), (" BaoTayNinh.VN ", "baotayninh.vn")],
)  # fmt: skip
def test_a_source_is_a_hostname_however_it_was_copied(
    administrator: User, living: Living, typed: str, kept: str
) -> None:
    added(
        administrator, "official-sources", unit=living.unit.pk, name="Báo", host=typed
    )
    assert OfficialSource.objects.get(unit=living.unit).host == kept


@pytest.mark.parametrize("typed", ["báo tây ninh", "khong-co-cham", "https://"])
def test_what_is_no_hostname_is_refused(
    administrator: User, living: Living, typed: str
) -> None:
    response = added(
        administrator, "official-sources", unit=living.unit.pk, name="Báo", host=typed
    )
    assert errors(response) == ["Đây không phải tên miền."]


def test_days_stand_in_their_order(administrator: User, living: Living) -> None:
    unit = {"unit": living.unit.pk}
    leader = {"name": "Lê Cường", "title": "Giám đốc", "protocol_order": "1"}
    days = {"held_from": "02/01/2026", "held_to": "01/01/2026"}
    told = "Ngày cuối không thể trước ngày đầu."
    sent = {**unit, **leader, **days}
    assert told in soup(added(administrator, "leaders", **sent)).get_text(" ")
    text = {"number": "1/2026/QĐ-UBND", "title": "Quy chế"}
    days = {"in_force_from": "02/01/2026", "in_force_to": "01/01/2026"}
    sent = {**unit, **text, **days}
    assert told in soup(added(administrator, "legal-texts", **sent)).get_text(" ")
    assert not Leader.objects.exists()
    assert not LegalText.objects.filter(unit=living.unit).exists()


@pytest.mark.parametrize(
    "room", ["content-rules", "official-sources", "legal-texts", "leaders"]
)
def test_lists_are_for_who_keeps_something(
    room: str, living: Living, editor: User, administrator: User, keeper: User
) -> None:
    auditor = person_of(living.unit, Capability.AUDITOR)
    for person in (administrator, keeper, auditor):
        assert admin_client(person).get(f"/admin/{room}/").status_code == 200
    assert admin_client(editor).get(f"/admin/{room}/").status_code in {302, 403}
    assert admin_client(auditor).get(f"/admin/{room}/new/").status_code in {302, 403}


def test_a_neighbour_sees_nothing_of_it(administrator: User, living: Living) -> None:
    own = Leader.objects.create(unit=living.unit, name="Lê Cường", title="Giám đốc")
    neighbour = person_of(living_portal().unit, Capability.UNIT_ADMIN)
    client = admin_client(neighbour)
    assert "Lê Cường" not in soup(client.get("/admin/leaders/")).get_text()
    for page in ("edit", "delete", "history"):
        assert client.get(f"/admin/leaders/{page}/{own.pk}/").status_code == 404
    assert "Lê Cường" in words(admin_client(administrator).get("/admin/leaders/"))


def test_the_office_above_keeps_what_is_below(living: Living) -> None:
    above = UnitFactory.create()
    living.unit.parent = above
    living.unit.save()
    own = Leader.objects.create(unit=living.unit, name="Lê Cường", title="Giám đốc")
    office = person_of(above, Capability.STANDING_OFFICE)
    sent = {"unit": living.unit.pk, "name": "Lê Cường", "title": "Phó Giám đốc"}
    response = admin_client(office).post(
        f"/admin/leaders/edit/{own.pk}/", {**sent, "protocol_order": "5"}
    )
    assert response.status_code == 302
    own.refresh_from_db()
    assert own.title == "Phó Giám đốc"


def test_the_cost_of_a_list_does_not_grow(administrator: User, living: Living) -> None:
    client = admin_client(administrator)
    costs = []
    for count in (1, 12):
        for number in range(count):
            Leader.objects.create(
                unit=living.unit, name=f"Lê {number}", title="Giám đốc"
            )
        client.get("/admin/leaders/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/admin/leaders/")
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_the_registers_begin_with_what_is_certain() -> None:
    LegalText.objects.all().delete()
    OfficialSource.objects.all().delete()
    plant(LegalText, OfficialSource)
    assert LegalText.objects.of_house().count() == len(LEGAL_TEXTS) == 13
    assert OfficialSource.objects.of_house().count() == len(SOURCES) == 9
    press = LegalText.objects.get(number="103/2016/QH13")
    assert press.names[1:] == ["Luật Báo chí 2016", "Luật Báo chí năm 2016"]
    for text in LegalText.objects.all():
        text.full_clean()
