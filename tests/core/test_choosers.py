"""Choosing an event or a person: what is offered, and what is not given away."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cms.core.models import Event
from cms.news.models import NewsPage
from cms.users.models import User
from sites.models import Capability, Unit
from tests.admin import admin_client, errors, form_of
from tests.factories.core import EventFactory
from tests.factories.news import NewsPageFactory
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import UnitFactory, living_portal
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

EVENTS, PEOPLE = "/admin/event_chooser/", "/admin/person_chooser/"
QUERIES = 20


@pytest.fixture
@kept
def unit() -> Unit:
    made: Unit = UnitFactory.create(name="Bảo tàng tỉnh", short_name="Bảo tàng")
    return made


@pytest.fixture
@kept
def editor(unit: Unit) -> User:
    return person_of(
        unit, Capability.EDITOR, full_name="Hà Thị Miên", position="Biên tập viên"
    )


def listing(client: Client, url: str, query: str = "") -> str:
    response = client.get(f"{url}results/?{query}")
    assert response.status_code == 200
    return response.content.decode()


def result(response: Any) -> Any:
    return response.json()["result"]


def test_events_offered_are_own_ones_and_public_ones(unit: Unit, editor: User) -> None:
    EventFactory.create(unit=unit, name="Họp giao ban", is_public=False)
    EventFactory.create(name="Phiên đọc sách")
    EventFactory.create(name="Họp kín", is_public=False)
    offered = listing(admin_client(editor), EVENTS)
    assert "Họp giao ban" in offered
    assert "Phiên đọc sách" in offered
    assert "Họp kín" not in offered


def test_events_are_told_apart_by_hour_place_and_unit(unit: Unit, editor: User) -> None:
    EventFactory.create(
        unit=unit,
        starts_at=datetime(2026, 11, 20, 1, 0, tzinfo=UTC),
        place="Nhà trưng bày",
    )
    offered = listing(admin_client(editor), EVENTS)
    for fact in ("08:00 20/11/2026", "Nhà trưng bày", "Bảo tàng"):
        assert fact in offered


@pytest.mark.parametrize(
    ("query", "found"), [("doc sach", True), ("thu vien", True), ("chợ", False)]
)
def test_events_are_found_without_marks(editor: User, query: str, found: bool) -> None:  # noqa: FBT001
    EventFactory.create(name="Phiên đọc sách", place="Thư viện tỉnh")
    offered = listing(admin_client(editor), EVENTS, f"q={query}")
    assert ("Phiên đọc sách" in offered) is found


def test_a_private_event_of_others_is_not_given_away(editor: User) -> None:
    secret = EventFactory.create(name="Họp kín", is_public=False)
    client = admin_client(editor)
    assert client.get(f"{EVENTS}chosen/{secret.pk}/").status_code == 404
    assert result(client.get(f"{EVENTS}chosen-multiple/?id={secret.pk}")) == []


def test_a_chosen_event_leads_to_its_form_if_it_may_be_changed(
    unit: Unit, editor: User
) -> None:
    own, foreign = EventFactory.create(unit=unit), EventFactory.create()
    client = admin_client(editor)
    assert result(client.get(f"{EVENTS}chosen/{own.pk}/")) == {
        "id": str(own.pk),
        "title": str(own),
        "edit_url": f"/admin/events/edit/{own.pk}/",
    }
    assert result(client.get(f"{EVENTS}chosen/{foreign.pk}/"))["edit_url"] is None


def test_an_event_is_added_while_choosing(unit: Unit, editor: User) -> None:
    client = admin_client(editor)
    modal = client.get(EVENTS).json()["html"]
    assert _("New event") in modal
    response = client.post(
        f"{EVENTS}create/",
        {
            "name": "Đêm mở cửa",
            "starts_at": "2026-11-20 18:00",
            "ends_at": "2026-11-20 22:00",
            "place": "",
            "unit": unit.pk,
        },
    )
    event = Event.objects.get()
    assert result(response)["id"] == str(event.pk)
    assert (event.unit, event.is_public) == (unit, False)


def test_an_event_is_not_added_for_a_foreign_unit(editor: User) -> None:
    response = admin_client(editor).post(
        f"{EVENTS}create/",
        {
            "name": "X",
            "starts_at": "2026-11-20 18:00",
            "ends_at": "2026-11-20 22:00",
            "unit": UnitFactory.create().pk,
        },
    )
    assert response.json()["step"] == "reshow_creation_form"
    assert not Event.objects.exists()


def test_people_offered_are_colleagues(unit: Unit, editor: User) -> None:
    person_of(unit, Capability.PUBLISHER, full_name="Lê Văn Quyết")
    person_of(UnitFactory.create(), Capability.EDITOR, full_name="Trần Văn Xa")
    UserFactory.create(full_name="Đinh Văn Mới")
    offered = listing(admin_client(editor), PEOPLE)
    assert "Lê Văn Quyết" in offered
    assert "Biên tập viên" in offered
    assert "Trần Văn Xa" not in offered
    assert "Đinh Văn Mới" not in offered


def test_a_superuser_chooses_anybody_active(editor: User) -> None:
    UserFactory.create(full_name="Đinh Văn Mới")
    UserFactory.create(full_name="Phan Văn Nghỉ", is_active=False)
    client = admin_client(UserFactory.create(superuser=True))
    offered = listing(client, PEOPLE)
    assert "Đinh Văn Mới" in offered
    assert "Phan Văn Nghỉ" not in offered
    assert "Hà Thị Miên" in listing(client, PEOPLE, "q=ha mien")


def test_a_stranger_s_name_is_not_given_away(editor: User) -> None:
    stranger = person_of(UnitFactory.create(), Capability.EDITOR)
    client = admin_client(editor)
    assert client.get(f"{PEOPLE}chosen/{stranger.pk}/").status_code == 404
    chosen = result(client.get(f"{PEOPLE}chosen/{editor.pk}/"))
    assert chosen == {"id": str(editor.pk), "title": "Hà Thị Miên", "edit_url": None}


def test_nobody_is_added_while_choosing(editor: User) -> None:
    client = admin_client(UserFactory.create(superuser=True))
    before = User.objects.count()
    assert capfirst(_("Add and choose")) not in client.get(PEOPLE).json()["html"]
    answer = client.post(f"{PEOPLE}create/", {"username": "moi"})
    assert answer.status_code in {302, 403}
    assert User.objects.count() == before


@pytest.mark.parametrize("url", [EVENTS, PEOPLE])
def test_choosing_costs_the_same_however_many_there_are(
    unit: Unit, editor: User, url: str
) -> None:
    client, counts = admin_client(editor), []
    listing(client, url)
    for more in (2, 8):
        for _number in range(more):
            EventFactory.create(unit=unit)
            person_of(unit, Capability.EDITOR)
        with CaptureQueriesContext(connection) as queries:
            listing(client, url)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= QUERIES


@pytest.mark.parametrize("public", [True, False])
def test_an_item_points_to_events_its_editor_may_choose(public: bool) -> None:  # noqa: FBT001
    living = living_portal()
    page = NewsPageFactory.create(parent=living.section)
    event = EventFactory.create(is_public=public)
    client = admin_client(person_of(living.unit, Capability.EDITOR))
    url = f"/admin/pages/{page.pk}/edit/"
    form = {**form_of(client.get(url)), "body-count": "0"}
    response = client.post(url, {**form, "event": event.pk})
    draft = NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (draft.event == event) is public
    assert bool(errors(response)) is not public
