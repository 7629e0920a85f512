"""One letter a day, to whoever has to act, about what is new; nothing twice."""

from collections.abc import Sequence
from datetime import timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import DatabaseError
from django.utils import timezone

from cms.health.findings import Finding
from cms.health.letters import LONGEST, send_letters
from cms.health.models import Check, Letter
from cms.health.services import note_finding, set_aside
from cms.health.states import Kind, State
from cms.jobs.models import Job
from sites.models import Capability, PortalStatus, RoleAssignment
from tests.factories.people import person_of
from tests.factories.portals import Living, UnitFactory, living_portal
from tests.health.conftest import BETS, check_of, day, until

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]


def told(check: Check, finding: Finding) -> Check:
    note_finding(checks=[check.pk], finding=finding)
    check.refresh_from_db()
    return check


def recipients() -> list[str]:
    return sorted(letter.to[0] for letter in mail.outbox)


def emails(people: dict[str, Any], *names: str) -> list[str]:
    return sorted(people[name].email for name in names)


def test_the_unit_and_the_office_above_are_written_to(
    living: Living, people: dict[str, Any]
) -> None:
    told(check_of(living, Kind.CERTIFICATE), until(29))
    told(check_of(living, Kind.LINK), BETS)
    assert send_letters() == 3
    assert recipients() == emails(people, "administrator", "publisher", "office")
    letter = mail.outbox[0]
    assert letter.subject == "Tên miền và liên kết: 2 việc mới cần xem"
    lines = [line for line in str(letter.body).splitlines() if line]
    assert lines[0].startswith("Kính gửi ông/bà ")
    bets = "trang mời chơi cờ bạc, cá cược"
    ends = f"sắp đến hạn hoặc đã quá hạn; có hiệu lực đến {day(29):%d/%m/%Y}"
    assert lines[2:5] == [
        "Sở Văn hóa Thử",
        f"- Cờ bạc, cá cược: https://bao.thu.vn/bai (Liên kết ra ngoài; {bets})",
        f"- Sắp hết hạn: cong.thu.gov.vn (Chứng thư số (SSL/TLS); {ends})",
    ]
    assert "http://localhost/admin/health/" in lines


def test_nothing_is_told_twice_and_nobody_hears_twice_on_a_day(
    living: Living, people: dict[str, Any]
) -> None:
    told(check_of(living, Kind.LINK), BETS)
    assert send_letters() == 3
    assert send_letters() == 0
    told(check_of(living, Kind.CERTIFICATE), until(5))
    assert send_letters() == 0  # the letter of the day has left
    mail.outbox.clear()
    assert send_letters(today=day(1)) == 3
    assert all("bao.thu.vn" not in str(letter.body) for letter in mail.outbox)
    assert send_letters(today=day(2)) == 0


def test_what_is_over_or_set_aside_is_not_told(
    living: Living, people: dict[str, Any]
) -> None:
    mended = told(check_of(living, Kind.LINK), BETS)
    told(mended, Finding(State.FINE))
    seen_to = told(check_of(living, Kind.LINK, address="https://b.vn/"), BETS)
    set_aside(check=seen_to, actor=people["administrator"], reason="Đã gỡ")
    assert send_letters() == 0
    assert mail.outbox == []


def test_a_frozen_portal_is_the_affair_of_the_office_above(
    living: Living, people: dict[str, Any]
) -> None:
    RoleAssignment.objects.filter(unit=living.unit).update(valid_to=timezone.now())
    living.portal.status = PortalStatus.FROZEN
    living.portal.save()
    told(check_of(living, Kind.DNS), Finding(State.BROKEN))
    assert send_letters() == 1
    assert recipients() == emails(people, "office")


def test_who_left_or_has_no_address_is_not_written_to(
    living: Living, people: dict[str, Any]
) -> None:
    for name, values in {
        "administrator": {"is_active": False},
        "publisher": {"email": ""},
    }.items():
        for field, value in values.items():
            setattr(people[name], field, value)
        people[name].save()
    told(check_of(living, Kind.LINK), BETS)
    assert send_letters() == 1
    assert recipients() == emails(people, "office")


