"""What a process remembers of portals, and when it looks again."""

import pytest
from django.db.models import F
from pytest_django import (
    DjangoAssertNumQueries,
    DjangoCaptureOnCommitCallbacks,
    Settings,
)
from wagtail.models import Site

from sites import stamps
from sites.directory import RECHECK_SECONDS, Directory, directory
from sites.models import Branding, PortalHostname, PortalStatus, Stamp
from sites.services import (
    announce_directory_changed,
    announce_portal_changed,
    change_status,
)
from tests.factories.bulk import make_portals
from tests.factories.portals import Living, living_portal
from tests.factories.publishing import take_away
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

# hostname, stamps, branding with unit and site, languages, owner texts
FIRST_QUESTION = 5


class Clock:
    """Stands in for ``time.monotonic``."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Stop the clock, and let stamps fall due by it as they do outside of tests."""
    clock = Clock()
    monkeypatch.setattr("sites.directory.time.monotonic", clock)
    monkeypatch.setattr("sites.directory.RECHECK_SECONDS", RECHECK_SECONDS)
    return clock


@pytest.fixture
@kept
def living() -> Living:
    return living_portal(host="vhtt.localhost")


@pytest.fixture
def memory(clock: Clock) -> Directory:
    """Return another process's memory, empty."""
    return Directory()


def elsewhere(name: str) -> None:
    """Raise a stamp as another process does: nothing happens in this one."""
    Stamp.objects.get_or_create(name=name)
    Stamp.objects.filter(name=name).update(value=F("value") + 1)


def status_at(memory: Directory, host: str) -> str | None:
    portal = memory.portal_at(host)
    return portal.status if portal else None


