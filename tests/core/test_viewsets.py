"""The screens of events and topics."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from cms.core.models import Event, EventPicture, Topic
from cms.users.models import User
from sites.models import Capability, Unit
from sites.services import grant_role
from tests.admin import admin_client, errors, form_of, options, send, soup
from tests.factories.core import EventFactory, TopicFactory
from tests.factories.media import ImageFactory
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import UnitFactory, living_portal
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

EVENTS, TOPICS = "/admin/events/", "/admin/topics/"
QUERIES = 20
MORNING = {"starts_at": "2026-11-20 08:00", "ends_at": "2026-11-20 11:00"}


@pytest.fixture
@kept
def unit() -> Unit:
    made: Unit = UnitFactory.create(name="Bảo tàng tỉnh")
    return made


@pytest.fixture
@kept
def editor(unit: Unit) -> User:
    return person_of(unit, Capability.EDITOR)


def names(client: Client, url: str) -> list[str]:
    page = soup(client.get(url))
    return [
        cell.get_text(strip=True) for cell in page.select("td.title .title-wrapper")
    ]


def test_an_event_is_added_for_the_own_unit(unit: Unit, editor: User) -> None:
    client = admin_client(editor)
    form = client.get(f"{EVENTS}new/")
    assert options(form, "unit") == ["Bảo tàng tỉnh"]
    assert form_of(form)["unit"] == str(unit.pk)
    shelf = living_portal(unit=unit).portal.collection
    first, second = (
        ImageFactory.create(colour=colour, collection=shelf)
        for colour in ("red", "blue")
    )
    response = send(
        client,
        f"{EVENTS}new/",
        name="Đêm mở cửa bảo tàng",
        **MORNING,
        **{
            "pictures-TOTAL_FORMS": 2,
            "pictures-0-image": first.pk,
            "pictures-1-image": second.pk,
        },
    )
    assert response["location"] == EVENTS, errors(response)
    event = Event.objects.get()
    assert (event.unit, event.name) == (unit, "Đêm mở cửa bảo tàng")
    assert event.starts_at == datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
    assert list(
        EventPicture.objects.filter(event=event).values_list("image", flat=True)
    ) == [first.pk, second.pk]
    assert ModelLogEntry.objects.get(object_id=str(event.pk)).user == editor


def test_who_serves_several_units_chooses_one(unit: Unit, editor: User) -> None:
    other = UnitFactory.create(name="Thư viện tỉnh")
    grant_role(user=editor, unit=other, capability=Capability.EDITOR)
    client = admin_client(editor)
    form = client.get(f"{EVENTS}new/")
    assert options(form, "unit") == ["Bảo tàng tỉnh", "Thư viện tỉnh"]
    assert form_of(form)["unit"] == ""
    response = send(client, f"{EVENTS}new/", name="Phiên đọc sách", **MORNING)
    assert len(errors(response)) == 1
    assert not Event.objects.exists()


@pytest.mark.parametrize("capability", [None, Capability.AUDITOR])
def test_an_event_is_not_added_for_a_foreign_unit(
    unit: Unit, editor: User, capability: Capability | None
) -> None:
    foreign = UnitFactory.create()
    if capability:
        grant_role(user=editor, unit=foreign, capability=capability)
    response = send(
        admin_client(editor), f"{EVENTS}new/", name="X", unit=foreign.pk, **MORNING
    )
    assert len(errors(response)) == 1
    assert not Event.objects.exists()


def test_an_event_can_t_end_before_it_starts(editor: User) -> None:
    response = send(
        admin_client(editor),
        f"{EVENTS}new/",
        name="Hội làng",
        starts_at="2026-11-20 08:00",
        ends_at="2026-11-20 07:00",
    )
    assert _("An event can't end before it starts.") in response.content.decode()
    assert not Event.objects.exists()


def test_the_list_holds_the_own_units_events(unit: Unit, editor: User) -> None:
    EventFactory.create(unit=unit, name="Đêm mở cửa bảo tàng")
    EventFactory.create(name="Phiên đọc sách")
    assert names(admin_client(editor), EVENTS) == ["Đêm mở cửa bảo tàng"]
    everything = names(admin_client(UserFactory.create(superuser=True)), EVENTS)
    assert set(everything) == {"Đêm mở cửa bảo tàng", "Phiên đọc sách"}


def test_hours_are_written_as_offices_write_them(unit: Unit, editor: User) -> None:
    EventFactory.create(unit=unit, starts_at=datetime(2999, 11, 20, 1, 0, tzinfo=UTC))
    page = soup(admin_client(editor).get(EVENTS))
    row = [cell.get_text(strip=True) for cell in page.select("table tbody td")]
    assert row[1:3] == ["08:00 20/11/2999", "11:00 20/11/2999"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=dem mo cua", 1),
        ("q=Gò Nổi", 1),
        ("q=cho noi", 0),
        ("status=scheduled", 1),
        ("status=cancelled", 0),
        ("starts_at_from=2026-11-20&starts_at_to=2026-11-20", 1),
        ("starts_at_from=2026-11-21", 0),
    ],
)
def test_events_are_found_and_narrowed(
    unit: Unit, editor: User, query: str, found: int
) -> None:
    EventFactory.create(unit=unit, name="Đêm mở cửa", place="Đình Gò Nổi")
    assert len(names(admin_client(editor), f"{EVENTS}?{query}")) == found


@pytest.mark.parametrize("view", ["edit", "history", "usage"])
def test_a_foreign_event_does_not_exist(unit: Unit, editor: User, view: str) -> None:
    own, foreign = EventFactory.create(unit=unit), EventFactory.create()
    client = admin_client(editor)
    assert client.get(f"{EVENTS}{view}/{own.pk}/").status_code == 200
    assert client.get(f"{EVENTS}{view}/{foreign.pk}/").status_code == 404


def test_a_foreign_event_is_not_changed(unit: Unit, editor: User) -> None:
    own, foreign = EventFactory.create(unit=unit), EventFactory.create(name="Chợ nổi")
    client = admin_client(editor)
    sent = {**form_of(client.get(f"{EVENTS}edit/{own.pk}/")), "name": "Tên khác"}
    assert client.post(f"{EVENTS}edit/{foreign.pk}/", sent).status_code == 404
    foreign.refresh_from_db()
    assert foreign.name == "Chợ nổi"


def test_an_own_event_is_changed(unit: Unit, editor: User) -> None:
    event = EventFactory.create(unit=unit)
    send(admin_client(editor), f"{EVENTS}edit/{event.pk}/", status="postponed")
    event.refresh_from_db()
    assert event.status == "postponed"


def test_events_are_deleted_by_superusers_only(unit: Unit, editor: User) -> None:
    event = EventFactory.create(unit=unit)
    url = f"{EVENTS}delete/{event.pk}/"
    assert admin_client(editor).post(url).status_code == 404
    assert Event.objects.filter(pk=event.pk).exists()
    assert (
        admin_client(UserFactory.create(superuser=True)).post(url)["location"] == EVENTS
    )
    assert not Event.objects.filter(pk=event.pk).exists()


@pytest.mark.parametrize("url", [EVENTS, TOPICS])
def test_a_list_costs_the_same_however_long_it_is(
    unit: Unit, editor: User, url: str
) -> None:
    client, counts = admin_client(editor), []
    client.get(url)
    for more in (2, 14):
        for number in range(more):
            EventFactory.create(
                unit=unit,
                starts_at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number),
            )
            TopicFactory.create()
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= QUERIES


def test_a_topic_is_added_with_its_address(editor: User) -> None:
    response = send(admin_client(editor), f"{TOPICS}new/", name=" Di sản ")
    assert response["location"] == TOPICS, errors(response)
    topic = Topic.objects.get()
    assert (topic.name, topic.slug) == ("Di sản", "di-san")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("DI SẢN", "This topic exists: %(name)s."),
        ("di san", "This topic exists: %(name)s."),
        ("日本", "A topic's name needs letters of the Latin script."),
        ("Di sản; lễ hội", "A topic's name can't hold a semicolon."),
    ],
)
def test_a_second_spelling_is_refused(editor: User, name: str, said: str) -> None:
    TopicFactory.create(name="Di sản")
    response = send(admin_client(editor), f"{TOPICS}new/", name=name)
    assert errors(response) == [_(said) % {"name": "Di sản"}]
    assert Topic.objects.count() == 1


def test_topics_are_found_without_marks(editor: User) -> None:
    TopicFactory.create(name="Di sản")
    TopicFactory.create(name="Lễ hội")
    assert names(admin_client(editor), f"{TOPICS}?q=le hoi") == ["Lễ hội"]


def test_topics_are_renamed_by_superusers_only(editor: User) -> None:
    topic = TopicFactory.create(name="Di sản")
    url = f"{TOPICS}edit/{topic.pk}/"
    answer = admin_client(editor).post(url, {"name": "Tên khác"})
    assert (answer.status_code, answer["location"]) == (302, "/admin/")
    topic.refresh_from_db()
    assert topic.name == "Di sản"
    send(admin_client(UserFactory.create(superuser=True)), url, name="Di sản văn hóa")
    topic.refresh_from_db()
    assert (topic.name, topic.slug) == ("Di sản văn hóa", "di-san")


@pytest.mark.parametrize("query", ["", "?ordering=sort_key"])
def test_topics_are_listed_and_offered_as_in_a_dictionary(query: str) -> None:
    wanted = ["Dân ca", "Đình làng", "Hoa mai", "Hòa an", "Hoà thắng", "Hoá đơn"]
    for name in sorted(wanted):
        TopicFactory.create(name=name)
    client = admin_client(UserFactory.create(superuser=True))
    assert names(client, f"{TOPICS}{query}") == wanted
    asked = client.get("/admin/topic-suggestions/", {"term": "ho"})
    assert asked.json() == wanted[2:]
