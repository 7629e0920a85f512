"""Opening, roles and ports: what a write changes, and what a refusal leaves alone."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Site

from cms.users.models import User
from sites import stamps
from sites.models import (
    Branding,
    Capability,
    OwnerText,
    PortalHostname,
    PortalStatus,
    RoleAssignment,
)
from sites.reach import reach_of
from sites.services import (
    announce_unit_changed,
    change_status,
    end_role,
    follow_canonical_hostname,
    follow_port,
    grant_role,
    settle_portal,
)
from tests.factories.news import NewsPageFactory
from tests.factories.people import UserFactory
from tests.factories.portals import Living, UnitFactory, living_portal
from tests.factories.publishing import take_away
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)


@pytest.fixture
@kept
def living() -> Living:
    return living_portal(status=PortalStatus.TRIAL)


def test_a_portal_opens_on_a_day(
    living: Living, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: TODAY)
    change_status(portal=living.portal, status=PortalStatus.OPEN)
    portal = living.refresh()
    assert (portal.status, portal.opened_on) == ("open", TODAY)


def test_opening_again_keeps_the_first_day(living: Living) -> None:
    living.portal.opened_on = TODAY
    for status in (PortalStatus.SUSPENDED, PortalStatus.OPEN):
        change_status(portal=living.portal, status=status)
    assert living.refresh().opened_on == TODAY


def test_a_change_of_state_is_announced(living: Living) -> None:
    name = stamps.portal_stamp(living.portal.pk)
    (before,) = stamps.read(name)
    change_status(portal=living.portal, status=PortalStatus.FROZEN)
    assert stamps.read(name) == (before + 1,)


@pytest.mark.parametrize(
    ("model", "field", "fact"),
    [
        (OwnerText, "name", "name"),
        (OwnerText, "address", "address"),
        (OwnerText, "responsible", "person responsible for content"),
        (Branding, "email", "e-mail"),
        (Branding, "phone", "phone"),
    ],
)
def test_a_portal_that_lacks_a_mandatory_fact_stays_closed(
    living: Living, model: type, field: str, fact: str
) -> None:
    """Section 8, vector 10; O-01."""
    model._default_manager.update(**{field: ""})
    name = stamps.portal_stamp(living.portal.pk)
    before = stamps.read(name)
    with pytest.raises(ValidationError) as refusal:
        change_status(portal=living.portal, status=PortalStatus.OPEN)
    assert refusal.value.messages == [
        _("The portal can't open; missing: %(facts)s.") % {"facts": _(fact)}
    ]
    portal = living.refresh()
    assert (portal.status, portal.opened_on) == ("trial", None)
    assert stamps.read(name) == before


def test_a_portal_without_any_fact_names_all_five(living: Living) -> None:
    take_away(OwnerText.objects.all())
    take_away(Branding.objects.all())
    with pytest.raises(ValidationError) as refusal:
        change_status(portal=living.portal, status=PortalStatus.OPEN)
    assert refusal.value.messages[0].count(",") == 4


def test_only_the_default_language_must_be_complete() -> None:
    two = living_portal("vi", "en", status=PortalStatus.TRIAL)
    OwnerText.objects.filter(locale__language_code="en").update(responsible="")
    change_status(portal=two.portal, status=PortalStatus.OPEN)
    assert two.refresh().status == "open"


def test_a_role_is_granted_once(living: Living) -> None:
    user = UserFactory.create()
    role: dict[str, Any] = {
        "user": user,
        "unit": living.unit,
        "capability": Capability.EDITOR,
    }
    assert grant_role(**role) is True
    assert grant_role(**role) is False
    assert RoleAssignment.objects.filter(**role).count() == 1


def test_a_role_begins_when_it_is_said_to(living: Living) -> None:
    at = datetime(2026, 1, 5, tzinfo=UTC)
    grant_role(
        user=UserFactory.create(), unit=living.unit, capability=Capability.EDITOR, at=at
    )
    assert RoleAssignment.objects.get().valid_from == at


def test_an_ended_role_takes_its_rights_along(living: Living) -> None:
    user = UserFactory.create()
    grant_role(user=user, unit=living.unit, capability=Capability.PUBLISHER)
    grant_role(user=user, unit=living.unit, capability=Capability.AUDITOR)
    end_role(assignment=RoleAssignment.objects.get(capability="publisher"))
    again = User.objects.get(pk=user.pk)
    assert reach_of(again).held == {living.unit.pk: {"auditor"}}
    assert not living.home.permissions_for_user(again).can_edit()


def test_an_ended_role_can_be_granted_anew(living: Living) -> None:
    user, begun = UserFactory.create(), timezone.now() - timedelta(days=2)
    role: dict[str, Any] = {
        "user": user,
        "unit": living.unit,
        "capability": Capability.EDITOR,
    }
    grant_role(**role, at=begun)
    end_role(assignment=RoleAssignment.objects.get())
    assert grant_role(**role) is True
    assert [
        held.valid_to is None for held in RoleAssignment.objects.order_by("pk")
    ] == [
        False,
        True,
    ]


def test_a_role_that_would_end_before_it_begins_is_refused(living: Living) -> None:
    user = UserFactory.create()
    grant_role(user=user, unit=living.unit, capability=Capability.EDITOR)
    held = RoleAssignment.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        end_role(assignment=held, at=held.valid_from)
    held.refresh_from_db()
    assert held.valid_to is None
    assert reach_of(User.objects.get(pk=user.pk)).capabilities == {"editor"}


def test_sites_follow_the_port_they_are_served_on(
    living: Living,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    """T10: a demonstration on another port must not link to the first one."""
    other = living_portal()
    item = NewsPageFactory.create(parent=living.section)
    assert item.full_url == f"http://{living.host}/van-hoa/{item.slug}/"
    with django_capture_on_commit_callbacks(execute=True):
        assert follow_port(port=9000) == 2
    fresh = type(item).objects.get(pk=item.pk)
    assert fresh.full_url == f"http://{living.host}:9000/van-hoa/{item.slug}/"
    assert fresh.get_url() == fresh.full_url
    assert Site.objects.get(hostname=other.host).port == 9000
    assert follow_port(port=9000) == 0


def test_a_site_follows_the_canonical_hostname(living: Living) -> None:
    PortalHostname.objects.filter(portal=living.portal).update(hostname="moi.localhost")
    assert follow_canonical_hostname(portal=living.portal) is True
    assert Site.objects.get(portal=living.portal).hostname == "moi.localhost"
    assert follow_canonical_hostname(portal=living.portal) is False


def test_a_portal_without_a_canonical_hostname_keeps_its_site(living: Living) -> None:
    PortalHostname.objects.all().update(is_canonical=False)
    assert follow_canonical_hostname(portal=living.portal) is False
    assert Site.objects.get(portal=living.portal).hostname == living.host


def test_an_edited_portal_is_settled(living: Living) -> None:
    names = (stamps.DIRECTORY, stamps.portal_stamp(living.portal.pk))
    before = stamps.read(*names)
    settle_portal(portal=living.portal, status=PortalStatus.OPEN)
    assert living.refresh().status == "open"
    assert all(
        now > then for now, then in zip(stamps.read(*names), before, strict=True)
    )


def test_an_open_portal_must_keep_its_facts(living: Living) -> None:
    change_status(portal=living.portal, status=PortalStatus.OPEN)
    Branding.objects.update(phone="")
    with pytest.raises(ValidationError):
        settle_portal(portal=living.portal, status=PortalStatus.OPEN)
    settle_portal(portal=living.portal, status=PortalStatus.SUSPENDED)
    assert living.refresh().status == "suspended"


def test_a_changed_unit_is_announced_to_its_portal(living: Living) -> None:
    names = (stamps.DIRECTORY, stamps.portal_stamp(living.portal.pk))
    before = stamps.read(*names)
    announce_unit_changed(unit=living.unit)
    assert stamps.read(*names) == (before[0] + 1, before[1] + 1)
    announce_unit_changed(unit=UnitFactory.create())
    assert stamps.read(*names) == (before[0] + 2, before[1] + 1)


def test_a_portal_that_keeps_its_state_is_settled_without_its_facts(
    living: Living,
) -> None:
    Branding.objects.update(phone="")
    settle_portal(portal=living.portal, status=PortalStatus.TRIAL)
    assert living.refresh().status == "trial"
