"""Why a rule can't be stored as it stands: all reasons at once."""

from django.utils.translation import gettext as _

from cms.addresses.book import MOST_PATTERNS
from cms.addresses.checks import Trouble, in_words, stored_rules, walks_with
from cms.addresses.faults import AddressError
from cms.addresses.models import AddressRule
from sites.directory import directory
from sites.models import Portal
from sites.snapshots import PortalSnapshot


def snapshot_of(portal: Portal) -> PortalSnapshot:
    """Return what readers see of a portal. Raises ``AddressError`` if they see nothing."""
    found = directory.portal(portal.pk)
    if found is None:
        raise AddressError(_("This portal has no home page yet."))
    return found


def straightened(rule: AddressRule, *, may: bool) -> list[AddressRule]:
    """Return the rules that were led straight for a rule to be stored, it included.

    Nothing is stored here. Raises ``AddressError`` for a rule that is in the list
    already, makes a circle, or makes a detour that may not or cannot be led straight.
    """
    stored = stored_rules(rule.portal_id)
    reasons = [*_twice(rule, stored), *_too_many(rule, stored)]
    if reasons:
        raise AddressError(*reasons)
    walks = walks_with(snapshot_of(rule.portal), [rule], stored)
    findings = list(walks.findings([rule]))
    refused = [
        in_words(finding)
        for finding in findings
        if finding.trouble is Trouble.CIRCLE or not (may and finding.can_be_straight)
    ]
    if refused:
        raise AddressError(*refused)
    for finding in findings:
        finding.lead_straight()
    return [finding.rule for finding in findings]


def _twice(rule: AddressRule, stored: dict[str, AddressRule]) -> list[str]:
    other = stored.get(rule.digest)
    if other is None or other.pk == rule.pk:
        return []
    words = _("This old address is in the list already: it leads to “%(end)s”.")
    return [words % {"end": other.where()}]


def _too_many(rule: AddressRule, stored: dict[str, AddressRule]) -> list[str]:
    others = sum(one.is_pattern for one in stored.values() if one.pk != rule.pk)
    if not rule.is_pattern or others < MOST_PATTERNS:
        return []
    words = _("A portal can have %(number)d old addresses with gaps at most.")
    return [words % {"number": MOST_PATTERNS}]
