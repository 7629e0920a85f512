"""Notifications in the administration: the unit's screen, and one's own."""

from datetime import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.notifications.models import (
    DeadMailbox,
    PersonSetting,
    Recipient,
    UnitSetting,
)
from cms.notifications.services import add_recipient, note_refused
from sites.models import Capability
from tests.admin import admin_client, form_of, words
from tests.factories.moderation import Board
from tests.factories.people import person_of
from tests.factories.portals import UnitFactory
from tests.notifications.conftest import NEAR, NOON, deliver, tell

pytestmark = pytest.mark.django_db
FORM = "form:has(button[value=save])"


@pytest.fixture
def keeper(desk: Board) -> Client:
    return admin_client(person_of(desk.living.unit, Capability.UNIT_ADMIN))


def url(unit: int | None = None) -> str:
    return reverse("notifications:index") + (f"?unit={unit}" if unit else "")


def test_a_unit_says_how_it_tells(desk: Board, keeper: Client) -> None:
    there = url(desk.living.unit.pk)
    form = form_of(keeper.get(there), FORM)
    assert form["digest_at"] == "07:30"
    sent = {
        **form,
        f"mode-{NEAR}": "digest",
        "digest_at": "08:15",
        "quiet_from": "22:00",
        "quiet_to": "06:00",
    }
    assert keeper.post(there, {**sent, "deed": "save"}).status_code == 302
    setting = UnitSetting.objects.get()
    assert (setting.modes[NEAR], setting.digest_at, setting.quiet_from) == (
        "digest",
        time(8, 15),
        time(22),
    )
    assert form_of(keeper.get(there), FORM)[f"mode-{NEAR}"] == "digest"
    assert "Luôn gửi ngay, kể cả ban đêm" in words(keeper.get(there))


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"quiet_from": "22:00"}, "Ghi đủ giờ bắt đầu và giờ kết thúc"),
        ({"quiet_from": "22:00", "quiet_to": "22:00"}, "phải khác nhau"),
        ({"digest_at": "sáng"}, "sáng"),
        ({f"mode-{NEAR}": "daily"}, ""),
    ],
)
def test_bad_input_is_told_and_nothing_is_lost(
    desk: Board, keeper: Client, changed: dict[str, str], fault: str
) -> None:
    there = url(desk.living.unit.pk)
    form = form_of(keeper.get(there), FORM)
    sent = keeper.post(there, {**form, **changed, "deed": "save"})
    assert sent.status_code == 422
    assert fault in sent.content.decode()
    assert not UnitSetting.objects.exists()


def test_recipients_are_added_and_taken_away(desk: Board, keeper: Client) -> None:
    there = url(desk.living.unit.pk)
    filled = {"deed": "add", "kind": NEAR, "person": "", "address": "bbt@thu.vn"}
    keeper.post(there, filled)
    row = Recipient.objects.get()
    assert "bbt@thu.vn Sắp đến hạn" in words(keeper.get(there))
    again = keeper.post(there, filled)
    assert again.status_code == 422
    assert "đã nhận loại thông báo ấy" in words(again)
    stranger = person_of(UnitFactory.create(), Capability.EDITOR)
    wrong = {**filled, "person": str(stranger.pk), "address": ""}
    assert keeper.post(there, wrong).status_code == 422
    assert Recipient.objects.count() == 1
    keeper.post(there, {"deed": "remove", "recipient": str(row.pk)})
    assert not Recipient.objects.exists()


def test_a_dead_mailbox_is_seen_and_tried_again(desk: Board, keeper: Client) -> None:
    note_refused(address=desk.editor.email, words="550 gone", now=NOON)
    tell(desk)
    there = url(desk.living.unit.pk)
    shown = words(keeper.get(there))
    assert f"{desk.editor.email} {desk.editor} từ 12:00 24/11/2026 550 gone" in shown
    assert "1 thông báo chưa gửi được" not in shown  # its time is still to come
    dead = DeadMailbox.objects.get()
    keeper.post(there, {"deed": "retry", "mailbox": str(dead.pk)})
    assert not DeadMailbox.objects.exists()
    assert deliver() == 1


def test_what_was_not_delivered_is_listed_without_titles(
    desk: Board, keeper: Client
) -> None:
    note_refused(address=desk.editor.email, words="550 gone", now=NOON)
    page = desk.draft(title="Tin chưa ai biết")
    tell(desk, page=page, now=NOON.replace(year=2025))
    shown = words(keeper.get(url()))
    assert "1 thông báo chưa gửi được" in shown
    assert f"Sắp đến hạn {desk.editor} 12:00 24/11/2025" in shown
    assert "Tin chưa ai biết" not in shown


def test_another_units_mailboxes_are_not_shown_nor_tried(
    desk: Board, keeper: Client
) -> None:
    other = UnitFactory.create()
    stranger = person_of(other, Capability.EDITOR)
    note_refused(address=stranger.email, words="550 gone", now=NOON)
    row = add_recipient(unit=other, kind=NEAR, address="khac@thu.vn")
    assert keeper.get(url(other.pk)).status_code == 404
    shown = words(keeper.get(url()))
    assert stranger.email not in shown
    assert "khac@thu.vn" not in shown
    key = str(DeadMailbox.objects.get().pk)
    keeper.post(url(), {"deed": "retry", "mailbox": key})
    keeper.post(url(), {"deed": "remove", "recipient": str(row.pk)})
    assert DeadMailbox.objects.exists()
    assert Recipient.objects.exists()


def test_editors_have_no_such_screen_but_their_own(desk: Board) -> None:
    editor = admin_client(desk.editor)
    editor.get(url())
    editor.post(url(), {"deed": "save", "digest_at": "08:00"})
    assert not UnitSetting.objects.exists()
    own = reverse("notifications:own")
    form = form_of(editor.get(own), "main form")
    assert form[f"mode-{NEAR}"] == ""
    sent = {**form, f"mode-{NEAR}": "off", "quiet_from": "20:00", "quiet_to": "07:00"}
    assert editor.post(own, sent).status_code == 302
    setting = PersonSetting.objects.get()
    assert (setting.person, setting.modes, setting.quiet_to) == (
        desk.editor,
        {NEAR: "off"},
        time(7),
    )
    assert editor.post(own, {**sent, "quiet_to": ""}).status_code == 422
    assert PersonSetting.objects.get().quiet_to == time(7)


def test_the_list_of_people_tells_whose_mailbox_is_dead(
    desk: Board, keeper: Client
) -> None:
    people = reverse("members:index")
    with CaptureQueriesContext(connection) as before:
        assert "Hộp thư không nhận được thư" not in words(keeper.get(people))
    note_refused(address=desk.editor.email.upper(), words="550", now=NOON)
    with CaptureQueriesContext(connection) as after:
        assert words(keeper.get(people)).count("Hộp thư không nhận được thư") == 1
    assert len(after) <= len(before)
    person = reverse("members:person", args=[desk.editor.pk])
    assert "Hộp thư không nhận được thư" in words(keeper.get(person))


def test_more_recipients_ask_no_more(desk: Board, keeper: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            keeper.get(url())
        return len(queries)

    add_recipient(unit=desk.living.unit, kind=NEAR, person=desk.editor)
    cost()
    few = cost()
    for number in range(8):
        person = person_of(desk.living.unit, Capability.EDITOR)
        add_recipient(unit=desk.living.unit, kind=NEAR, person=person)
        note_refused(address=person.email, words=f"550 {number}", now=NOON)
        tell(desk, person)
    assert cost() <= few