class Moody(EmailBackend):
    """Breaks off for one person, as a mail server that dies in between does."""

    broken_for = ""

    def send_messages(self, messages: Sequence[Any]) -> int:
        if messages[0].to == [self.broken_for]:
            raise SMTPServerDisconnected("gone")
        return super().send_messages(messages)


def test_a_letter_that_did_not_leave_is_tried_again(
    living: Living,
    people: dict[str, Any],
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    settings.EMAIL_BACKEND = "tests.health.test_letters.Moody"
    monkeypatch.setattr(Moody, "broken_for", people["publisher"].email)
    told(check_of(living, Kind.LINK), BETS)
    assert send_letters() == 2
    assert "could not be sent" in caplog.text
    assert not Letter.objects.filter(person=people["publisher"]).exists()
    monkeypatch.setattr(Moody, "broken_for", "")
    assert send_letters() == 1
    assert recipients() == emails(people, "administrator", "publisher", "office")


def test_in_the_outbox_a_letter_goes_with_its_row(
    living: Living, people: dict[str, Any], settings: Any, monkeypatch: Any
) -> None:
    settings.EMAIL_BACKEND = "cms.jobs.mail.OutboxBackend"
    told(check_of(living, Kind.LINK), BETS)
    with monkeypatch.context() as patch:
        patch.setattr("cms.jobs.mail.enqueue", refuse)
        with pytest.raises(DatabaseError):
            send_letters()
    assert not Letter.objects.exists()
    assert send_letters() == 3
    assert send_letters() == 0
    written = Job.objects.values_list("payload__to", flat=True)
    assert sorted(written) == emails(people, "administrator", "publisher", "office")


def refuse(**_facts: Any) -> None:
    raise DatabaseError


def test_the_same_letter_has_the_same_name(
    living: Living, people: dict[str, Any]
) -> None:
    """Sent twice by a process that died after the mail server took it, it shows once."""
    told(check_of(living, Kind.LINK), BETS)
    send_letters()
    names = {letter.to[0]: letter.extra_headers["Message-ID"] for letter in mail.outbox}
    Letter.objects.all().delete()
    mail.outbox.clear()
    send_letters()
    assert names == {
        letter.to[0]: letter.extra_headers["Message-ID"] for letter in mail.outbox
    }
    assert len(set(names.values())) == 3


def test_a_bad_day_makes_no_endless_letter(
    living: Living, people: dict[str, Any]
) -> None:
    for number in range(LONGEST + 7):
        told(check_of(living, Kind.LINK, address=f"https://b.vn/{number}"), BETS)
    send_letters()
    body = str(mail.outbox[0].body)
    assert body.count("https://b.vn/") == LONGEST
    assert "… và 7 việc khác." in body


def test_an_office_above_many_gets_one_letter_by_portal(
    province: Any, living: Living, people: dict[str, Any]
) -> None:
    other = living_portal(unit=UnitFactory.create(name="Sở Khác", parent=province))
    own = person_of(other.unit, Capability.UNIT_ADMIN)
    for one in (living, other):
        told(check_of(one, Kind.LINK), BETS)
    assert send_letters() == 4
    letter = next(m for m in mail.outbox if m.to == [people["office"].email])
    names = [line for line in str(letter.body).splitlines() if line.startswith("Sở ")]
    assert names == ["Sở Khác", "Sở Văn hóa Thử"]
    theirs = next(m for m in mail.outbox if m.to == [own.email])
    assert "Sở Văn hóa Thử" not in str(theirs.body)


def test_an_alarm_that_could_not_be_told_for_long_is_old(
    living: Living, people: dict[str, Any]
) -> None:
    check = told(check_of(living, Kind.LINK), BETS)
    check.alarms.update(raised_at=timezone.now() - timedelta(days=15))
    assert send_letters() == 0
