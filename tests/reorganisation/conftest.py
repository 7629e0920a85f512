"""Units about to change, and everything the database holds."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from cms.reorganisation.models import Change, ChangeKind, Passing, PortalFate
from cms.users.models import User
from sites.models import Unit
from tests.factories.people import UserFactory
from tests.factories.portals import Living, living_portal
from tests.plugins.kept import kept

Everything = dict[str, list[tuple[Any, ...]]]
# Wagtail writes how texts refer to things again and again, under new keys.
RESTLESS = frozenset({"wagtailcore.ReferenceIndex"})


# Counters and histories: what was done and undone has happened.
GROWING = frozenset(
    {
        "audit.ChainHead",
        "audit.SecurityEntry",
        "portals.Stamp",
        "wagtailcore.PageLogEntry",
    }
)


def everything(besides: frozenset[str] = frozenset()) -> Everything:
    """Return every row of every table."""
    return {
        model._meta.label: sorted(model._base_manager.values_list(), key=repr)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label not in RESTLESS | besides and not model._meta.proxy
    }


@pytest.fixture
@kept
def keeper() -> User:
    return UserFactory.create(superuser=True)


@pytest.fixture
@kept
def ended() -> Living:
    """The unit that passes on."""
    return living_portal(sections=("Di sản", "Lễ hội"))


@pytest.fixture
@kept
def going_on() -> Living:
    """The unit that goes on."""
    return living_portal(sections=("Văn hóa", "Thể thao"))


@pytest.fixture
def planned(keeper: User) -> Callable[..., Change]:
    def make(
        kind: ChangeKind,
        *passings: tuple[Unit, Unit | None, PortalFate],
        **values: Any,
    ) -> Change:
        change: Change = Change.objects.create(
            kind=kind,
            decision="Nghị quyết 202/2025/QH15",
            effective_on=values.pop("on", timezone.localdate()),
            created_by=keeper,
            **values,
        )
        for predecessor, successor, fate in passings:
            Passing.objects.create(
                change=change,
                predecessor=predecessor,
                successor=successor,
                portal_fate=fate,
            )
        return change

    return make
