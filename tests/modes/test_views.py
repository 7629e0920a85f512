"""The screens of modes: who is let in, what is offered, what is told of what was held."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.core.models import EditorialRecord
from cms.modes.choices import EffectKind, ModeKind, Scope
from cms.modes.models import Effect, Mode
from cms.modes.services import note_effect
from sites.models import Capability
from tests.admin import LATER, admin_client, soup, words
from tests.factories.moderation import record_of
from tests.factories.news import NewsPageFactory
from tests.factories.people import UserFactory, person_of
from tests.modes.conftest import NOW, Province, after_commit

pytestmark = pytest.mark.django_db

LIST = "/admin/che-do/"
QUERIES = 26


def typed(province: Province, **told: Any) -> dict[str, Any]:
    return {
        "kind": "tet",
        "name": "Tết của tỉnh",
        "grounds": "Kế hoạch 1/KH-UBND",
        "unit": province.unit.pk,
        "scope": "below",
        "begins_at": "2027-01-28T00:00",
        "ends_at": "2027-02-15T00:00",
        "title_vi": "Chúc mừng  năm mới",
        "title_en": "Happy New Year",
        "step": "save",
        **told,
    }


def post(client: Client, path: str, **values: Any) -> Any:
    return after_commit(lambda: client.post(path, values))


def test_drawn_up_looked_at_approved_ended(province: Province) -> None:
    first, second = admin_client(province.first), admin_client(province.second)
    looked = post(first, f"{LIST}moi/", **typed(province, step="look"))
    assert looked.status_code == 200
    assert "Xuân Đinh Mùi 2027" in words(looked)
    assert "Nghỉ Tết từ" in words(looked)
    assert not Mode.objects.exists()

    saved = post(first, f"{LIST}moi/", **typed(province))
    mode = Mode.objects.get()
    here = f"{LIST}{mode.pk}/"
    assert saved["Location"] == here
    assert (mode.title_vi, mode.made_by) == ("Chúc mừng năm mới", province.first)
    assert 'value="approve"' not in first.get(here).content.decode()
    assert 'value="approve"' in second.get(here).content.decode()

    post(second, here, deed="approve")
    mode.refresh_from_db()
    assert mode.approved_by == province.second
    assert first.get(f"{here}sua/").status_code == 302  # turned away

    assert "2 cổng" in words(first.get(f"{here}ket-thuc/"))
    post(first, here, deed="end")
    mode.refresh_from_db()
    assert mode.ended_by == province.first
    assert "Đã kết thúc" in words(first.get(LIST))


def test_faults_are_told_and_nothing_is_lost(province: Province) -> None:
    client = admin_client(province.first)
    wrong = typed(
        province, kind="bau_cu", ends_at="2027-01-27T00:00", link="//evil.example"
    )
    answer = post(client, f"{LIST}moi/", **wrong)
    assert answer.status_code == 422
    told = words(answer)
    assert "Thời điểm kết thúc phải sau thời điểm bắt đầu." in told
    assert "Hãy chọn ngày bầu cử." in told
    assert "một dấu /" in told
    assert 'value="//evil.example"' in answer.content.decode()
    assert not Mode.objects.exists()


def test_a_unit_decides_for_its_own_portal_alone(province: Province) -> None:
    keeper = person_of(province.near.unit, Capability.UNIT_ADMIN)
    client = admin_client(keeper)
    form = client.get(f"{LIST}moi/").content.decode()
    assert 'value="quoc_tang"' not in form
    assert province.far.unit.name not in form
    for told in (
        {"unit": province.unit.pk},
        {"kind": "quoc_tang", "unit": province.near.unit.pk},
        {"unit": province.far.unit.pk},
    ):
        assert post(client, f"{LIST}moi/", **typed(province, **told)).status_code == 422
    assert not Mode.objects.exists()
    own = typed(province, unit=province.near.unit.pk)
    assert post(client, f"{LIST}moi/", **own).status_code == 302
    assert Mode.objects.get().unit == province.near.unit


def test_who_is_covered_reads_and_others_know_nothing(province: Province) -> None:
    mode = province.agreed(ModeKind.MOURNING)
    theirs = province.planned(
        unit=province.far.unit, scope=Scope.CHOSEN, portals=[province.far.portal]
    )
    editor = admin_client(person_of(province.near.unit, Capability.EDITOR))
    assert mode.name in words(editor.get(LIST))
    here = f"{LIST}{mode.pk}/"
    assert "deed" not in editor.get(here).content.decode()
    assert editor.get(f"{LIST}{theirs.pk}/").status_code == 404
    assert post(editor, here, deed="end").status_code in {302, 403}
    mode.refresh_from_db()
    assert mode.ended_at is None
    stranger = admin_client(person_of(province.elsewhere.unit, Capability.PUBLISHER))
    assert stranger.get(here).status_code == 404
    assert mode.name not in words(stranger.get(LIST))
    assert admin_client(UserFactory.create()).get(LIST).status_code in {302, 403}


def held(province: Province, mode: Mode, title: str) -> Effect:
    page = NewsPageFactory.create(parent=province.near.section, title=title, draft=True)
    return note_effect(
        mode=mode,
        kind=EffectKind.HELD,
        unit=province.near.unit,
        record=record_of(page),
        page_id=page.pk,
        at=NOW,
    )


def test_the_report_hides_what_nobody_may_know(province: Province) -> None:
    mode = province.agreed(ModeKind.MOURNING)
    held(province, mode, "Hội hoa xuân")
    secret = held(province, mode, "Khai trương phố đi bộ")
    assert secret.record is not None
    EditorialRecord.objects.filter(pk=secret.record.pk).update(
        embargo_until=NOW + timedelta(days=9), first_published_at=None
    )
    here = f"{LIST}{mode.pk}/"
    keeper = admin_client(person_of(province.near.unit, Capability.EDITOR))
    told = words(keeper.get(here))
    assert "Hội hoa xuân" in told
    assert "Khai trương phố đi bộ" not in told
    far = admin_client(person_of(province.far.unit, Capability.EDITOR))
    assert "Hội hoa xuân" not in words(far.get(here))


def test_the_first_page_tells_what_is_on(province: Province) -> None:
    editor = admin_client(person_of(province.near.unit, Capability.EDITOR))
    assert "Những ngày đặc biệt" not in words(editor.get(LATER))
    ends = NOW.replace(day=23, hour=17)  # midnight in Vietnam
    mode = province.agreed(ModeKind.MOURNING, ends_at=ends)
    held(province, mode, "Hội hoa xuân")
    told = words(editor.get(LATER))
    assert "Quốc tang đến 24:00 23/11/2026" in told
    assert "1 tin được giữ lại" in told


def test_an_election_says_where_no_stricter_route_is(province: Province) -> None:
    mode = province.agreed(ModeKind.ELECTION)
    page = soup(admin_client(province.first).get(f"{LIST}{mode.pk}/"))
    lacking = page.select_one("[aria-labelledby=lacking-title]")
    assert lacking is not None
    assert province.near.unit.name in lacking.text


def test_lists_ask_the_same_however_many_there_are(province: Province) -> None:
    client = admin_client(province.first)
    client.get(LIST)
    for number in range(2):
        begins = NOW + timedelta(days=10 * number)
        province.planned(begins_at=begins, ends_at=begins + timedelta(days=3))
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for number in range(2, 12):
        begins = NOW + timedelta(days=10 * number)
        province.planned(begins_at=begins, ends_at=begins + timedelta(days=3))
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)
    assert len(many) == len(few) <= QUERIES
