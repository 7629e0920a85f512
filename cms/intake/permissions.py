"""Who may send items in, and who may read what was sent."""

from django.contrib.auth.models import AbstractUser
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.core.sections import SectionFacts, sections_of
from cms.core.writing import writing_for
from sites.directory import directory
from sites.models import Capability, Unit
from sites.permissions import PAGE, allow
from sites.reach import reach_of
from sites.selectors import is_over

NEWS = "news"
SEND, VIEW = "intake.add_sending", "intake.view_sending"
SENDERS = (
    Capability.CONTRIBUTOR,
    Capability.EDITOR,
    Capability.TECHNICAL_EDITOR,
    Capability.SECRETARY,
    Capability.PUBLISHER,
    Capability.HEAD_OF_UNIT,
    Capability.UNIT_ADMIN,
)
# A contributor reads what they sent themselves, see SendingQuerySet.visible_to.
DESK = (
    Capability.EDITOR,
    Capability.TECHNICAL_EDITOR,
    Capability.SECRETARY,
    Capability.PUBLISHER,
    Capability.HEAD_OF_UNIT,
    Capability.UNIT_ADMIN,
    Capability.AUDITOR,
    Capability.STANDING_OFFICE,
)


def grant() -> None:
    """Join the house's table of capabilities; called once when apps are ready."""
    allow(SENDERS, SEND)
    allow(DESK, VIEW)


def may_send(user: AbstractUser) -> bool:
    """Tell whether any role lets the person write; where is asked with the unit."""
    held = reach_of(user).capabilities
    return user.is_superuser or any("add_page" in PAGE.get(role, ()) for role in held)


def sections_for(user: AbstractUser, unit: Unit | None) -> list[SectionFacts]:
    """Return the sections of a unit's portal to which the person may send news."""
    if unit is None or not hasattr(unit, "portal") or is_over(unit):
        return []
    portal = directory.portal(unit.portal.pk)
    if portal is None:
        return []
    sections = sections_of(portal, portal.default_language.code)
    news = [
        facts
        for facts in sections.values()
        if facts.lists == NEWS and writing_for(facts.lists)
    ]
    policy = policy_registry.get_by_type(Page)
    addable = policy.instances_user_has_permission_for(user, "add")
    allowed = set(
        addable.filter(pk__in=[facts.id for facts in news]).values_list("pk", flat=True)
    )
    return [facts for facts in news if facts.id in allowed]
