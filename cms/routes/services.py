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
    route = _route(portal, spec)
    version = RouteVersion(route=route, number=_next_number(route), made_by=made_by)
    _write_conditions(version, spec)
    version.save()
    version.sections.set(spec.sections)
    version.topics.set(Topic.objects.filter(pk__in=spec.topics))
    _write_steps(version, spec.steps)
    return version


def _route(portal: Portal, spec: RouteSpec) -> Route:
    """Return the route of that name; what one is for stays what it was for."""
    route, _made = Route.objects.get_or_create(
        portal=portal,
        name=spec.name,
        defaults={
            "subject": spec.subject,
            "destination": spec.destination,
            "rank": spec.rank,
        },
    )
    if (route.subject, route.destination) != (spec.subject, spec.destination):
        raise ValidationError(
            _("“%(route)s” is a route for something else. Choose another name.")
            % {"route": route}
        )
    return route


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


@transaction.atomic
def redraw(*, version: RouteVersion, spec: RouteSpec) -> RouteVersion:
    """Write a draft anew. Raises ``ValidationError`` for a version that was in force."""
    if not RouteVersion.objects.drafts().filter(pk=version.pk).exists():
        raise ValidationError(_("A version that was in force stays."))
    _check(spec)
    version.steps.all().delete()
    _write_conditions(version, spec)
    version.save()
    version.sections.set(spec.sections)
    version.topics.set(Topic.objects.filter(pk__in=spec.topics))
    _write_steps(version, spec.steps)
    return version


@transaction.atomic
def ask_before(*, route: Route, other: Route) -> None:
    """Let two neighbours of one portal change places in the order they are asked.

    The routes of their kind are numbered anew, so that no two share a number.
    """
    kind = {"subject": route.subject, "destination": route.destination}
    rows = list(
        Route.objects.select_for_update().filter(portal=route.portal_id, **kind)
    )
    places = [row.pk for row in rows]
    first, second = places.index(other.pk), places.index(route.pk)
    rows[first], rows[second] = rows[second], rows[first]
    for place, row in enumerate(rows, start=1):
        Route.objects.filter(pk=row.pk).update(rank=place * 10)


def _write_conditions(version: RouteVersion, spec: RouteSpec) -> None:
    version.grounds = spec.grounds
    version.forms, version.tiers = list(spec.forms), list(spec.tiers)
    version.languages, version.flags = list(spec.languages), list(spec.flags)
    version.is_for_sections = bool(spec.sections)
    version.is_for_topics = bool(spec.topics)
