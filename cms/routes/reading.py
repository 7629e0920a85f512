"""A version of a route, read back into the plain words it was drawn up from."""

from cms.routes.models import RouteStep, RouteVersion, StepParty
from cms.routes.specs import PartySpec, RouteSpec, StepSpec


def spec_of(version: RouteVersion) -> RouteSpec:
    """Return what a version demands, in the form ``draw_up`` takes."""
    route = version.route
    steps = version.steps.prefetch_related("parties__unit", "parties__person")
    return RouteSpec(
        name=route.name,
        subject=route.subject,
        destination=route.destination,
        rank=route.rank,
        grounds=version.grounds,
        forms=tuple(version.forms),
        tiers=tuple(version.tiers),
        languages=tuple(version.languages),
        flags=tuple(version.flags),
        sections=tuple(sorted(page.pk for page in version.sections.all())),
        topics=tuple(sorted(topic.pk for topic in version.topics.all())),
        steps=tuple(_step(step) for step in steps),
    )


def _step(step: RouteStep) -> StepSpec:
    return StepSpec(step.name, tuple(_party(party) for party in step.parties.all()))


def _party(party: StepParty) -> PartySpec:
    return PartySpec(
        kind=party.kind,
        capabilities=tuple(party.capabilities),
        whose=party.whose,
        unit=party.unit.code if party.unit else "",
        person=party.person.get_username() if party.person else "",
        duty=party.duty,
        label=party.label,
        is_personal=party.is_personal,
        checks=tuple(party.checks),
        principles=tuple(party.principles),
        declares_secrecy=party.declares_secrecy,
    )
