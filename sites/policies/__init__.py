"""Wagtail's permission policies: what a role allows where, asked of ``sites.reach``.

Wagtail reads every policy from its registry. Which role carries which permission is the
table in ``sites.permissions``.
"""

from sites.policies.files import UnitFilesPolicy, collection_grants
from sites.policies.owned import HousePolicy, UnitPolicy
from sites.policies.pages import UnitPagePolicy, unit_of_path

__all__ = [
    "HousePolicy",
    "UnitFilesPolicy",
    "UnitPagePolicy",
    "UnitPolicy",
    "collection_grants",
    "unit_of_path",
]
