"""What is written to the security log, in which transaction, and signed by whom."""

import json
import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.audit import heads, services, waiting
from cms.audit.chain import GENESIS, entry_hash
from cms.audit.kinds import SHUTTING, Kind
from cms.audit.models import LONGEST, ChainHead, SecurityEntry
from cms.audit.services import (
    record,
    record_once,
    sign_head,
    trim_log,
    write_held,
)
from sites.models import Capability
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import UnitFactory

pytestmark = pytest.mark.django_db


def kinds() -> list[str]:
    return list(SecurityEntry.objects.chained().values_list("kind", flat=True))


def last() -> SecurityEntry:
    found: SecurityEntry = SecurityEntry.objects.latest("number")
    return found


def signatures() -> list[heads.Line]:
    """Return what was signed; here no line is torn."""
    lines = list(heads.read())
    assert all(isinstance(line, heads.Line) for line in lines)
    return [line for line in lines if isinstance(line, heads.Line)]


@pytest.fixture
def request_(rf: RequestFactory) -> HttpRequest:
    return rf.get("/admin/", headers={"user-agent": "Firefox"}, REMOTE_ADDR="192.0.2.7")


@pytest.mark.embedded
def test_an_entry_says_who_did_what_for_whom_and_from_where(
    request_: HttpRequest,
) -> None:
    unit = UnitFactory.create()
    admin = UserFactory.create(full_name="Trần Văn An", username="an")
    new = UserFactory.create(full_name="Lê Thị Ánh", username="anh")
    record(
        kind=Kind.ROLE_GRANTED,
        actor=admin,
        unit=unit,
        subject=new,
        request=request_,
        facts={"capability": "editor", "until": None, "units": ["a", "b"]},
    )
    entry = last()
    assert (entry.number, entry.kind, entry.previous) == (1, "role_granted", GENESIS)
    assert (entry.actor, entry.actor_name) == (admin, "Trần Văn An (an)")
    assert entry.unit == unit
    assert (entry.subject_type, entry.subject_id) == ("users.user", str(new.pk))
    assert entry.subject == "Lê Thị Ánh"
    assert (entry.address, entry.agent) == ("192.0.2.7", "Firefox")
    assert entry.facts == {"capability": "editor", "until": None, "units": ["a", "b"]}
    assert entry.hash == entry_hash(entry)
    assert timezone.now() - entry.happened_at < timedelta(minutes=1)


def test_each_entry_follows_the_one_before() -> None:
    for _time in range(3):
        record(kind=Kind.EXPORTED, subject="danh-sach.csv")
    one, two, three = SecurityEntry.objects.chained()
    assert [one.number, two.number, three.number] == [1, 2, 3]
    assert (two.previous, three.previous) == (one.hash, two.hash)
    head = ChainHead.objects.get()
    assert (head.number, head.hash) == (3, three.hash)


def test_an_entry_costs_two_queries() -> None:
    unit, actor = UnitFactory.create(), UserFactory.create()
    with CaptureQueriesContext(
        connection,
    ) as caught:
        record(kind=Kind.INVITED, actor=actor, unit=unit, subject="moi@dinh.example")
    assert len(caught) == 2


def test_the_unit_is_the_one_the_person_works_in(request_: HttpRequest) -> None:
    older, newer = UnitFactory.create(), UnitFactory.create()
    person = person_of(older, Capability.EDITOR)
    services_of_newer = person_of(newer, Capability.EDITOR)
    record(kind=Kind.LOGGED_IN, actor=person)
    assert last().unit == older
    services_of_newer.working_unit_id = older.pk
    request_.user = services_of_newer
    record(kind=Kind.EXPORTED, request=request_)
    assert (last().unit, last().actor) == (older, services_of_newer)
    record(kind=Kind.LOGIN_FAILED, subject=person)
    assert (last().unit, last().actor) == (older, None)
    record(kind=Kind.LOGGED_IN, actor=UserFactory.create())
    assert last().unit is None


@pytest.mark.parametrize("name", ["password", "new_password1", "Token", "otp_code"])
def test_secrets_are_never_written(name: str) -> None:
    with pytest.raises(ValueError, match="must not be written"):
        record(kind=Kind.PASSWORD_CHANGED, facts={name: "bí mật"})
    assert kinds() == []


@pytest.mark.parametrize("value", [1.5, {"a": 1}, [1], object()])
def test_facts_are_plain(value: Any) -> None:
    with pytest.raises(ValueError, match="is no text"):
        record(kind=Kind.EXPORTED, facts={"rows": value})
    assert kinds() == []


@pytest.mark.embedded
def test_whatever_a_browser_sends_can_be_stored(rf: RequestFactory) -> None:
    long = "=a\x00b\ud800\r\nc " * 500
    request = rf.get("/", headers={"user-agent": long}, REMOTE_ADDR=long)
    record(kind=Kind.EXPORTED, request=request, subject=long, facts={"path": long})
    entry = SecurityEntry.objects.get()
    assert entry.hash == entry_hash(entry)
    assert len(entry.agent) == LONGEST["agent"]
    assert len(entry.facts["path"]) == 1_000
    assert entry.subject.startswith("=a b   c =a b")


def test_what_opens_a_door_happens_with_its_entry_or_not_at_all() -> None:
    with transaction.atomic():
        record(kind=Kind.ROLE_GRANTED)
        assert kinds() == ["role_granted"]
        transaction.set_rollback(True)
    assert kinds() == []
    assert ChainHead.objects.get().number == 0


def test_what_opens_a_door_waits_to_be_written(broken_log: None) -> None:
    unit = UnitFactory.create()

    @transaction.atomic
    def rename() -> None:
        type(unit).objects.update(name="Đổi tên")
        record(kind=Kind.SETTING_CHANGED)

    with pytest.raises(DatabaseError):
        rename()
    unit.refresh_from_db()
    assert unit.name != "Đổi tên"


