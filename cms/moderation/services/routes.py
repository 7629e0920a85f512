"""Putting a drawn-up version of a route in force."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Workflow, WorkflowTask

from cms.moderation.models import RouteTask
from cms.routes.models import Route, RouteVersion
from cms.routes.services import draw_up
from cms.routes.specs import RouteSpec, first_routes
from cms.users.models import User
from sites.models import Portal


@transaction.atomic
def put_in_force(*, version: RouteVersion, at: datetime | None = None) -> RouteVersion:
    """Let a draft replace the version before it from a moment on, now by default.

    From then on it never changes: a Wagtail workflow of its own stands for it. Items under
    way keep the version they set out with. Raises ``ValidationError`` for a version that
    was in force, has no step, or would begin before the one it replaces.
    """
    begins = at or timezone.now()
    Route.objects.select_for_update().get(pk=version.route_id)
    version = RouteVersion.objects.select_related("route").get(pk=version.pk)
    _check(version, begins)
    version.route.versions.filter(
        valid_from__isnull=False, valid_to__isnull=True
    ).update(valid_to=begins)
    version.valid_from = begins
    version.workflow = _materialise(version)
    version.save(update_fields=["valid_from", "workflow"])
    return version


@transaction.atomic
def retire(*, route: Route, at: datetime | None = None) -> None:
    """Let a route cover nothing new from a moment on; what is under way goes on.

    A version that was to begin later never does.
    """
    ends = at or timezone.now()
    Route.objects.select_for_update().get(pk=route.pk)
    lasting = route.versions.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=ends), valid_from__isnull=False
    )
    lasting.update(valid_to=Greatest(F("valid_from"), Value(ends)))


@transaction.atomic
def settle_route(
    *, portal: Portal, spec: RouteSpec, made_by: User | None = None
) -> RouteVersion:
    """Draw up a version and put it in force at once, in the place its number says."""
    version = put_in_force(version=draw_up(portal=portal, spec=spec, made_by=made_by))
    Route.objects.filter(pk=version.route_id).update(rank=spec.rank)
    return version


@transaction.atomic
def settle_first_routes(*, portal: Portal, made_by: User | None = None) -> None:
    """Give a portal that has no route what every portal starts with."""
    if portal.routes.exists():
        return
    for spec in first_routes():
        settle_route(portal=portal, spec=spec, made_by=made_by)


def _check(version: RouteVersion, begins: datetime) -> None:
    if not version.is_draft:
        raise ValidationError(_("This version was put in force already."))
    if not version.steps.exists():
        raise ValidationError(_("A route needs at least one step."))
    if version.steps.filter(parties__isnull=True).exists():
        raise ValidationError(_("At every step somebody has to decide."))
    if version.route.versions.filter(valid_from__gt=begins).exists():
        raise ValidationError(_("It can’t begin before the version it replaces."))


def _materialise(version: RouteVersion) -> Workflow:
    """Make the workflow that Wagtail's screens show, one task for each step."""
    workflow = Workflow.objects.create(
        name=f"{version.route.name} · {version.number}"[:255]
    )
    for step in version.steps.all():
        task = RouteTask.objects.create(name=step.name, step=step)
        WorkflowTask.objects.create(
            workflow=workflow, task=task, sort_order=step.position
        )
    return workflow
