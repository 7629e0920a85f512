"""What an answer changes, what it leaves alone, and when somebody is told."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.health.findings import Finding, unknown
from cms.health.models import Alarm, Check, LinkUse, PageRead, Source
from cms.health.selectors import in_batches, pages_to_read
from cms.health.services import (
    enter_registration,
    forget_links,
    note_finding,
    read_menus,
    read_pages,
    set_aside,
    take_up,
    watch_hostnames,
)
from cms.health.states import Fault, Kind, State
from sites.models import PortalHostname
from tests.factories.bulk import make_articles
from tests.factories.news import NewsPageFactory
from tests.factories.people import UserFactory
from tests.factories.portals import Living, MenuItemFactory, living_portal
from tests.factories.publishing import publish, take_away
from tests.health.conftest import BETS, GONE, check_of, day, until

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]
FINE = Finding(State.FINE, None, "HTTP 200")


def at(days: int) -> datetime:
    """Return noon, so many days from today."""
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    return noon + timedelta(days=days)


def told(check: Check, finding: Finding, days: int = 0) -> Check:
    note_finding(checks=[check.pk], finding=finding, now=at(days))
    check.refresh_from_db()
    return check


def marks() -> list[str]:
    """Return what was alarmed about, without the moments of changes."""
    return [alarm.mark.partition("@")[0] for alarm in Alarm.objects.order_by("pk")]


# Names ---------------------------------------------------------------------------------


def test_every_hostname_is_watched_once(living: Living) -> None:
    for _time in range(2):
        watch_hostnames()
    checks = Check.objects.order_by("kind")
    assert [(check.kind, check.address, check.state) for check in checks] == [
        (kind, "cong.thu.gov.vn", State.UNKNOWN)
        for kind in ("certificate", "dns", "registration")
    ]
    assert checks.get(kind=Kind.REGISTRATION).fault == Fault.NO_DATE


def test_a_hostname_that_goes_to_another_portal_takes_its_checks_along(
    living: Living,
) -> None:
    watch_hostnames()
    other = living_portal()
    PortalHostname.objects.filter(hostname="cong.thu.gov.vn").update(
        portal=other.portal, is_canonical=False
    )
    watch_hostnames()
    kept = Check.objects.filter(address="cong.thu.gov.vn")
    assert [check.portal_id for check in kept] == [other.portal.pk] * 3


def test_a_hostname_with_another_name_begins_anew(living: Living) -> None:
    watch_hostnames()
    check = Check.objects.get(kind=Kind.CERTIFICATE)
    told(check, until(100))
    living.portal.hostnames.update(hostname="moi.thu.gov.vn")
    for _time in range(2):
        watch_hostnames()
    again = Check.objects.get(kind=Kind.CERTIFICATE)
    assert (again.address, again.state) == ("moi.thu.gov.vn", State.UNKNOWN)
    assert again.expires_on is None


# Answers -------------------------------------------------------------------------------


def test_what_nobody_could_say_changes_no_fact(living: Living) -> None:
    check = told(check_of(living, Kind.CERTIFICATE), until(100))
    before = (check.expires_on, check.seen_at, check.known_state)
    told(check, unknown(Fault.TIME_OUT), 1)
    assert (check.state, check.fault) == (State.UNKNOWN, Fault.TIME_OUT)
    assert (check.expires_on, check.seen_at, check.known_state) == before
    assert check.asked_at == at(1)


def test_what_was_not_reached_is_asked_first_the_next_time(living: Living) -> None:
    check = told(check_of(living, Kind.LINK), FINE)
    told(check, unknown(Fault.NOT_REACHED), 1)
    assert (check.state, check.asked_at) == (State.UNKNOWN, at(0))


def test_history_holds_each_change_and_nothing_else(living: Living) -> None:
    check = check_of(living, Kind.LINK)
    for days, finding in enumerate([FINE, FINE, GONE, GONE, FINE]):
        told(check, finding, days)
    assert [str(change) for change in check.changes.order_by("pk")] == [
        "Không rõ → Bình thường",
        "Bình thường → Chưa trả lời, đang theo dõi",
        "Chưa trả lời, đang theo dõi → Bình thường",
    ]


def test_a_link_is_dead_after_three_days(living: Living) -> None:
    check = check_of(living, Kind.LINK)
    states = [told(check, GONE, days).state for days in (0, 1, 2, 3, 4)]
    assert states == [State.SUSPECT] * 3 + [State.DEAD] * 2
    assert marks() == ["dead"]
    assert told(check, FINE, 5).failing_since is None
    assert told(check, GONE, 6).state == State.SUSPECT


def test_silence_between_does_not_make_a_link_alive(living: Living) -> None:
    check = check_of(living, Kind.LINK)
    told(check, GONE)
    told(check, unknown(Fault.TIME_OUT), 2)
    assert told(check, GONE, 3).state == State.DEAD


def test_silence_alone_makes_no_link_dead(living: Living) -> None:
    check = check_of(living, Kind.LINK)
    for days in range(6):
        told(check, unknown(Fault.TIME_OUT), days)
    assert check.state == State.UNKNOWN
    assert marks() == []


def test_a_silent_hostname_is_told_of_after_three_days(living: Living) -> None:
    check = check_of(living, Kind.DNS)
    for days in range(6):
        told(check, unknown(Fault.RESOLVER), days)
    assert marks() == ["unknown"]


@pytest.mark.parametrize("fault", [Fault.RESERVED, Fault.NOT_REACHED])
def test_whoever_was_not_asked_is_not_silent(living: Living, fault: Fault) -> None:
    check = check_of(living, Kind.DNS)
    for days in range(6):
        told(check, unknown(fault), days)
    assert marks() == []


# Alarms --------------------------------------------------------------------------------


def test_sixty_thirty_and_seven_days_once_each(living: Living) -> None:
    check = check_of(living, Kind.CERTIFICATE)
    end = day(70)
    for passed in range(73):
        left = 70 - passed
        state = State.FINE if left > 60 else State.EXPIRING
        state = State.EXPIRED if left < 0 else state
        told(check, Finding(state, None, "", end, Source.CERTIFICATE), passed)
    assert marks() == ["60", "30", "7", "expired"]


def test_who_is_found_late_hears_of_the_nearest_day_only(living: Living) -> None:
    told(check_of(living, Kind.CERTIFICATE), until(5))
    assert marks() == ["7"]


def test_a_renewed_certificate_has_days_of_its_own(living: Living) -> None:
    check = told(check_of(living, Kind.CERTIFICATE), until(20))
    told(check, until(80))
    told(check, until(20))
    assert marks() == ["30"]  # the same end again: it was told
    told(check, until(21))
    assert marks() == ["30", "30"]


def test_a_bad_state_is_told_when_it_begins_and_not_after_a_silence(
    living: Living,
) -> None:
    check = check_of(living, Kind.LINK)
    for days, finding in enumerate([BETS, BETS, unknown(Fault.TIME_OUT), BETS]):
        told(check, finding, days)
    assert marks() == ["gambling"]
    told(check, FINE, 4)
    told(check, BETS, 5)
    assert marks() == ["gambling", "gambling"]


def test_a_link_that_lands_elsewhere_again_is_another_thing(living: Living) -> None:
    check = check_of(living, Kind.LINK)
    for days, site in enumerate(["a.vn", "www.a.vn", "b.vn"]):
        landing = f"https://{site}/x"
        moved = Finding(State.MOVED, Fault.OTHER_SITE, site, lands_at=landing)
        told(check, moved, days)
    assert marks() == ["moved", "moved"]


# Decisions -----------------------------------------------------------------------------


def test_what_is_set_aside_stays_so_until_it_changes(living: Living) -> None:
    check, person = check_of(living, Kind.LINK), UserFactory.create()
    told(check, BETS)
    set_aside(check=check, actor=person, reason="  Đã gỡ   khỏi bài ")
    told(check, BETS, 1)
    told(check, unknown(Fault.TIME_OUT), 2)
    assert (check.reason, check.set_aside_by) == ("Đã gỡ khỏi bài", person)
    told(check, FINE, 3)
    assert (check.reason, check.set_aside_at, check.set_aside_by_id) == ("", None, None)


def test_the_next_of_the_days_is_told_though_it_was_set_aside(living: Living) -> None:
    check = told(check_of(living, Kind.CERTIFICATE), until(40))
    set_aside(check=check, actor=UserFactory.create(), reason="Đã gửi hồ sơ gia hạn")
    told(check, Finding(State.EXPIRING, Fault.ENDS, "", day(40)), 10)
    assert check.set_aside_at is None
    assert marks() == ["60", "30"]


def test_setting_aside_says_why_and_can_be_taken_back(living: Living) -> None:
    check, person = told(check_of(living, Kind.LINK), BETS), UserFactory.create()
    with pytest.raises(ValidationError, match="lý do"):
        set_aside(check=check, actor=person, reason="   ")
    check.refresh_from_db()
    assert check.set_aside_at is None
    set_aside(check=check, actor=person, reason="Trang của đối tác")
    take_up(check=check, actor=person)
    check.refresh_from_db()
    assert (check.set_aside_at, check.reason) == (None, "")
    actions = ModelLogEntry.objects.order_by("pk").values_list("action", "user")
    assert list(actions) == [
        ("dinh.set_aside", person.pk),
        ("dinh.take_up", person.pk),
    ]


def test_a_registration_is_entered_from_paper(living: Living) -> None:
    check, person = check_of(living, Kind.REGISTRATION), UserFactory.create()
    enter_registration(check=check, actor=person, expires_on=day(29))
    check.refresh_from_db()
    assert (check.state, check.expires_on) == (State.EXPIRING, day(29))
    assert (check.source, check.seen_at) == (Source.PAPER, None)
    assert marks() == ["30"]
    told(check, unknown(Fault.NO_DATE), 23)  # six days left, and no registry to ask
    assert (check.state, marks()) == (State.EXPIRING, ["30", "7"])
    told(check, unknown(Fault.NO_DATE), 30)
    assert (check.state, marks()) == (State.EXPIRED, ["30", "7", "expired"])
    assert check.seen_at is None


def test_a_registry_has_the_better_word_and_its_silence_is_no_good_news(
    living: Living,
) -> None:
    check = check_of(living, Kind.REGISTRATION)
    enter_registration(check=check, actor=None, expires_on=day(20))
    told(check, until(300, Source.REGISTRY))
    assert (check.state, check.source) == (State.FINE, Source.REGISTRY)
    told(check, unknown(Fault.TIME_OUT), 1)
    assert (check.state, check.expires_on) == (State.UNKNOWN, day(300))
    assert check.seen_at == at(0)


@pytest.mark.parametrize("days", [-366 * 11, 366 * 11])
def test_a_day_that_no_registration_has_is_refused(living: Living, days: int) -> None:
    check = check_of(living, Kind.REGISTRATION)
    before = Check.objects.values().get()
    with pytest.raises(ValidationError, match="năm"):
        enter_registration(check=check, actor=None, expires_on=day(days))
    assert Check.objects.values().get() == before
    assert Alarm.objects.count() == ModelLogEntry.objects.count() == 0


# Links ---------------------------------------------------------------------------------


def item(living: Living, *blocks: tuple[str, Any], **values: Any) -> Any:
    return NewsPageFactory.create(parent=living.section, body=[*blocks], **values)


def linking(address: str) -> tuple[str, str]:
    return ("text", f'<p>Xem <a href="{address}">ở đây</a>.</p>')


def read() -> int:
    return sum(read_pages(pages=batch) for batch in in_batches(pages_to_read()))


def links() -> dict[str, list[int]]:
    return {
        check.address: sorted(check.uses.values_list("page", flat=True))
        for check in Check.objects.links()
    }


def test_links_are_read_wherever_a_page_holds_them(living: Living) -> None:
    page = item(
        living,
        linking("https://Báo.vn/Trang 1?q=a#cuoi"),
        ("text", '<p><a href="mailto:a@b.vn">x</a> <a href="/tin">y</a></p>'),
        ("text", f'<p><a href="http://{living.host}/tin/">z</a></p>'),
        ("heading", "http không phải địa chỉ"),
        source_url="https://nguon.vn",
    )
    read()
    assert links() == {
        "https://xn--bo-mia.vn/Trang%201?q=a": [page.pk],
        "https://nguon.vn/": [page.pk],
    }


def test_only_pages_that_changed_are_read_again(living: Living) -> None:
    first, second = (item(living, linking(f"https://a.vn/{n}")) for n in (1, 2))
    read()
    assert read() == 0
    second.body = [linking("https://a.vn/3")]
    publish(second)
    assert read() == 1
    forget_links()
    assert links() == {"https://a.vn/1": [first.pk], "https://a.vn/3": [second.pk]}


def test_drafts_are_no_affair_of_readers(living: Living) -> None:
    page = item(living, linking("https://a.vn/1"))
    read()
    page.body = [linking("https://a.vn/nhap")]
    page.save_revision()
    assert read() == 0
    page.unpublish()
    forget_links()
    assert links() == {}
    assert not PageRead.objects.filter(page=page).exists()


def test_a_page_that_moves_to_another_portal_takes_its_links_along(
    living: Living,
) -> None:
    other = living_portal()
    page = item(living, linking("https://a.vn/1"))
    read()
    page.move(other.section, pos="last-child")
    assert read() == 1
    forget_links()
    check = Check.objects.links().get()
    assert (check.portal, links()) == (other.portal, {"https://a.vn/1": [page.pk]})


def test_menus_are_read_whole(living: Living) -> None:
    menu = MenuItemFactory.create(portal=living.portal, url="https://chinhphu.vn")
    for _time in range(2):
        read_menus()
    assert LinkUse.objects.get().page is None
    take_away(menu)
    read_menus()
    assert forget_links() == 1
    assert links() == {}


def test_reading_costs_as_much_as_what_changed(living: Living) -> None:
    """Eleven pages or two hundred more: an edit of one costs the same."""

    def cost() -> int:
        page = item(living, linking("https://a.vn/1"))
        with CaptureQueriesContext(connection) as queries:
            assert read() == 1
        take_away(page)
        return len(queries)

    read()
    small = cost()
    make_articles(living.section, 200)
    assert read() == 200
    assert cost() == small
