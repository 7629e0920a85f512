"""Writes about old addresses."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from cms.addresses.book import MOST_PATTERNS
from cms.addresses.checks import Trouble, Walks, in_words, stored_rules, walks_with
from cms.addresses.faults import AddressError
from cms.addresses.models import AddressRule, settled
from sites.directory import directory
from sites.models import Portal
from sites.services import announce_portal_changed
from sites.snapshots import PortalSnapshot

BATCH = 1_000
WRITTEN = ("host", "source", "page", "target", "is_gone", "digest", "names", "is_pattern")  # fmt: skip


@dataclass(frozen=True)
class Straightened:
    """Rules that were led past another one, straight to the end."""

    rules: tuple[AddressRule, ...]


def snapshot_of(portal: Portal) -> PortalSnapshot:
    """Return what readers see of a portal. Raises ``AddressError`` if they see nothing."""
    found = directory.portal(portal.pk)
    if found is None:
        raise AddressError(_("This portal has no home page yet."))
    return found


@transaction.atomic
def save_rule(*, rule: AddressRule, straightens: bool = False) -> Straightened:
    """Store a rule once it is whole, leads somewhere, and makes no circle.

    Raises ``AddressError`` with every reason. With ``straightens``, rules that would
    become a detour are led straight to the end.
    """
    lock_rules(portal_id=rule.portal_id)
    settled(rule)
    refuse_too_many([rule])
    walks = walks_with(snapshot_of(rule.portal), [rule], stored_rules(rule.portal_id))
    changed = straighten([rule], walks, may=straightens)
    rule.save()
    others = [one for one in changed if one is not rule]
    store(changed=others)
    announce_portal_changed(portal_id=rule.portal_id)
    return Straightened(tuple(changed))


@transaction.atomic
def delete_rule(*, rule: AddressRule) -> None:
    rule.delete()
    announce_portal_changed(portal_id=rule.portal_id)


def lock_rules(*, portal_id: int) -> None:
    """Let one person at a time change a portal's rules: circles are made by two."""
    Portal.objects.select_for_update().only("pk").get(pk=portal_id)


def straighten(
    rules: Iterable[AddressRule], walks: Walks, *, may: bool
) -> list[AddressRule]:
    """Lead detours among some rules straight; return what was changed, not stored.

    Raises ``AddressError`` for circles, and for detours that may not or cannot be led
    straight.
    """
    findings = list(walks.findings(rules))
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


def refuse_too_many(rules: Iterable[AddressRule]) -> None:
    """Raise ``AddressError`` when a portal would have more patterns than are compared."""
    added = [rule for rule in rules if rule.is_pattern]
    if not added:
        return
    portal_id, keys = added[0].portal_id, [rule.pk for rule in added if rule.pk]
    stored = AddressRule.objects.patterns(portal_id).exclude(pk__in=keys)
    if stored.count() + len(added) > MOST_PATTERNS:
        raise AddressError(
            _("A portal can have %(number)d old addresses with gaps at most.")
            % {"number": MOST_PATTERNS}
        )


def store(
    *, added: Iterable[AddressRule] = (), changed: Iterable[AddressRule] = ()
) -> None:
    """Write many rules in a statement per thousand."""
    AddressRule.objects.bulk_create(added, batch_size=BATCH)
    AddressRule.objects.bulk_update(list(changed), WRITTEN, batch_size=BATCH)
