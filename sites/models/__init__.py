"""Who publishes: units of government, their portals, and who may do what there."""

from sites.models.branding import Branding
from sites.models.hostname import RetiredHostname
from sites.models.portal import (
    Portal,
    PortalHostname,
    PortalLanguage,
    PortalStatus,
)
from sites.models.role_names import RoleName
from sites.models.roles import Capability, RoleAssignment
from sites.models.stamp import Stamp
from sites.models.texts import MenuItem, MenuPlace, OwnerText
from sites.models.unit import (
    OfficeHours,
    Regime,
    SuccessionKind,
    Unit,
    UnitKind,
    UnitSuccession,
)

__all__ = [
    "Branding",
    "Capability",
    "MenuItem",
    "MenuPlace",
    "OfficeHours",
    "OwnerText",
    "Portal",
    "PortalHostname",
    "PortalLanguage",
    "PortalStatus",
    "Regime",
    "RetiredHostname",
    "RoleAssignment",
    "RoleName",
    "Stamp",
    "SuccessionKind",
    "Unit",
    "UnitKind",
    "UnitSuccession",
]
