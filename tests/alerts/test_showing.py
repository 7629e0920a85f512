"""Readers see a warning on every answer of its portals, and not a minute after its end."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from cms.alerts.services import end_alert
from cms.core.models import EditorialRecord
from cms.news.models import NewsPage
from cms.takedown.kinds import Reason
from cms.takedown.services import ask, take_down
from sites.directory import directory
from sites.models import Capability, PortalStatus
from tests.alerts.conftest import (
    WORDS_EN,
    WORDS_VI,
    Clock,
    Province,
    after_commit,
    get,
)
from tests.factories.news import NewsPageFactory
from tests.factories.people import person_of
from tests.factories.portals import UnitFactory, living_portal
from tests.operations.test_database import database_away

pytestmark = pytest.mark.django_db


def status_of(host: str, path: str = "/") -> int:
    client = Client(headers={"host": host}, raise_request_exception=False)
    return client.get(path).status_code


@pytest.fixture
def _keeping(settings: Settings) -> None:
    settings.PAGE_CACHE = True
    settings.CACHES = {
        **settings.CACHES,
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "alerts",
        },
    }
    caches["default"].clear()


def pages_of(province: Province) -> dict[tuple[str, str], int]:
    """Return addresses of every kind that readers meet, and what each answers."""
    near, item = province.near, NewsPage.objects.get()
    section = f"/{near.section.slug}/"
    return {
        (near.host, "/"): 200,
        (near.host, section): 200,
        (near.host, f"{section}{item.slug}/"): 200,
        (near.host, "/-/tim-kiem/?q=le+hoi"): 200,
        (near.host, "/-/so-do/"): 200,
        (near.host, "/khong-co/"): 404,
        (near.host, "/en/khong-co/"): 404,
        (near.host, "/en/"): 200,
        (province.far.host, "/"): 200,
        (province.far.host, "/khong-co/"): 404,
        (province.trial.host, "/"): 403,
    }


@pytest.mark.usefixtures("_keeping")
def test_every_page_carries_it_and_none_after_its_end(
    province: Province, clock: Clock
) -> None:
    NewsPageFactory.create(parent=province.near.section, title="Lễ hội")
    directory.forget_all()
    pages = pages_of(province)
    for (host, path), status in pages.items():  # cold, then as they are kept
        assert status_of(host, path) == status, path
        assert 'class="alert"' not in get(host, path)

    province.sent()

    for host, path in pages:
        words = WORDS_EN if path.startswith("/en/") else WORDS_VI
        first, kept = get(host, path), get(host, path)
        assert first.count(words) == kept.count(words) == 1, path
        assert 'role="alert"' in first
    assert 'class="alert"' not in get(province.elsewhere.host)

    clock.forward(hours=7, minutes=59)
    assert all(WORDS_EN in get(*one) or WORDS_VI in get(*one) for one in pages)
    clock.forward(minutes=1)
    for host, path in pages:
        assert 'class="alert"' not in get(host, path), path


def test_sent_to_all_it_reaches_a_portal_that_opens_later(
    province: Province, clock: Clock
) -> None:
    chosen, everywhere = "Chỉ nơi này", "Khắp tỉnh"
    province.flood.title_vi = chosen
    province.sent()
    province.flood.title_vi = everywhere
    alert = province.sent(is_everywhere=True)
    department = UnitFactory.create(parent=province.unit, code="moi", name="Sở mới")
    new = living_portal(unit=department, host="moi.localhost")
    page = get(new.host)
    assert everywhere in page
    assert chosen not in page
    assert get(province.near.host).count(f"<strong>{everywhere}</strong>") == 1
    assert everywhere not in get(province.elsewhere.host)
    after_commit(lambda: end_alert(alert=alert, actor=province.second))
    assert everywhere not in get(new.host)


@pytest.mark.usefixtures("_keeping")
def test_taking_it_away_is_seen_by_the_next_reader(province: Province) -> None:
    alert = province.sent()
    assert WORDS_VI in get(province.near.host)
    after_commit(lambda: end_alert(alert=alert, actor=province.second))
    assert 'class="alert"' not in get(province.near.host)


def test_another_process_sees_it_within_a_second(
    province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing tells a process of the commit of another one but its next look at stamps."""
    monkeypatch.setattr("sites.directory.RECHECK_SECONDS", 1.0)
    moment = 10.0**9  # later than whatever the process did before
    monkeypatch.setattr("sites.directory.time.monotonic", lambda: moment)
    assert 'class="alert"' not in get(province.near.host)
    monkeypatch.setattr(directory, "forget", lambda: None)
    province.sent()
    assert 'class="alert"' not in get(province.near.host)
    moment += 1.0
    assert WORDS_VI in get(province.near.host)


