"""Unfinished work of the demonstration is of today whenever the house starts."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from wagtail.models import Page

from cms.deadlines.models import Due
from cms.demo import chains, living, loader
from cms.demo.underway import item_at, person
from cms.moderation.models import Case, CaseState
from cms.moderation.services import release_due, submit_item
from cms.provisioning.parse import parse
from cms.provisioning.services import open_portal
from sites.directory import directory
from sites.models import Portal, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.service_postgres]
CODE = "so-vhttdl-tay-ninh"
HOURS, MINUTES = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        loader.keep_house()
        path = next(one for one in loader.spec_paths() if one.stem[3:] == CODE)
        open_portal(spec=parse(path.read_text(encoding="utf-8")), source=path.name)
        chains.stage(chains.chain_of(CODE), portal(), loader.KEEPER)
        living.keep_living()
        yield
        transaction.set_rollback(True)
    directory.forget_all()


@pytest.fixture(autouse=True)
def _house(house: None) -> None:
    """Every test begins with a house that was started once."""


def portal() -> Portal:
    found: Portal = Portal.objects.get(unit__code=CODE)
    return found


def item(series: str, number: int = 0) -> Any:
    written = next(one for one in living._written()["series"] if one["name"] == series)
    return item_at(written["items"][number]["slug"], portal())


def left(page: Page, now: datetime) -> timedelta:
    due: Due = Due.objects.open().get(record__page_id=page.pk)
    return due.due_at - now


@pytest.mark.parametrize("later", [0, 1, 30])
def test_one_is_overdue_and_one_due_within_the_hour(later: int) -> None:
    now = timezone.now() + timedelta(days=later)
    living.keep_living(now=now)
    assert left(item("overdue"), now) == -5 * HOURS
    assert left(item("within the hour"), now) == 50 * MINUTES
    assert item("overdue", 1) is None


def test_one_came_back() -> None:
    case = Case.objects.get(page=item("returned").pk)
    assert (case.state, case.submitted_by.username) == ("returned", "tn.congtac")


def test_one_publishes_itself_in_three_minutes() -> None:
    now = timezone.now()
    living.keep_living(now=now)
    case = Case.objects.get(state=CaseState.APPROVED)
    assert case.release_at == now + 3 * MINUTES
    assert release_due(now=case.release_at - timedelta(milliseconds=1)) == []
    assert release_due(now=case.release_at) == [case]
    living.keep_living(now=now + 10 * MINUTES)
    following = Case.objects.get(state=CaseState.APPROVED)
    assert following.pk != case.pk
    assert following.release_at == now + 13 * MINUTES


def test_what_was_finished_is_followed_by_the_next() -> None:
    first, back = item("overdue"), item("returned")
    for page in (first, back):
        submit_item(page=page, actor=person("tn.congtac"))
    now = timezone.now()
    living.keep_living(now=now)
    assert left(item("overdue", 1), now) == -5 * HOURS
    again = Case.objects.get(page=item("returned", 1).pk)
    assert again.state == CaseState.RETURNED
    submit_item(page=item("overdue", 1), actor=person("tn.congtac"))
    before = Page.objects.count()
    living.keep_living(now=now)  # the series is over; nothing else is written
    assert Page.objects.count() == before


def test_without_its_portal_nothing_is_done() -> None:
    Unit.objects.filter(code=CODE).update(code="so-khac")
    before = Page.objects.count()
    living.keep_living()
    assert Page.objects.count() == before
