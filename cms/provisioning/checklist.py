"""What a portal on trial needs to open for everybody, point by point."""

from dataclasses import dataclass

from allauth.socialaccount.models import SocialAccount
from django.utils.translation import gettext as _, gettext_lazy

from cms.accounts.factors import has_factor
from cms.accounts.permissions import must_use_second_factor
from cms.provisioning.checking import hostname_faults
from cms.provisioning.models import DnsState, Opening
from cms.users.models import User
from sites.models import Capability, Portal, RoleAssignment
from sites.selectors import missing_owner_facts

GOOD_DNS = {DnsState.RESOLVES, DnsState.SKIPPED}
FACTS = (
    gettext_lazy("name"),
    gettext_lazy("address"),
    gettext_lazy("e-mail"),
    gettext_lazy("phone"),
    gettext_lazy("person responsible for content"),
)


@dataclass(frozen=True)
class Point:
    """One thing that must be so; ``place`` is where on the page it is mended."""

    label: str
    words: str
    is_met: bool
    place: str
    is_unknown: bool = False


class NotReadyError(Exception):
    """A portal can't open yet. Holds every point, met or not."""

    def __init__(self, points: list[Point]) -> None:
        self.points = points
        super().__init__("; ".join(one.label for one in points if not one.is_met))


def points_of(opening: Opening, portal: Portal, dns: DnsState) -> list[Point]:
    """Return all points, in the order of the page."""
    return [
        *_about_hostname(opening, dns),
        *_about_owner(portal),
        _about_head(portal),
        *_about_decision(opening),
    ]


def _about_hostname(opening: Opening, dns: DnsState) -> list[Point]:
    label, place = _("Official hostname"), "official"
    if not opening.hostname:
        return [Point(label, _("Write the hostname."), False, place)]  # noqa: FBT003
    faults = hostname_faults(opening)
    words = " ".join(faults) or opening.hostname
    return [
        Point(label, words, not faults, place),
        Point(
            _("Name service (DNS)"),
            str(dns.label),
            dns in GOOD_DNS,
            "dns",
            is_unknown=dns in {DnsState.UNKNOWN, DnsState.UNASKED},
        ),
    ]


def _about_owner(portal: Portal) -> list[Point]:
    missing = {str(label) for label in missing_owner_facts(portal)}
    return [
        Point(
            _("Owner: %(fact)s") % {"fact": fact},
            _("Missing.") if str(fact) in missing else _("Stated."),
            str(fact) not in missing,
            "owner",
        )
        for fact in FACTS
    ]


def _about_head(portal: Portal) -> Point:
    holders = [
        role.user
        for role in RoleAssignment.objects.active()
        .filter(unit=portal.unit_id, capability=Capability.HEAD_OF_UNIT)
        .select_related("user")
    ]
    lacks = [obstacle_of(person) for person in holders]
    ready = "" in lacks
    words = _("Nobody holds the role of the head of unit.")
    if holders:
        words = "; ".join(
            f"{person}: {lack or _('ready')}"
            for person, lack in zip(holders, lacks, strict=True)
        )
    return Point(_("Head of unit"), words, ready, "head")


def obstacle_of(person: User) -> str:
    """Return what keeps a head from acting at once; nothing if there is nothing."""
    if not person.is_active:
        return _("the account is closed")
    is_known = SocialAccount.objects.filter(user=person).exists()
    if not (person.has_usable_password() or is_known):
        return _("the account has not been activated")
    if must_use_second_factor(person) and not has_factor(person):
        return _("the second factor has not been set up")
    return ""


def _about_decision(opening: Opening) -> list[Point]:
    facts = (
        (_("Decision: number"), opening.decision),
        (
            _("Decision: day"),
            opening.decided_on and f"{opening.decided_on:%d/%m/%Y}",
        ),
        (_("Decision: signed by"), opening.signer),
    )
    return [
        Point(label, value or _("Missing."), bool(value), "official")
        for label, value in facts
    ]
