"""A route in a few plain words, as the house, specifications and forms draw it up."""

from dataclasses import dataclass, field

from cms.routes.models import Check, Destination, PartyKind, Subject, WhoseUnit
from sites.models import Capability

ALL_CHECKS = (Check.CONTENT, Check.PICTURES, Check.LAYOUT)


@dataclass(frozen=True)
class PartySpec:
    """Whose word a step waits for; ``unit`` is a code, ``person`` a user name."""

    kind: str = PartyKind.ROLE
    capabilities: tuple[str, ...] = ()
    whose: str = WhoseUnit.PORTAL
    unit: str = ""
    person: str = ""
    duty: str = ""
    label: str = ""
    is_personal: bool = False
    checks: tuple[str, ...] = ()
    principles: tuple[str, ...] = ()
    declares_secrecy: bool = False


@dataclass(frozen=True)
class StepSpec:
    name: str
    parties: tuple[PartySpec, ...]


@dataclass(frozen=True)
class RouteSpec:
    """A route with the one version that is to be drawn up."""

    name: str
    steps: tuple[StepSpec, ...]
    subject: str = Subject.ITEM
    destination: str = Destination.PORTAL
    rank: int = 10
    grounds: str = ""
    forms: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    sections: tuple[int, ...] = field(default=())
    topics: tuple[int, ...] = field(default=())


EDITORS = PartySpec(
    capabilities=(Capability.EDITOR, Capability.SECRETARY, Capability.PUBLISHER),
    checks=ALL_CHECKS,
)
PUBLISHERS = PartySpec(
    capabilities=(Capability.PUBLISHER, Capability.HEAD_OF_UNIT),
    checks=ALL_CHECKS,
    declares_secrecy=True,
)


def first_routes() -> tuple[RouteSpec, ...]:
    """Return what a portal starts with, until its own regulation says otherwise.

    Writing, editing, publishing are the usual three levels (domain-vn.md §7.2). Pages and
    quick mends go the shorter way: one second person.
    """
    edited = StepSpec("Biên tập", (EDITORS,))
    approved = StepSpec("Duyệt đăng", (PUBLISHERS,))
    return (
        RouteSpec("Tin, bài", (edited, approved), rank=90),
        RouteSpec("Trang và chuyên mục", (approved,), subject=Subject.PAGE, rank=90),
        RouteSpec("Sửa nhanh", (approved,), subject=Subject.MEND, rank=90),
    )
