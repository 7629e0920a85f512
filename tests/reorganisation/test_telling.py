"""The page that grows while a change is carried out also tells how it broke off."""

import threading
from collections.abc import Callable

import pytest
from django.db import OperationalError
from django.test import Client

from cms.reorganisation import carrying
from cms.reorganisation.models import Change, ChangeKind, ChangeState, PortalFate
from cms.users.models import User
from tests.admin import admin_client
from tests.factories.portals import Living
from tests.reorganisation.conftest import everything

pytestmark = pytest.mark.django_db(transaction=True)

Plan = Callable[..., Change]


@pytest.fixture
def change(planned: Plan, ended: Living, going_on: Living) -> Change:
    return planned(ChangeKind.MERGE, (ended.unit, going_on.unit, PortalFate.FREEZE))


@pytest.fixture
def office(keeper: User) -> Client:
    return admin_client(keeper)


def test_what_broke_off_is_told_and_raised_for_the_log(
    office: Client, change: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(**_given: object) -> None:
        raise OperationalError("the database went away")

    monkeypatch.setattr(carrying, "go_live", dies)
    before = everything()
    answer = office.post(f"/admin/changes/plan/{change.pk}/", {"deed": "live"})
    pieces = iter(answer)
    sent = b"".join(next(pieces) for _piece in ("head", "end", "foot")).decode()
    assert "Việc bị ngắt giữa chừng; chưa có gì thay đổi." in sent
    assert sent.rstrip().endswith("</html>")
    with pytest.raises(OperationalError, match="went away"):
        next(pieces)
    assert everything() == before


def test_what_another_did_meanwhile_is_told(
    office: Client, change: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(change: Change) -> None:
        Change.objects.filter(pk=change.pk).update(state=ChangeState.WITHDRAWN)

    monkeypatch.setattr("cms.reorganisation.views.refuse", meanwhile)
    answer = office.post(f"/admin/changes/plan/{change.pk}/", {"deed": "live"})
    sent = b"".join(answer).decode()
    assert "Chưa thực hiện; chưa có gì thay đổi." in sent
    assert "<li>Đã rút</li>" in sent


def test_a_reader_who_goes_away_stops_nothing(office: Client, change: Change) -> None:
    answer = office.post(f"/admin/changes/plan/{change.pk}/", {"deed": "live"})
    answer.close()
    for thread in threading.enumerate():
        if thread.name.startswith("change"):
            thread.join(60)
    change.refresh_from_db()
    assert change.state == ChangeState.LIVE
