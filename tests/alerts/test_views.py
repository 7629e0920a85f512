"""The screens: blanks, a confirmation, and a tap; who is let in, and what is kept."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.alerts.models import Alert, AlertTemplate
from cms.users.models import User
from sites.models import Capability
from tests.admin import admin_client, soup, words
from tests.alerts.conftest import (
    NOW,
    WORDS_EN,
    WORDS_VI,
    Province,
    after_commit,
    flood,
)
from tests.factories.people import UserFactory, person_of

pytestmark = pytest.mark.django_db

LIST = "/admin/canh-bao/"
QUERIES = 24
TYPED: dict[str, Any] = {
    "place": "xã Ninh Điền",
    "hour": "2026-11-22T00:00",
    "phone": "0276 3822 000",
    "scope": "all",
    "expires_at": "2026-11-22T06:30",
}


def sending(template: AlertTemplate) -> str:
    return f"{LIST}mau/{template.pk}/gui/"


def post(client: Client, path: str, **values: Any) -> Any:
    return after_commit(lambda: client.post(path, values))


def hidden(answer: Any) -> dict[str, list[str]]:
    """Return what the confirmation sends when it is sent as it stands."""
    found: dict[str, list[str]] = {}
    for field in soup(answer).select("form input[type=hidden]"):
        found.setdefault(str(field["name"]), []).append(str(field["value"]))
    return found


def test_two_screens_and_a_tap(province: Province) -> None:
    client, path = admin_client(province.sender), sending(province.flood)
    assert client.get("/admin/").content.decode().count(f'href="{LIST}"') >= 1
    assert path in client.get(LIST).content.decode()
    asked = client.get(path)
    assert [field["name"] for field in soup(asked).select("form.a-form input")][
        1:4
    ] == [*("place", "hour", "phone")]
    assert 'value="2026-11-22T06:30"' in asked.content.decode()

    read = post(client, path, **TYPED, step="look")
    assert read.status_code == 200
    assert not Alert.objects.exists()
    told = words(read)
    for said in (WORDS_VI, WORDS_EN, "06:30 22/11/2026", "3 "):
        assert said in told, said
    for living in (province.near, province.far, province.trial):
        assert living.unit.name in told
        assert living.host in told

    sent = post(client, path, **hidden(read), step="send")
    alert = Alert.objects.get()
    assert sent["Location"] == f"{LIST}{alert.pk}/"
    assert set(alert.portals.all()) == {
        *(province.near.portal, province.far.portal, province.trial.portal)
    }
    again = post(client, path, **hidden(read), step="send")
    assert again.status_code == 422
    assert Alert.objects.count() == 1


def test_faults_stand_at_their_fields_and_nothing_typed_is_lost(
    province: Province,
) -> None:
    client, path = admin_client(province.sender), sending(province.flood)
    wrong = {**TYPED, "hour": "", "phone": "x", "scope": "chosen", "expires_at": "?"}
    answer = post(client, path, **wrong, step="send")
    assert answer.status_code == 422
    page = soup(answer)
    assert len(page.select(".error-message")) == 4
    assert page.select_one("[name=place]")["value"] == TYPED["place"]  # type: ignore[index]
    assert page.select_one("details[open]") is not None
    outside = {**TYPED, "scope": "chosen", "portals": province.elsewhere.portal.pk}
    assert post(client, path, **outside, step="look").status_code == 422
    assert not Alert.objects.exists()


def test_some_portals_can_be_chosen(province: Province) -> None:
    client, path = admin_client(province.sender), sending(province.flood)
    chosen = {**TYPED, "scope": "chosen", "portals": [province.far.portal.pk]}
    read = post(client, path, **chosen, step="look")
    back = post(client, path, **hidden(read), step="change")
    assert back.status_code == 200
    assert f'value="{TYPED["place"]}"' in back.content.decode()
    post(client, path, **hidden(read), step="send")
    assert list(Alert.objects.get().portals.all()) == [province.far.portal]


def test_what_is_sent_is_what_was_confirmed(province: Province) -> None:
    client, path = admin_client(province.sender), sending(province.flood)
    read = post(client, path, **TYPED, step="look")
    province.flood.words_vi = "Nước rút ở {nơi} từ {giờ}. Gọi {điện thoại}."
    province.flood.save()
    changed = post(client, path, **hidden(read), step="send")
    assert not Alert.objects.exists()
    assert "Nước rút ở xã Ninh Điền" in words(changed)
    post(client, path, **hidden(changed), step="send")
    assert Alert.objects.get().words_vi.startswith("Nước rút")


def test_the_other_person_approves_and_takes_away(province: Province) -> None:
    alert = province.sent()
    path = f"{LIST}{alert.pk}/"
    own, other = admin_client(province.sender), admin_client(province.second)
    assert deeds(own, path) == {"end"}
    assert deeds(other, path) == {"approve", "end"}
    assert own.post(path, {"deed": "approve"}).status_code == 302  # led away, refused
    assert own.post(path, {"deed": "?"}).status_code == 302
    alert.refresh_from_db()
    assert alert.approved_at is None
    assert "Cảnh báo lũ" in words(other.get("/admin/"))
    post(other, path, deed="approve")
    post(other, path, deed="end")
    alert.refresh_from_db()
    assert (alert.approved_by, alert.ended_by) == (province.second, province.second)
    assert deeds(other, path) == set()
    assert "Cảnh báo lũ" not in words(other.get("/admin/"))


def deeds(client: Client, path: str) -> set[str]:
    buttons = soup(client.get(path)).select("button[name=deed]")
    return {str(button["value"]) for button in buttons}


def may_enter(user: User, path: str) -> bool:
    return admin_client(user).get(path).status_code == 200


def test_nobody_else_comes_near(province: Province) -> None:
    alert = province.sent()
    office = Capability.STANDING_OFFICE
    stranger = person_of(province.elsewhere.unit, office)
    editor = person_of(province.unit, Capability.EDITOR)
    auditor = person_of(province.unit, Capability.AUDITOR)
    pages = (LIST, f"{LIST}{alert.pk}/", sending(province.flood))
    assert [may_enter(stranger, page) for page in pages] == [True, False, False]
    assert [may_enter(editor, page) for page in pages] == [False, False, False]
    assert [may_enter(auditor, page) for page in pages] == [True, True, False]
    assert "Cảnh báo lũ" not in words(admin_client(stranger).get(LIST))
    assert deeds(admin_client(auditor), pages[1]) == set()


def test_templates_are_kept_by_the_office(province: Province) -> None:
    client = admin_client(province.sender)
    made = {
        "unit": province.unit.pk,
        "severity": "warning",
        "hours": 24,
        "title_vi": "Cắt điện",
        "title_en": "Power cut",
        "words_vi": "Mất điện ở {nơi} từ {giờ}.",
        "words_en": "Power is cut at {nơi} from {giờ}.",
    }
    wrong = {**made, "words_en": "Power is cut.", "unit": province.elsewhere.unit.pk}
    answer = client.post("/admin/mau-canh-bao/new/", wrong)
    assert len(soup(answer).select(".error-message")) == 2
    assert AlertTemplate.objects.count() == 1
    client.post("/admin/mau-canh-bao/new/", made)
    assert AlertTemplate.objects.get(title_vi="Cắt điện").unit == province.unit
    assert "Cắt điện" in words(client.get("/admin/mau-canh-bao/"))
    stranger = person_of(province.elsewhere.unit, Capability.STANDING_OFFICE)
    edit = f"/admin/mau-canh-bao/edit/{province.flood.pk}/"
    assert not may_enter(stranger, edit)
    assert may_enter(province.sender, edit)


def test_a_list_costs_the_same_for_one_and_for_many(province: Province) -> None:
    client = admin_client(UserFactory.create(superuser=True))

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LIST).status_code == 200
        return len(queries)

    province.sent()
    first = asked()
    flood(province.unit)
    for hours in range(1, 6):
        alert = province.sent(values={**_values(hours)})
        Alert.objects.filter(pk=alert.pk).update(sent_by=UserFactory.create())
    assert asked() == first <= QUERIES


def _values(hours: int) -> dict[str, Any]:
    return {
        "place": f"xã số {hours}",
        "hour": NOW + timedelta(hours=hours),
        "phone": "114",
    }


def test_everything_is_said_in_vietnamese(province: Province) -> None:
    told = words(admin_client(province.sender).get(sending(province.flood)))
    assert re.search(r"\bRead it once more\b|\bWhere\b", told) is None