def test_a_tombstone_carries_it(province: Province) -> None:
    near = province.near
    page = NewsPageFactory.create(parent=near.section, title="Hội làng")
    path = f"/{near.section.slug}/{page.slug}/"
    removal = ask(
        record=EditorialRecord.objects.get(translation_key=page.translation_key),
        actor=person_of(near.unit, Capability.EDITOR),
        reason=Reason.WRONG,
        words="Số người dự ghi nhầm.",
    )
    board = person_of(near.unit, Capability.PUBLISHER)
    after_commit(lambda: take_down(removal=removal, actor=board, remark="Đồng ý"))
    province.sent()
    assert status_of(near.host, path) == 410
    assert WORDS_VI in get(near.host, path)


def test_a_suspended_portal_carries_it(province: Province) -> None:
    portal = province.near.portal
    portal.status = PortalStatus.SUSPENDED
    portal.save()
    province.sent()
    assert status_of(province.near.host) == 503
    assert WORDS_VI in get(province.near.host)
    assert WORDS_EN in get(province.near.host, "/en/")


def test_a_forged_form_is_answered_with_it(province: Province) -> None:
    province.sent()
    client = Client(headers={"host": province.near.host}, enforce_csrf_checks=True)
    answer = client.post("/", {"q": "x"})
    assert answer.status_code == 403
    assert WORDS_VI in answer.content.decode()


def test_our_own_faults_carry_it_in_the_language_of_the_address(
    province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    province.sent()

    def broken(*_args: object, **_kwargs: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("cms.pages.models.HomePage.get_context", broken)
    assert status_of(province.near.host) == 500
    assert WORDS_VI in get(province.near.host)
    assert WORDS_EN in get(province.near.host, "/en/")


@pytest.mark.django_db(transaction=True)
def test_it_stands_while_the_database_is_away(
    province: Province,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    province.sent()
    assert get(province.near.host, "/-/song") == "ok\n"  # no page was made
    directory.forget()
    with database_away(monkeypatch, tmp_path):
        host = province.near.host
        assert status_of(host) == 503
        assert WORDS_VI in get(host)
        assert WORDS_EN in get(host, "/en/")
        assert 'class="alert"' not in get(province.elsewhere.host)
        clock.forward(hours=8)
        assert 'class="alert"' not in get(host)


def test_the_gravest_stands_first(province: Province, clock: Clock) -> None:
    province.sent()
    clock.forward(minutes=5)
    province.flood.severity, province.flood.title_vi = "info", "Tin mới"
    province.sent()
    page = get(province.near.host)
    assert page.index("Cảnh báo lũ") < page.index("Tin mới")
    assert 'role="status"' in page


def test_words_are_words(province: Province) -> None:
    """What somebody wrote past all forms is still no markup."""
    province.flood.words_vi = "<b onclick=x>Nước</b>"
    alert = province.sent()
    assert alert.words_vi == "<b onclick=x>Nước</b>"
    page = get(province.near.host)
    assert "&lt;b onclick=x&gt;Nước&lt;/b&gt;" in page


def queries(host: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        get(host)
    return len(asked)


def test_it_costs_readers_nothing(province: Province) -> None:
    host = province.near.host
    get(host)
    without = queries(host)
    province.sent()
    get(host)
    assert queries(host) == without


def test_it_comes_after_the_portal_in_the_middleware() -> None:
    order: list[str] = settings.MIDDLEWARE
    place: Any = order.index("cms.alerts.middleware.KnowAlerts")
    assert order[place - 1] == "sites.middleware.PortalMiddleware"
    assert place < order.index("cms.operations.middleware.KeepAnswers")


# What readers take along as a file; the administration's own frames.
WITHOUT = {"news/saved.html"}
ROOMS = ("admin/", "wagtailadmin/")


def test_every_frame_of_readers_pages_shows_it() -> None:
    frames = {
        str(path).rpartition("templates/")[2]: path.read_text(encoding="utf-8")
        for path in Path("cms").rglob("templates/**/*.html")
    }
    bodies = {
        name
        for name, text in frames.items()
        if "<body" in text and not name.startswith(ROOMS)
    }
    showing = {name for name in bodies if "components/alerts.html" in frames[name]}
    assert bodies - showing == WITHOUT
    assert showing == {"base.html", "outage.html"}
