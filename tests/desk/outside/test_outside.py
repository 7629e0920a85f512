"""Asking somebody without an account: the link, what it opens, and when it does not."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from cms.core.models import EditorialRecord
from cms.desk.outside import reviewing
from cms.evidence.models import Entry
from cms.moderation.models import Advice, Case, Consultation, Notice
from cms.moderation.services import ask_outside, pass_of, revoke, submit_item
from sites.models import Capability
from tests.admin import HOST, admin_client, soup, words
from tests.factories.moderation import Board, board, record_of
from tests.factories.people import person_of
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

NAME, PLACE = "TS. Lê Văn Hòa", "Viện Sử học"


@pytest.fixture
@kept
def desk() -> Board:
    return board()


@pytest.fixture
@kept
def case(desk: Board) -> Case:
    return submit_item(page=desk.draft(), actor=desk.writer)


@pytest.fixture
@kept
def asked(desk: Board, case: Case) -> Consultation:
    return ask_outside(
        case=case,
        actor=desk.editor,
        name=NAME,
        organisation=PLACE,
        expires_at=timezone.now() + timedelta(days=1),
    )


def guest() -> Client:
    return Client(headers={"host": HOST})


def address(asked: Consultation) -> str:
    return f"/duyet-ngoai/{pass_of(asked)}/"


def test_the_link_is_shown_once_and_opens(desk: Board, case: Case) -> None:
    client, path = admin_client(desk.editor), f"/admin/y-kien/{case.pk}/"
    sent = client.post(path, {"name": NAME, "organisation": PLACE, "days": "2"})
    link = str(soup(sent).select_one("input[readonly]")["value"])  # type: ignore[index]
    asked = Consultation.objects.get()
    assert guest().get(link).status_code == 200
    asked.refresh_from_db()
    Consultation.objects.update(opened_at=None)
    assert timedelta(days=1) < asked.expires_at - timezone.now() <= timedelta(days=2)
    again = client.get(path)
    assert NAME in words(again)
    assert link not in again.content.decode()
    assert "chưa mở" in words(again)


def test_every_fault_at_once_and_what_was_typed_stays(desk: Board, case: Case) -> None:
    answer = admin_client(desk.editor).post(
        f"/admin/y-kien/{case.pk}/", {"name": "", "organisation": PLACE, "days": "90"}
    )
    assert answer.status_code == 422
    assert len(soup(answer).select(".w-field__errors .error-message")) == 2
    assert PLACE in answer.content.decode()
    assert not Consultation.objects.exists()


def test_no_outsider_sees_an_item_under_embargo(desk: Board, case: Case) -> None:
    EditorialRecord.objects.filter(pk=case.record_id).update(
        embargo_until=timezone.now() + timedelta(days=1)
    )
    answer = admin_client(desk.editor).post(
        f"/admin/y-kien/{case.pk}/", {"name": NAME, "days": "2"}
    )
    assert answer.status_code == 422
    assert not Consultation.objects.exists()


def test_people_of_other_units_ask_about_nothing(case: Case, asked: Any) -> None:
    stranger = admin_client(person_of(board().living.unit, Capability.EDITOR))
    assert stranger.get(f"/admin/y-kien/{case.pk}/").status_code == 404
    assert stranger.post(f"/admin/y-kien/thu-hoi/{asked.pk}/").status_code == 404
    assert Consultation.objects.get().revoked_at is None


def test_a_guest_is_named_and_reads_what_was_submitted(asked: Consultation) -> None:
    answer = guest().get(address(asked))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"].startswith("noindex")
    assert answer["Referrer-Policy"] == "same-origin"
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert f"Đang xem với tên {NAME}, {PLACE}" in words(answer)
    frame = soup(answer).select_one("iframe")
    assert frame
    item = guest().get(str(frame["src"]))
    assert item.status_code == 200
    assert f"{NAME}, {PLACE} · " in words(item, "body")
    assert asked.case.record.title in words(item)
    assert "no-store" in item["Cache-Control"]
    asked.refresh_from_db()
    assert asked.opened_at is not None


def test_only_the_form_sets_a_cookie(asked: Consultation) -> None:
    assert set(guest().get(address(asked)).cookies) <= {"csrftoken", "__Host-csrftoken"}


def test_a_comment_reaches_the_desk(desk: Board, asked: Consultation) -> None:
    client = guest()
    empty = client.post(address(asked), {"text": " "})
    assert empty.status_code == 422
    assert not Advice.objects.exists()
    sent = client.post(address(asked), {"text": "Năm dựng đình là 1702."}, follow=True)
    assert "Ý kiến của ông/bà đã đến ban biên tập" in words(sent)
    entry = Entry.objects.of(asked.case.record).last()
    assert entry is not None
    assert (entry.deed, entry.facts["name"]) == ("advised", NAME)
    told = Notice.objects.filter(kind="commented").values_list("person", flat=True)
    assert {desk.writer.pk, desk.editor.pk} <= set(told)
    listed = admin_client(desk.editor).get(f"/admin/y-kien/{asked.case_id}/")
    assert "Năm dựng đình là 1702." in words(listed)


@pytest.mark.parametrize("why", ["forged", "expired", "revoked"])
def test_what_opens_nothing_says_so(asked: Consultation, why: str) -> None:
    path = address(asked)
    if why == "forged":
        path = path[:-2] + "x/"
    elif why == "expired":
        Consultation.objects.update(expires_at=timezone.now())
    else:
        revoke(consultation=asked)
    for one in (path, f"{path}tin/"):
        answer = guest().get(one)
        assert answer.status_code == 410
        assert asked.case.record.title not in answer.content.decode()
        assert "Liên kết này không mở được nữa" in words(answer)
    assert guest().post(path, {"text": "Muộn"}).status_code == 410
    assert not Advice.objects.exists()


def test_revoked_by_the_desk(desk: Board, asked: Consultation) -> None:
    client = admin_client(desk.editor)
    client.post(f"/admin/y-kien/thu-hoi/{asked.pk}/")
    assert Consultation.objects.get().revoked_at is not None
    assert guest().get(address(asked)).status_code == 410


def test_a_case_that_is_over_ends_the_link(desk: Board, asked: Consultation) -> None:
    record_of(asked.case.page).cases.update(state="withdrawn")
    assert guest().get(address(asked)).status_code == 410


def test_guessing_is_counted(
    asked: Consultation, monkeypatch: pytest.MonkeyPatch
) -> None:
    caches["security"].clear()
    small = reviewing.Allowance("outside-test", 1)
    monkeypatch.setattr(reviewing, "OPENINGS", small)
    assert guest().get(address(asked)).status_code == 200
    assert guest().get(address(asked)).status_code == 429


def test_portals_do_not_answer_there(desk: Board, asked: Consultation) -> None:
    reader = Client(headers={"host": desk.living.portal.site.hostname})
    assert reader.get(address(asked)).status_code == 404
