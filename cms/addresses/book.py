"""Which rule answers an address: the exact one, else the most specific pattern.

What a portal's rules look like is remembered with its snapshot: their patterns, and
which parameters its exact rules ask for. So a portal without rules costs nothing, and
one with five thousand exact rules is asked by name, in one query.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from cms.addresses.models import AddressRule
from cms.addresses.reading import Asked, digest_of
from sites.snapshots import PortalSnapshot

MEMO = ("addresses", "book")
MOST_PATTERNS = 200  # of one portal: each is compared with each unknown address

Lookup = Callable[[list[str]], Iterable[AddressRule]]


@dataclass(frozen=True)
class Found:
    """A rule that matches, and what stands in its gaps."""

    rule: AddressRule
    values: dict[str, str]


@dataclass(frozen=True)
class Book:
    """What the rules of one portal look like."""

    forms: frozenset[tuple[str, tuple[str, ...]]]  # host and parameters of exact ones
    patterns: tuple[AddressRule, ...]

    @property
    def is_empty(self) -> bool:
        return not self.forms and not self.patterns

    @property
    def asks_questions(self) -> bool:
        """Tell whether any rule looks behind the “?”."""
        return any(names for _host, names in self.forms) or any(
            rule.names for rule in self.patterns
        )

    def digests(self, asked: Asked) -> list[str]:
        """Return the names of the exact rules that would match."""
        return [
            digest_of(
                host, asked.path, [(name, asked.parameters[name]) for name in names]
            )
            for host, names in self.forms
            if host in {"", asked.host} and asked.parameters.keys() >= set(names)
        ]

    def matching(self, asked: Asked, lookup: Lookup) -> Iterator[Found]:
        """Yield the rules that match, the most specific first."""
        found = [Found(rule, {}) for rule in lookup(self.digests(asked))]
        for rule in self.patterns:
            values = rule.parsed.match(asked)
            if values is not None:
                found.append(Found(rule, values))
        yield from sorted(found, key=lambda one: one.rule.parsed.rank, reverse=True)


def bound(rules: Iterable[AddressRule]) -> Book:
    """Return the book of some rules."""
    held = list(rules)
    exact = (rule for rule in held if not rule.is_pattern)
    return Book(
        frozenset(_form(rule.host, rule.names) for rule in exact),
        tuple(rule for rule in held if rule.is_pattern),
    )


def book_of(portal: PortalSnapshot) -> Book:
    """Return the portal's book, read in two queries and remembered with its snapshot."""
    known: Book | None = portal.memo.get(MEMO)
    if known is None:
        rules = AddressRule.objects
        known = Book(
            frozenset(_form(*row) for row in rules.forms(portal.portal_id)),
            tuple(rules.patterns(portal.portal_id)[:MOST_PATTERNS]),
        )
        portal.memo[MEMO] = known
    return known


def _form(host: str, names: str) -> tuple[str, tuple[str, ...]]:
    return host, tuple(names.split("&")) if names else ()
