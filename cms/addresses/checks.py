"""Whether rules lead somewhere: circles, detours, and rules that nobody reaches.

Each rule is walked as a reader would be led, over all rules of the portal as they would
be. A rule with gaps is walked with a sample in each.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.addresses.book import Book, bound
from cms.addresses.models import AddressRule, settled
from cms.addresses.reading import Asked, asked_by
from cms.core.former import present_url_path
from sites.addresses import url_path_at
from sites.snapshots import PortalSnapshot

LONGEST_WALK = 10
BATCH = 1_000


class Trouble(Enum):
    CIRCLE = "circle"  # it leads back to itself
    DETOUR = "detour"  # it leads to an old address, which leads on
    HIDDEN = "hidden"  # a page stands at the address, and is shown


@dataclass(frozen=True)
class Finding:
    """One thing about one rule, and the rules that a reader would be led along."""

    rule: AddressRule
    trouble: Trouble
    walk: tuple[AddressRule, ...] = ()

    @property
    def can_be_straight(self) -> bool:
        """Tell whether the end is known: behind a rule with gaps it is not."""
        known = not any(step.is_pattern for step in self.walk)
        return self.trouble is Trouble.DETOUR and known and "{" not in self.rule.target

    def lead_straight(self) -> None:
        """Write the end of a detour into the rule that takes it; nothing is stored."""
        end = self.walk[-1]
        self.rule.page_id, self.rule.target = end.page_id, end.target
        self.rule.is_gone = end.is_gone
        settled(self.rule)


@dataclass
class Walks:
    """All rules of a portal as they would be, to be led along."""

    portal: PortalSnapshot
    rules: dict[str, AddressRule]  # by digest
    live: set[str] = field(default_factory=set)  # paths of pages among all that matter

    @cached_property
    def book(self) -> Book:
        return bound(self.rules.values())

    def findings(self, about: Iterable[AddressRule]) -> Iterator[Finding]:
        """Yield circles and detours among some rules and those that lead to them."""
        digests = {rule.digest for rule in about}
        for rule in list(self.rules.values()):
            walk = self._walk(rule)
            if walk and not digests.isdisjoint(one.digest for one in [rule, *walk]):
                trouble = Trouble.CIRCLE if _returns(rule, walk) else Trouble.DETOUR
                yield Finding(rule, trouble, tuple(walk))

    def answering(self, asked: Asked) -> AddressRule | None:
        """Return the rule a reader would meet, or None where a page is shown."""
        matching = self.book.matching(asked, self._named)
        for found in matching:
            if found.rule.names or asked.path not in self.live:
                return found.rule
        return None

    def _named(self, digests: list[str]) -> list[AddressRule]:
        found = (self.rules.get(digest) for digest in digests)
        return [rule for rule in found if rule is not None and not rule.is_pattern]

    def _walk(self, rule: AddressRule) -> list[AddressRule]:
        """Return the rules that come after one."""
        walk: list[AddressRule] = []
        step: AddressRule | None = rule
        while step is not None and len(walk) < LONGEST_WALK:
            step = self.after(step)
            if step is not None:
                walk.append(step)
                if walk.count(step) > 1 or step is rule:
                    break
        return walk

    def after(self, rule: AddressRule) -> AddressRule | None:
        """Return the rule that a reader led by one would meet next."""
        asked = self._led_to(rule)
        return self.answering(asked) if asked is not None else None

    def _led_to(self, rule: AddressRule) -> Asked | None:
        if rule.page_id is not None or rule.answers_gone or rule.end.is_outside:
            return None
        address = rule.end.address(rule.parsed.sample())
        return asked_by(address, self.portal.hostname)


def _returns(rule: AddressRule, walk: list[AddressRule]) -> bool:
    return walk[-1] is rule or walk[-1] in walk[:-1] or len(walk) >= LONGEST_WALK


def stored_rules(portal_id: int) -> dict[str, AddressRule]:
    """Return all rules of a portal by what they match."""
    rules = AddressRule.objects.of_portal(portal_id).select_related("page")
    return {rule.digest: rule for rule in rules}


def walks_with(
    portal: PortalSnapshot,
    proposed: Iterable[AddressRule],
    stored: Mapping[str, AddressRule],
) -> Walks:
    """Return the portal's rules with some in place of those stored, ready to walk."""
    given = list(proposed)
    keys = {rule.pk for rule in given if rule.pk}
    rules = {key: rule for key, rule in stored.items() if rule.pk not in keys}
    rules |= {rule.digest: rule for rule in given}
    walks = Walks(portal, rules)
    walks.live = _live_among(portal, _paths(portal, rules.values()))
    return walks


def _paths(portal: PortalSnapshot, rules: Iterable[AddressRule]) -> set[str]:
    """Return the paths of the portal that rules without gaps lead to."""
    return {
        asked_by(rule.target, portal.hostname).path
        for rule in rules
        if rule.target.startswith("/") and "{" not in rule.target
    }


def _live_among(portal: PortalSnapshot, paths: Iterable[str]) -> set[str]:
    return set(live_pages(portal, paths))


def live_pages(portal: PortalSnapshot, paths: Iterable[str]) -> dict[str, int]:
    """Return the keys of the live pages at some paths, in a query per thousand."""
    by_place = {url_path_at(f"{path.rstrip('/')}/", portal): path for path in paths}
    places = list(by_place)
    found: dict[str, int] = {}
    for first in range(0, len(places), BATCH):
        rows = Page.objects.filter(
            url_path__in=places[first : first + BATCH], live=True
        )
        for key, place in rows.values_list("pk", "url_path"):
            found[by_place[place]] = key
    return found


def hidden(portal: PortalSnapshot, rules: Iterable[AddressRule]) -> list[Finding]:
    """Return rules at whose address a page is shown, so that nobody reaches them."""
    plain = [
        rule
        for rule in rules
        if not rule.is_pattern
        and not rule.names
        and not _is_of_other_host(rule, portal)
    ]
    paths = {rule.digest: rule.parsed.path.shape for rule in plain}
    live = live_pages(portal, set(paths.values()))
    return [
        Finding(rule, Trouble.HIDDEN) for rule in plain if paths[rule.digest] in live
    ]


def moved_page_at(portal: PortalSnapshot, rule: AddressRule) -> str | None:
    """Return where a former address of a page already leads from a rule's address."""
    if rule.is_pattern or rule.names or _is_of_other_host(rule, portal):
        return None
    path = rule.parsed.path.shape
    now = present_url_path(url_path_at(f"{path.rstrip('/')}/", portal))
    return portal.address_of(now) if now else None


def _is_of_other_host(rule: AddressRule, portal: PortalSnapshot) -> bool:
    return rule.host not in {"", portal.hostname}


def in_words(finding: Finding) -> str:
    """Return a finding as it is told to people."""
    other = finding.walk[0] if finding.walk else ""
    names = {"address": finding.rule, "other": other}
    if finding.trouble is Trouble.CIRCLE:
        return _("“%(address)s” would lead in a circle, by “%(other)s”.") % names
    if finding.trouble is Trouble.HIDDEN:
        return _("“%(address)s” is never reached: a page stands there.") % names
    if finding.can_be_straight:
        return (
            _(
                "“%(address)s” leads to “%(other)s”, itself an old address that leads on."
            )
            % names
        )
    return (
        _(
            "“%(address)s” leads to “%(other)s”, an old address with gaps; name the "
            "address at the end."
        )
        % names
    )
