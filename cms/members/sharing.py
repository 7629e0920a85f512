"""Which duties go with which role, and what they may be about."""

from django.db.models import QuerySet
from wagtail.models import Page

from cms.core.models import DutyKind
from cms.core.sections import sections_of
from sites.directory import directory
from sites.models import Capability, Portal, Unit

BOARD = frozenset(
    {
        Capability.SECRETARY,
        Capability.PUBLISHER,
        Capability.HEAD_OF_UNIT,
        Capability.UNIT_ADMIN,
        Capability.STANDING_OFFICE,
    }
)
# ROLE-13 to ROLE-15: publication and moderation are shared out in the board; ROLE-06:
# specialist rooms appraise their own field; ROLE-05: each answers readers in theirs.
GOES_WITH: dict[DutyKind, frozenset[Capability]] = {
    DutyKind.PUBLISH: BOARD - {Capability.SECRETARY},
    DutyKind.MODERATE: BOARD | {Capability.EDITOR, Capability.MODERATOR},
    DutyKind.REVIEW: frozenset(
        {Capability.FIELD_REVIEWER, Capability.PROOFREADER, Capability.SPOKESPERSON}
    ),
    DutyKind.ANSWER: BOARD | {Capability.MODERATOR, Capability.FIELD_REVIEWER},
}


def kinds_for(capability: str) -> list[DutyKind]:
    return [kind for kind, roles in GOES_WITH.items() if capability in roles]


def sections_in(unit: Unit) -> "QuerySet[Page]":
    """Return the live sections of a unit's portal in its default language."""
    key = Portal.objects.filter(unit=unit).values_list("pk", flat=True).first()
    portal = directory.portal(key) if key else None
    known = sections_of(portal, portal.default_language.code) if portal else {}
    pages: QuerySet[Page] = Page.objects.filter(pk__in=known)
    return pages.order_by("path")
