"""The one question that the editor, the check page and submitting all ask."""

from collections.abc import Iterable, Iterator

from cms.core.models import BasePage, EditorialRecord
from cms.quality.findings import Finding, Hit, Severity
from cms.quality.lookups import settings_for, subject_of, units_over
from cms.quality.material import material_of
from cms.quality.models import RuleSetting
from cms.quality.rules.table import RULES, Rule
from cms.quality.strictness import Strictness, strictness
from cms.users.models import User

PORTAL = "portal"


def examine(
    page: BasePage,
    record: EditorialRecord | None,
    user: User | None = None,
    *,
    destination: str = PORTAL,
) -> list[Finding]:
    """Return what stands against a page as it is in memory, the gravest first.

    A fixed number of queries, however long the body is. ``destination`` is where the
    item is bound for: some rules hold for one channel alone. Whoever asks is named by
    callers, and told the same as everybody.
    """
    units = units_over(page, record)
    rows = settings_for(units)
    subject = subject_of(page, record, material_of(page), units, destination)
    found: dict[tuple[object, ...], Finding] = {}
    for rule in RULES.values():
        limits = limits_of(rule, rows.get(rule.code, ()))
        if limits.severity != Severity.OFF:
            for hit in rule.check(subject, limits):
                finding = Finding(rule.code, limits.severity, hit)
                found.setdefault((rule.code, *_same(hit)), finding)
    return sorted(found.values(), key=lambda one: -one.severity.rank)


def limits_of(rule: Rule, rows: Iterable[RuleSetting]) -> Strictness:
    return strictness(rule.usual, rows).at_most(rule.strongest)


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    """Return what has to be mended before the page may be submitted."""
    return [finding for finding in findings if finding.is_blocking]


def _same(hit: Hit) -> Iterator[object]:
    """Yield what two hits of one rule share when they say the same thing.

    A picture that stands in the item and in lists is one picture.
    """
    yield hit.words
    if hit.image_id is not None:
        yield hit.image_id
    else:
        yield from (hit.field, hit.block, hit.excerpt)
