"""Many people with roles, by bulk inserts, in seconds."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from cms.users.models import User
from sites.models import Capability, Portal, RoleAssignment, Unit, UnitKind
from tests.factories.people import NAMES

CREW = (
    Capability.EDITOR,
    Capability.CONTRIBUTOR,
    Capability.PUBLISHER,
    Capability.UNIT_ADMIN,
    Capability.AUDITOR,
)


@transaction.atomic
def make_crews(portals: Sequence[Portal]) -> list[User]:
    """Give every portal five people, one for each capability of ``CREW``."""
    start = User.objects.count()
    people = User.objects.bulk_create(
        User(
            username=f"can-bo-{number}",
            full_name=NAMES[number % len(NAMES)],
            email=f"can-bo-{number}@dinh.example",
        )
        for number in range(start, start + len(portals) * len(CREW))
    )
    since = timezone.now() - timedelta(days=1)
    places = [(portal, name) for portal in portals for name in CREW]
    RoleAssignment.objects.bulk_create(
        RoleAssignment(
            user=user, unit_id=portal.unit_id, capability=name, valid_from=since
        )
        for user, (portal, name) in zip(people, places, strict=True)
    )
    return people


@transaction.atomic
def put_under_province(portals: Sequence[Portal]) -> Unit:
    """Put the portals' units below one new province and return it."""
    province: Unit = Unit.objects.create(
        code="tinh", name="Tỉnh", short_name="Tỉnh", kind=UnitKind.PROVINCE
    )
    units = [portal.unit_id for portal in portals]
    Unit.objects.filter(pk__in=units).update(parent=province)
    return province


@transaction.atomic
def make_people(units: Sequence[Unit], number: int) -> list[User]:
    """Make editors, shared out evenly among units."""
    start = User.objects.count()
    people = User.objects.bulk_create(
        User(
            username=f"bien-tap-{place}",
            full_name=NAMES[place % len(NAMES)],
            email=f"bien-tap-{place}@dinh.example",
        )
        for place in range(start, start + number)
    )
    since = timezone.now() - timedelta(days=1)
    RoleAssignment.objects.bulk_create(
        RoleAssignment(
            user=user,
            unit=units[place % len(units)],
            capability=Capability.EDITOR,
            valid_from=since,
        )
        for place, user in enumerate(people)
    )
    return people
