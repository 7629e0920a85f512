"""Forms narrowed to what a person may choose."""

import pytest
from django.db.models import QuerySet
from wagtail.admin.panels import get_form_for_model

from cms.core.editing import choosable, narrow
from cms.core.models import Event, Topic
from cms.pages.models import StandardPage
from cms.users.models import User
from sites.models import Capability, Unit
from tests.admin import admin_client, form_of
from tests.factories.core import EventFactory, TopicFactory
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import UnitFactory, living_portal
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def unit() -> Unit:
    made: Unit = UnitFactory.create()
    return made


@pytest.fixture
@kept
def editor(unit: Unit) -> User:
    return person_of(unit, Capability.EDITOR)


def test_people_are_colleagues(unit: Unit, editor: User) -> None:
    colleague = person_of(unit, Capability.AUDITOR)
    person_of(UnitFactory.create(), Capability.EDITOR)
    UserFactory.create()
    assert set(choosable(User.objects.all(), editor)) == {editor, colleague}


def test_units_are_served_or_anywhere_below(unit: Unit, editor: User) -> None:
    below = UnitFactory.create(parent=unit)
    second = UnitFactory.create(parent=below)
    third = UnitFactory.create(parent=second)
    UnitFactory.create()
    unit.parent = UnitFactory.create()
    unit.save()
    assert set(choosable(Unit.objects.all(), editor)) == {unit, below, second, third}


def test_events_are_own_or_public(unit: Unit, editor: User) -> None:
    own = EventFactory.create(unit=unit, is_public=False)
    public = EventFactory.create()
    EventFactory.create(is_public=False)
    assert set(choosable(Event.objects.all(), editor)) == {own, public}


def test_what_is_nobody_s_is_everybody_s(editor: User) -> None:
    topic = TopicFactory.create()
    assert list(choosable(Topic.objects.all(), editor)) == [topic]


@pytest.mark.parametrize("rows", [User.objects, Unit.objects, Event.objects])
def test_superusers_choose_freely(rows: "QuerySet[User]") -> None:
    EventFactory.create(is_public=False)
    root = UserFactory.create(superuser=True)
    assert set(choosable(rows.all(), root)) == set(rows.all()) != set()


def test_a_form_without_a_person_is_left_alone(unit: Unit) -> None:
    UnitFactory.create()
    form = get_form_for_model(Event, fields=["unit"])()
    narrow(form, None)
    assert set(form.fields["unit"].queryset) == set(Unit.objects.all())


def test_what_stands_there_stays_choosable(unit: Unit, editor: User) -> None:
    event = EventFactory.create()
    UnitFactory.create()
    form = get_form_for_model(Event, fields=["unit"])(instance=event)
    narrow(form, editor)
    assert set(form.fields["unit"].queryset) == {unit, event.unit}


@pytest.mark.parametrize("button", ["", "action-publish"])
def test_a_title_alone_makes_the_address(button: str) -> None:
    """It was typed before Wagtail's script had come that fills the address in."""
    living = living_portal()
    client = admin_client(person_of(living.unit, Capability.PUBLISHER))
    address = f"/admin/pages/add/pages/standardpage/{living.section.pk}/"
    form = form_of(client.get(address))
    sent = {**form, "title": "Đại hội phụ nữ", "slug": "", "body-count": "0"}
    sent = {name: value for name, value in sent.items() if name[:7] != "action-"}
    for expected in ("dai-hoi-phu-nu", "dai-hoi-phu-nu-2"):
        answer = client.post(address, {**sent, **({button: "1"} if button else {})})
        assert answer.status_code == 302
        made = StandardPage.objects.get(slug=expected)
        assert made.live is False


def test_an_address_that_is_emptied_stays_what_it_was() -> None:
    living = living_portal()
    client = admin_client(person_of(living.unit, Capability.PUBLISHER))
    page = living.section
    address = f"/admin/pages/{page.pk}/edit/"
    sent = {**form_of(client.get(address)), "title": "Tên mới", "slug": ""}
    assert client.post(address, sent).status_code == 302
    page.refresh_from_db()
    saved = page.get_latest_revision_as_object()
    assert (saved.title, saved.slug) == ("Tên mới", page.slug)
