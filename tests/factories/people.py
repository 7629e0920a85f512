"""People, and the roles they hold."""

from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from cms.users.models import User
from sites.models import Capability, RoleAssignment, Unit
from sites.services import grant_role

NAMES = ("Nguyễn Thị Minh Hà", "Trần Văn An", "Lê Thị Ánh", "Đinh Công Hằng")


class UserFactory(DjangoModelFactory[User]):
    username = factory.Sequence(lambda number: f"nguoi-{number}")
    full_name = factory.Sequence(lambda number: NAMES[number % len(NAMES)])
    email = factory.LazyAttribute(lambda user: f"{user.username}@dinh.example")

    class Meta:
        model = User

    class Params:
        superuser = factory.Trait(is_staff=True, is_superuser=True)


class RoleAssignmentFactory(DjangoModelFactory[RoleAssignment]):
    """A role held since yesterday; the groups derived from it are not brought along."""

    user = factory.SubFactory(UserFactory)
    capability = Capability.EDITOR
    valid_from = factory.LazyFunction(lambda: timezone.now() - timedelta(days=1))

    class Meta:
        model = RoleAssignment

    class Params:
        ended = factory.Trait(
            valid_to=factory.LazyFunction(lambda: timezone.now() - timedelta(hours=1))
        )
        to_come = factory.Trait(
            valid_from=factory.LazyFunction(lambda: timezone.now() + timedelta(days=1))
        )


def person_of(unit: Unit, *capabilities: Capability, **values: Any) -> User:
    """Return somebody who holds these roles for a unit, with the groups they bring."""
    user: User = UserFactory.create(**values)
    for capability in capabilities:
        grant_role(user=user, unit=unit, capability=capability)
    return user
