"""Two people at once, and a process that dies in the middle: all of it, or nothing."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection

from cms.reorganisation.faults import ChangeError
from cms.reorganisation.models import Change, ChangeKind, PortalFate, Subordination
from cms.reorganisation.services import go_live
from cms.users.models import User
from sites.models import Capability, RoleAssignment, Unit, UnitSuccession
from tests.databases import address_of_the_test_database
from tests.factories.news import NewsPageFactory
from tests.factories.people import person_of
from tests.factories.portals import Living, UnitFactory, living_portal
from tests.reorganisation.conftest import everything

pytestmark = [pytest.mark.service_postgres, pytest.mark.django_db(transaction=True)]

Plan = Callable[..., Change]
FREEZE, FOLD = PortalFate.FREEZE, PortalFate.FOLD
PATIENCE = 60  # seconds until a test gives up

CARRIER = """
import sys
import django
django.setup()
from cms.reorganisation.models import Change
from cms.reorganisation.services import go_live
def tell(step, done, whole):
    print(step, done, whole, flush=True)
    if done == 2:
        sys.stdin.readline()  # the tester kills us here
change = Change.objects.get()
go_live(change=change, actor=change.created_by, progress=tell)
"""


def wait_until(ready: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not ready():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def waiting_for_locks() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        (number,) = cursor.fetchone()
    return int(number)


def others_connected() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        (number,) = cursor.fetchone()
    return int(number)


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(max_workers=2) as workers:
        yield workers


def together(
    pool: ThreadPoolExecutor, first: Change, second: Change, actor: User
) -> list[BaseException | None]:
    """Carry out one change, and another while the first holds its units."""
    inside, go_on = Event(), Event()

    def hold(_step: str, _done: int, _whole: int) -> None:
        inside.set()
        assert go_on.wait(PATIENCE)

    def carry(change: Change, tell: Callable[[str, int, int], None]) -> None:
        try:
            go_live(change=change, actor=actor, progress=tell)
        finally:
            connection.close()

    one: Future[None] = pool.submit(carry, first, hold)
    assert inside.wait(PATIENCE)
    two: Future[None] = pool.submit(carry, second, lambda *_told: None)
    wait_until(lambda: waiting_for_locks() == 1)
    go_on.set()
    return [one.exception(PATIENCE), two.exception(PATIENCE)]


def test_one_change_is_carried_out_by_one_of_two(
    planned: Plan,
    ended: Living,
    going_on: Living,
    keeper: User,
    pool: ThreadPoolExecutor,
) -> None:
    editor = person_of(ended.unit, Capability.EDITOR)
    change = planned(ChangeKind.MERGE, (ended.unit, going_on.unit, FREEZE))
    again = Change.objects.get(pk=change.pk)
    won, lost = together(pool, change, again, keeper)
    assert won is None
    assert isinstance(lost, ChangeError)
    assert str(lost) == "Đã thực hiện"
    assert UnitSuccession.objects.count() == 1
    held = RoleAssignment.objects.active().filter(user=editor)
    assert [role.unit for role in held] == [going_on.unit]


def test_two_units_that_would_take_each_other_in(
    planned: Plan, keeper: User, pool: ThreadPoolExecutor
) -> None:
    one, other = (UnitFactory.create(name=name) for name in ("Sở Một", "Sở Hai"))
    first = planned(ChangeKind.MERGE, (one, other, FREEZE))
    second = planned(ChangeKind.MERGE, (other, one, FREEZE))
    won, lost = together(pool, first, second, keeper)
    assert won is None
    assert isinstance(lost, ChangeError)
    assert [str(fault) for fault in lost.faults] == [
        "Sở Hai: đơn vị sẽ kế thừa chính nó",
        "Sở Một: chính đơn vị kế thừa này đã kết thúc hoạt động",
    ]
    other.refresh_from_db()
    assert other.valid_to is None
    succession = UnitSuccession.objects.get()
    assert (succession.predecessor, succession.successor) == (one, other)


def test_two_mergers_into_one_unit_wait_in_turn(
    planned: Plan, keeper: User, pool: ThreadPoolExecutor
) -> None:
    into, one, other = (UnitFactory.create() for _number in range(3))
    first = planned(ChangeKind.MERGE, (one, into, FREEZE))
    second = planned(ChangeKind.MERGE, (other, into, FREEZE))
    assert together(pool, first, second, keeper) == [None, None]
    assert set(Unit.objects.filter(successions__successor=into)) == {one, other}


def test_a_unit_does_not_go_below_one_that_is_just_closing(
    planned: Plan, keeper: User, pool: ThreadPoolExecutor
) -> None:
    closing, museum = (
        UnitFactory.create(name=name) for name in ("Sở Đóng", "Bảo tàng")
    )
    first = planned(ChangeKind.CLOSE, (closing, None, FREEZE))
    second = planned(ChangeKind.TRANSFER)
    Subordination.objects.create(change=second, unit=museum, parent=closing)
    won, lost = together(pool, first, second, keeper)
    assert won is None
    assert isinstance(lost, ChangeError)
    assert str(lost) == "Sở Đóng: chính đơn vị cấp trên này kết thúc hoạt động"
    museum.refresh_from_db()
    assert museum.parent is None


def test_a_process_that_is_killed_in_the_middle_leaves_nothing_half_done(
    planned: Plan, keeper: User
) -> None:
    ended = living_portal(sections=("Di sản", "Lễ hội", "Làng nghề"))
    going_on = living_portal(sections=("Văn hóa",))
    article = NewsPageFactory.create(parent=ended.section, title="Hội đền")
    person_of(ended.unit, Capability.EDITOR)
    change = planned(ChangeKind.MERGE, (ended.unit, going_on.unit, FOLD))
    before, connected = everything(), others_connected()
    carrier = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", CARRIER],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cms.settings.test",
            "DATABASE_URL": address_of_the_test_database(),
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert carrier.stdout
    told = [carrier.stdout.readline() for _step in range(4)]
    assert told[-1].startswith("Đang chuyển: ")
    assert told[-1].endswith(" 2 3\n")
    carrier.kill()
    carrier.communicate(timeout=PATIENCE)
    assert carrier.returncode == -9
    wait_until(lambda: others_connected() == connected)
    assert everything() == before

    go_live(change=change, actor=keeper)  # and it can be carried out after all
    article.refresh_from_db()
    assert article.url_path == f"{going_on.home.url_path}di-san/hoi-den/"
