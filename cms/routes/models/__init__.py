"""Routes of approval as data: what goes to whom, in which order, since when."""

from cms.routes.models.choices import Check, Destination, PartyKind, Subject, WhoseUnit
from cms.routes.models.route import Route, RouteVersion, VersionFrozenError
from cms.routes.models.step import RouteStep, StepParty

__all__ = [
    "Check",
    "Destination",
    "PartyKind",
    "Route",
    "RouteStep",
    "RouteVersion",
    "StepParty",
    "Subject",
    "VersionFrozenError",
    "WhoseUnit",
]
