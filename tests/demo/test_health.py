"""The demonstration shows what is known without asking anybody, and invents nothing."""

import pytest

from cms.demo.health import keep_watch
from cms.health.models import Alarm, Check, Source, StateChange
from cms.health.states import Fault, Kind, State
from tests.factories.news import NewsPageFactory
from tests.factories.portals import living_portal

pytestmark = pytest.mark.django_db


def test_links_are_read_and_dates_are_typed_once() -> None:
    first, second = living_portal(), living_portal()
    text = '<p><a href="https://chinhphu.vn/tin">x</a></p>'
    NewsPageFactory.create(parent=first.section, body=[("text", text)])
    keep_watch()
    rows = list(Check.objects.order_by("pk").values())
    keep_watch()
    assert list(Check.objects.order_by("pk").values()) == rows
    typed = Check.objects.filter(kind=Kind.REGISTRATION).order_by("pk")
    assert [(check.portal, check.state, check.source) for check in typed] == [
        (first.portal, State.EXPIRING, Source.PAPER),
        (second.portal, State.FINE, Source.PAPER),
    ]
    others = Check.objects.exclude(kind=Kind.REGISTRATION)
    assert {check.kind for check in others} == {"dns", "certificate", "link"}
    assert {(check.state, check.fault) for check in others} == {
        (State.UNKNOWN, Fault.NOT_ASKED)
    }
    assert not others.exclude(asked_at=None, seen_at=None).exists()
    assert StateChange.objects.count() == 2
    assert Alarm.objects.count() == 1
