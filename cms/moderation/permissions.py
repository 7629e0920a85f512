"""What somebody may do with cases beyond their turn at a step."""

from typing import Any

from wagtail.models import Page

from cms.core.permissions import READERS, WRITERS
from sites.models import Capability
from sites.permissions import allow
from sites.policies.pages import unit_of_path
from sites.reach import reach_of

IN_EMERGENCY = (Capability.HEAD_OF_UNIT, Capability.STANDING_OFFICE)


def grant() -> None:
    """Join the house's table of capabilities; called once when apps are ready."""
    allow((*WRITERS, *READERS), "moderation.view_case")


def may_publish_in_emergency(user: Any, page: Page) -> bool:
    """Tell whether somebody may publish past the route, on their own responsibility.

    The head of the page's unit, the standing office above, and the house's keepers.
    """
    if user.is_superuser:
        return True
    unit_id = unit_of_path(page.path)
    return unit_id in reach_of(user).units_with(IN_EMERGENCY)
