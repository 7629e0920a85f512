"""Writes about routes: drawing up, drawing up anew, throwing a draft away."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from cms.core.models import Topic
from cms.routes.models import Route, RouteStep, RouteVersion, StepParty
from cms.routes.specs import PartySpec, RouteSpec, StepSpec
from cms.users.models import User
from sites.models import Portal, Unit

MOST_STEPS = 6


@transaction.atomic
def draw_up(
    *, portal: Portal, spec: RouteSpec, made_by: User | None = None
) -> RouteVersion:
    """Make a draft of a new version; the route too, if the portal has none of that name.

    Raises ``ValidationError`` for a route without a step or a step without a party.
    """
    _check(spec)
    route, _created = Route.objects.update_or_create(
        portal=portal,
        name=spec.name,
        defaults={
            "subject": spec.subject,
            "destination": spec.destination,
            "rank": spec.rank,
        },
    )
    version = RouteVersion.objects.create(
        route=route,
        number=_next_number(route),
        grounds=spec.grounds,
        forms=list(spec.forms),
        tiers=list(spec.tiers),
        languages=list(spec.languages),
        flags=list(spec.flags),
        made_by=made_by,
    )
    version.sections.set(spec.sections)
    version.topics.set(Topic.objects.filter(pk__in=spec.topics))
    _write_steps(version, spec.steps)
    return version


def _next_number(route: Route) -> int:
    highest = route.versions.aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


@transaction.atomic
def throw_away(*, version: RouteVersion) -> None:
    """Delete a draft. Raises ``ValidationError`` for a version that was in force."""
    if not version.is_draft:
        raise ValidationError(_("A version that was in force stays."))
    version.delete()


def _check(spec: RouteSpec) -> None:
    if not 1 <= len(spec.steps) <= MOST_STEPS:
        raise ValidationError(
            _("A route has between 1 and %(most)s steps.") % {"most": MOST_STEPS}
        )
    empty = [step.name for step in spec.steps if not step.parties]
    if empty:
        raise ValidationError(
            _("Say who decides at: %(steps)s.") % {"steps": ", ".join(empty)}
        )


def _write_steps(version: RouteVersion, steps: Iterable[StepSpec]) -> None:
    for position, spec in enumerate(steps, start=1):
        step = RouteStep.objects.create(
            version=version, position=position, name=spec.name
        )
        for place, party in enumerate(spec.parties, start=1):
            _write_party(step, place, party)


def _write_party(step: RouteStep, place: int, spec: PartySpec) -> None:
    people = get_user_model().objects
    StepParty.objects.create(
        step=step,
        position=place,
        kind=spec.kind,
        capabilities=list(spec.capabilities),
        whose=spec.whose,
        unit=Unit.objects.get(code=spec.unit) if spec.unit else None,
        person=people.get(username=spec.person) if spec.person else None,
        duty=spec.duty,
        label=spec.label,
        is_personal=spec.is_personal,
        checks=list(spec.checks),
        principles=list(spec.principles),
        declares_secrecy=spec.declares_secrecy,
    )
