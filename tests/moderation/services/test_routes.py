"""Versions come in force, replace each other, and never change."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cms.moderation.models import RouteTask
from cms.moderation.services import (
    put_in_force,
    retire,
    settle_first_routes,
    settle_route,
)
from cms.routes.models import Route, RouteVersion, StepParty
from cms.routes.services import draw_up
from cms.routes.specs import RouteSpec, first_routes
from tests.factories.moderation import TWO_STEPS
from tests.factories.portals import living_portal

pytestmark = pytest.mark.django_db

SPEC = RouteSpec("Tin", TWO_STEPS)


def test_a_workflow_stands_for_each_version() -> None:
    version = settle_route(portal=living_portal().portal, spec=SPEC)
    assert version.workflow is not None
    tasks = version.workflow.tasks.values_list("name", flat=True)
    assert list(tasks) == ["Biên tập", "Duyệt đăng"]
    assert RouteTask.objects.count() == 2


def test_the_next_version_takes_over_at_its_moment() -> None:
    portal = living_portal().portal
    first = settle_route(portal=portal, spec=SPEC)
    hour = timezone.now() + timedelta(hours=1)
    second = put_in_force(version=draw_up(portal=portal, spec=SPEC), at=hour)
    first.refresh_from_db()
    assert (first.valid_to, second.valid_from, second.number) == (hour, hour, 2)
    assert list(RouteVersion.objects.in_force()) == [first]
    assert list(RouteVersion.objects.in_force(hour)) == [second]


def test_put_in_force_once_and_never_before_its_forerunner() -> None:
    portal = living_portal().portal
    first = settle_route(portal=portal, spec=SPEC)
    with pytest.raises(ValidationError):
        put_in_force(version=first)
    draft = draw_up(portal=portal, spec=SPEC)
    with pytest.raises(ValidationError):
        put_in_force(version=draft, at=timezone.now() - timedelta(days=1))
    draft.refresh_from_db()
    assert draft.is_draft
    first.refresh_from_db()
    assert first.valid_to is None


def test_without_steps_or_parties_nothing_comes_in_force() -> None:
    draft = draw_up(portal=living_portal().portal, spec=SPEC)
    StepParty.objects.filter(step=draft.steps.first()).delete()
    with pytest.raises(ValidationError):
        put_in_force(version=draft)
    draft.steps.all().delete()
    with pytest.raises(ValidationError):
        put_in_force(version=draft)
    draft.refresh_from_db()
    assert draft.is_draft
    assert not RouteTask.objects.exists()


def test_a_retired_route_covers_nothing_new() -> None:
    version = settle_route(portal=living_portal().portal, spec=SPEC)
    retire(route=version.route)
    assert not RouteVersion.objects.in_force().exists()


def test_what_a_portal_starts_with_comes_once() -> None:
    portal = living_portal().portal
    settle_first_routes(portal=portal)
    settle_first_routes(portal=portal)
    names = Route.objects.filter(portal=portal).values_list("name", flat=True)
    assert sorted(names) == sorted(spec.name for spec in first_routes())
    assert RouteVersion.objects.in_force().count() == len(first_routes())