def test_the_first_question_costs_a_few_queries_and_the_next_none(
    living: Living, memory: Directory, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(FIRST_QUESTION):
        first = memory.portal_at("vhtt.localhost")
    with django_assert_num_queries(0):
        assert memory.portal_at("vhtt.localhost") is first


def test_stamps_are_compared_once_a_second(
    living: Living,
    memory: Directory,
    clock: Clock,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    first = memory.portal_at("vhtt.localhost")
    clock.now += RECHECK_SECONDS
    with django_assert_num_queries(1):
        assert memory.portal_at("vhtt.localhost") is first
    clock.now += RECHECK_SECONDS - 0.01
    with django_assert_num_queries(0):
        assert memory.portal_at("vhtt.localhost") is first


def test_a_change_is_seen_at_once_in_the_process_that_made_it(
    living: Living,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    assert status_at(directory, "vhtt.localhost") == "open"
    with django_capture_on_commit_callbacks(execute=True):
        change_status(portal=living.portal, status=PortalStatus.SUSPENDED)
    assert status_at(directory, "vhtt.localhost") == "suspended"


def test_a_change_of_another_process_is_seen_within_a_second(
    living: Living, memory: Directory, clock: Clock
) -> None:
    assert status_at(memory, "vhtt.localhost") == "open"
    type(living.portal).objects.update(status=PortalStatus.FROZEN)
    elsewhere(stamps.portal_stamp(living.portal.pk))
    clock.now += RECHECK_SECONDS - 0.01
    assert status_at(memory, "vhtt.localhost") == "open"
    clock.now += 0.01
    assert status_at(memory, "vhtt.localhost") == "frozen"


def test_another_portals_stamp_changes_nothing_here(
    living: Living, memory: Directory, clock: Clock
) -> None:
    first = memory.portal_at("vhtt.localhost")
    elsewhere(stamps.portal_stamp(living.portal.pk + 1))
    clock.now += RECHECK_SECONDS
    assert memory.portal_at("vhtt.localhost") is first


def test_a_hostname_given_to_another_portal_leads_there(
    living: Living, memory: Directory, clock: Clock
) -> None:
    other = living_portal(host="khac.localhost")
    PortalHostname.objects.create(portal=living.portal, hostname="chung.localhost")
    first = memory.portal_at("chung.localhost")
    PortalHostname.objects.filter(hostname="chung.localhost").update(
        portal=other.portal
    )
    elsewhere(stamps.DIRECTORY)
    clock.now += RECHECK_SECONDS
    second = memory.portal_at("chung.localhost")
    assert first is not None
    assert second is not None
    assert first.portal_id == living.portal.pk
    assert second.portal_id == other.portal.pk


def test_a_hostname_taken_away_leads_nowhere(
    living: Living, memory: Directory, clock: Clock
) -> None:
    PortalHostname.objects.create(portal=living.portal, hostname="cu.localhost")
    assert memory.portal_at("cu.localhost") is not None
    PortalHostname.objects.filter(hostname="cu.localhost").delete()
    elsewhere(stamps.DIRECTORY)
    clock.now += RECHECK_SECONDS
    assert memory.portal_at("cu.localhost") is None


def test_a_new_hostname_is_found_at_once(living: Living, memory: Directory) -> None:
    """What is unknown is not remembered."""
    assert memory.portal_at("moi.localhost") is None
    PortalHostname.objects.create(portal=living.portal, hostname="moi.localhost")
    assert memory.portal_at("moi.localhost") == memory.portal_at("vhtt.localhost")


def test_a_saved_site_is_announced(
    living: Living,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    """Wagtail's own site screen knows nothing of stamps."""
    names = (stamps.HOSTS, stamps.portal_stamp(living.portal.pk))
    hosts, own = stamps.read(*names)
    with django_capture_on_commit_callbacks(execute=True):
        Site.objects.get(pk=living.portal.site_id).save()
    assert stamps.read(*names) == (hosts + 1, own + 1)


def test_a_portal_without_branding_does_not_answer(
    living: Living, memory: Directory
) -> None:
    take_away(Branding.objects.all())
    assert memory.portal_at("vhtt.localhost") is None


def test_a_portal_that_is_gone_is_forgotten(
    living: Living, memory: Directory, clock: Clock
) -> None:
    assert memory.portal(living.portal.pk) is not None
    living.portal.delete()
    elsewhere(stamps.portal_stamp(living.portal.pk))
    clock.now += RECHECK_SECONDS
    assert memory.portal(living.portal.pk) is None
    assert memory.portal_at("vhtt.localhost") is None


def test_a_pages_portal_is_that_of_its_folder(
    living: Living, memory: Directory, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    other = living_portal()
    for one in (living, other):
        found = memory.portal_of_path(one.section.url_path)
        assert found is not None
        assert found.portal_id == one.portal.pk
    with django_assert_num_queries(0):
        memory.portal_of_path(living.home.url_path)


@pytest.mark.parametrize("url_path", ["/", "/khong-co/vi/"])
def test_a_page_outside_every_folder_has_no_portal(
    living: Living, memory: Directory, url_path: str
) -> None:
    assert memory.portal_of_path(url_path) is None


def test_a_folder_name_taken_over_leads_to_its_new_portal(
    living: Living, memory: Directory, clock: Clock
) -> None:
    other = living_portal()
    path = living.home.url_path
    assert memory.portal_of_path(path) is not None
    living.folder.slug, other.folder.slug = "cu", living.folder.slug
    living.folder.save()
    other.folder.save()
    elsewhere(stamps.DIRECTORY)
    clock.now += RECHECK_SECONDS
    found = memory.portal_of_path(path)
    assert found is not None
    assert found.portal_id == other.portal.pk


def test_ports_follow_the_order_of_opening(
    living: Living, memory: Directory, settings: Settings
) -> None:
    other = living_portal()
    settings.PORTAL_PORTS_FROM = 8001
    found = [memory.portal_at_port(port) for port in (8000, 8001, 8002, 8003)]
    assert [portal and portal.portal_id for portal in found] == [
        None,
        living.portal.pk,
        other.portal.pk,
        None,
    ]


def test_no_port_stands_in_where_none_is_set(living: Living, memory: Directory) -> None:
    assert memory.portal_at_port(8001) is None


def test_what_was_read_before_a_rollback_can_be_forgotten(
    living: Living, memory: Directory
) -> None:
    assert status_at(memory, "vhtt.localhost") == "open"
    type(living.portal).objects.update(status=PortalStatus.FROZEN)
    memory.forget()
    assert status_at(memory, "vhtt.localhost") == "open"  # no stamp was raised
    memory.forget_all()
    assert status_at(memory, "vhtt.localhost") == "frozen"


@pytest.mark.parametrize("number", [1, 20])
def test_the_first_question_costs_the_same_in_a_full_house(
    memory: Directory, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    portals = make_portals(number)
    with django_assert_num_queries(FIRST_QUESTION):
        assert memory.portal_at(f"{portals[0].unit.code}.localhost") is not None


def test_announcements_raise_the_stamps_they_name(living: Living) -> None:
    names = (stamps.DIRECTORY, stamps.portal_stamp(living.portal.pk))
    before = stamps.read(*names)
    announce_portal_changed(portal_id=living.portal.pk)
    assert stamps.read(*names) == (before[0], before[1] + 1)
    announce_directory_changed()
    assert stamps.read(*names) == (before[0] + 1, before[1] + 1)


def test_what_was_known_is_told_without_asking(
    living: Living, memory: Directory, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert memory.remembered_at(living.host) is None
    known = memory.portal_at(living.host)
    memory.forget()
    with django_assert_num_queries(0):
        assert memory.remembered_at(living.host) == known
        assert memory.remembered_at("khac.localhost") is None
