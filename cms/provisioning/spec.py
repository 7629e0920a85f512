"""What is to be opened, as plain frozen values. ``parse`` makes them from YAML."""

from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from cms.provisioning.routes import RouteRow


@dataclass(frozen=True)
class HoursSpec:
    weekday: int  # ISO 8601, Monday is 1
    opens: time
    closes: time


@dataclass(frozen=True)
class SuccessionSpec:
    unit: str
    kind: str
    decision: str
    decided_on: date | None
    effective_on: date


@dataclass(frozen=True)
class UnitSpec:
    code: str
    name: str
    short_name: str
    symbol: str
    kind: str
    regime: str
    parent: str = ""
    ma_dinh_danh: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    office_hours: tuple[HoursSpec, ...] = ()
    successions: tuple[SuccessionSpec, ...] = ()


@dataclass(frozen=True)
class OwnerSpec:
    name: str
    above: str
    address: str
    responsible: str
    reprint_note: str


@dataclass(frozen=True)
class LinkSpec:
    title: str
    url: str


@dataclass(frozen=True)
class SectionSpec:
    slug: str
    title: str
    intro: str
    colour: int
    lists: str
    owner: str  # unit code
    responsible: str  # username, empty for nobody
    freshness_days: int | None
    titles: dict[str, str] = field(default_factory=dict)  # by language code


@dataclass(frozen=True)
class RowSpec:
    """One row of the first front page: a block, and what it is made of."""

    block: str
    sections: tuple[str, ...] = ()  # addresses of sections
    title: str = ""
    rail: int | None = None  # of the lead: items beside it


@dataclass(frozen=True)
class AccountSpec:
    username: str
    full_name: str
    position: str
    email: str
    phone: str
    pen_name: str
    roles: tuple[str, ...]


@dataclass(frozen=True)
class PortalSpec:
    unit: UnitSpec
    above: tuple[UnitSpec, ...]
    status: str
    hostnames: tuple[str, ...]  # the first is canonical
    languages: tuple[str, ...]  # the first is the default
    style: str
    theme: str
    accents: tuple[str, str]  # light and dark; empty: the theme's own
    email: str
    phone: str
    owners: dict[str, OwnerSpec]
    links: dict[str, tuple[LinkSpec, ...]]
    sections: tuple[SectionSpec, ...]
    accounts: tuple[AccountSpec, ...]
    roles: dict[str, tuple[str, str]]  # name and board, by capability
    plan: dict[str, Any]  # channels and quotas, kept as written
    home: tuple[RowSpec, ...] = ()  # empty: composed from the sections
    routes: tuple[RouteRow, ...] = ()  # empty: what every portal starts with
    line_of: dict[str, int] = field(default_factory=dict, compare=False)  # by place
