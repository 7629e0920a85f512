"""What a board drew up: a route in force, and a draft that nobody else has seen."""

from dataclasses import dataclass

from cms.moderation.services import settle_route
from cms.routes.models import Route, RouteVersion
from cms.routes.services import draw_up
from cms.routes.specs import PartySpec, RouteSpec, StepSpec
from cms.users.models import User
from tests.factories.portals import Living


@dataclass(frozen=True)
class Drawn:
    route: Route
    draft: RouteVersion


def build_routes(name: str, living: Living, person: User) -> Drawn:
    """Make a route for a channel, so that items of the world wait for nobody."""
    party = PartySpec("head", label=f"{name}-ban")
    spec = RouteSpec(
        f"{name}-tuyen",
        (StepSpec(f"{name}-buoc", (party,)),),
        destination="zalo",
        grounds=f"{name}-qd",
    )
    version = settle_route(portal=living.portal, spec=spec, made_by=person)
    draft = draw_up(portal=living.portal, spec=spec, made_by=person)
    return Drawn(version.route, draft)