@pytest.mark.parametrize("kind", sorted(SHUTTING))
def test_what_shuts_a_door_survives_a_rollback_of_the_request(kind: Kind) -> None:
    with waiting.holding() as held:
        with transaction.atomic():
            record(kind=kind)
            transaction.set_rollback(True)
        assert kinds() == []
    write_held(drafts=held)
    assert kinds() == [kind]


def test_what_shuts_a_door_and_can_t_be_written_is_told_aloud(
    broken_log: None, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.CRITICAL, "cms.audit"):
        record(kind=Kind.REFUSED, facts={"path": "/admin/pages/4/"})
    (shout,) = caplog.records
    assert "/admin/pages/4/" in shout.getMessage()
    assert UserFactory.create().pk  # the transaction goes on


@pytest.fixture
def broken_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the database lose its hold on the log."""

    def fail() -> ChainHead:
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM no_such_table")
        raise AssertionError

    monkeypatch.setattr(services, "_locked_head", fail)


def test_what_somebody_does_again_and_again_is_written_once_an_hour(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    actor, item, other = (UserFactory.create() for _each in range(3))
    for subject in (item, item, other):
        record_once(kind=Kind.EMBARGO_SEEN, actor=actor, subject=subject)
    record_once(kind=Kind.EMBARGO_SEEN, actor=other, subject=item)
    assert SecurityEntry.objects.count() == 3
    later = timezone.now() + timedelta(hours=1, seconds=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    record_once(kind=Kind.EMBARGO_SEEN, actor=actor, subject=item)
    assert SecurityEntry.objects.count() == 4


@pytest.mark.embedded
@pytest.mark.django_db(transaction=True)
def test_a_day_s_first_entry_is_followed_by_a_signature(
    folder: Path, next_day: Callable[[], None]
) -> None:
    record(kind=Kind.LOGGED_IN)
    record(kind=Kind.LOGGED_OUT)
    assert kinds() == ["logged_in", "log_signed", "logged_out"]
    (line,) = signatures()
    first = SecurityEntry.objects.get(number=1)
    assert (line.line, line.what, line.number) == (1, "head", 1)
    assert (line.hash, line.is_genuine) == (first.hash, True)
    next_day()
    record(kind=Kind.LOGGED_IN)
    assert [line.number for line in signatures()] == [1, 4]
    assert last().facts == {"line": 2, "upto": 4, "seal": signatures()[1].seal()}


@pytest.fixture
def next_day(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    def forward() -> None:
        moment = timezone.now() + timedelta(days=1)
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return forward


@pytest.mark.django_db(transaction=True)
def test_a_dead_disk_is_told_aloud_and_the_entry_stays(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder.write_text("no folder")
    with caplog.at_level(logging.CRITICAL, "cms.audit"):
        record(kind=Kind.ROLE_GRANTED)
        record(kind=Kind.ROLE_ENDED)
    assert kinds() == ["role_granted", "role_ended"]
    assert len(caplog.records) == 2  # at every entry, until somebody mends it
    folder.unlink()
    record(kind=Kind.EXPORTED)
    assert kinds()[2:] == ["exported", "log_signed"]
    assert [line.number for line in signatures()] == [3]


def test_an_empty_log_is_not_signed(folder: Path) -> None:
    assert sign_head() is None
    assert signatures() == []


def test_a_signature_that_was_asked_for_is_made_at_once(folder: Path) -> None:
    record(kind=Kind.EXPORTED)
    for _time in range(2):
        sign_head()
    assert sign_head(only_when_due=True) is None
    assert [line.number for line in signatures()] == [1, 2]
    assert kinds() == ["exported", "log_signed", "log_signed"]


def aged(days: int, monkeypatch: pytest.MonkeyPatch, kind: Kind) -> None:
    with monkeypatch.context() as patch:
        moment = timezone.now() - timedelta(days=days)
        patch.setattr("django.utils.timezone.now", lambda: moment)
        record(kind=kind)


@pytest.mark.embedded
def test_old_entries_go_and_the_rest_stays_verifiable(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aged(400, monkeypatch, Kind.LOGGED_IN)
    aged(367, monkeypatch, Kind.LOGGED_OUT)
    aged(365, monkeypatch, Kind.EXPORTED)
    gone = SecurityEntry.objects.get(number=2)
    assert trim_log() == 2
    assert kinds() == ["exported", "log_trimmed"]
    (anchor,) = signatures()
    assert (anchor.what, anchor.number, anchor.hash) == ("anchor", 2, gone.hash)
    assert ChainHead.objects.get().trimmed_to == 2
    call_command("verify_log")
    assert trim_log() == 0
    assert kinds() == ["exported", "log_trimmed"]


def test_a_log_that_is_all_old_keeps_what_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aged(400, monkeypatch, Kind.LOGGED_IN)
    assert trim_log() == 1
    assert kinds() == ["log_trimmed"]
    call_command("verify_log")


def test_nothing_is_deleted_without_a_signature(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aged(400, monkeypatch, Kind.LOGGED_IN)
    folder.write_text("no folder")
    with pytest.raises(OSError, match="heads"):
        trim_log()
    assert kinds() == ["logged_in"]
    assert ChainHead.objects.get().trimmed_to == 0


def test_a_line_torn_by_a_power_cut_spoils_no_other(folder: Path) -> None:
    record(kind=Kind.EXPORTED)
    sign_head()
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole + whole[:40])
    sign_head()
    read = list(heads.read())
    assert [type(line) for line in read] == [heads.Line, heads.Torn, heads.Line]
    assert json.loads(file.read_bytes().splitlines()[-1])["line"] == 2
