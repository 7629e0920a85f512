"""What the machine found, under the check that a person makes of it."""

from collections.abc import Iterable

from cms.quality.findings import Finding
from cms.routes.models import Check

# By the codes of rules (cms.quality.rules); what is in neither is about the content.
ABOUT_PICTURES = frozenset(
    {
        *("group_pictures", "round_up_pictures", "rights", "clip_length"),
        *("alt_missing", "alt_says_nothing", "blur_undone", "map_confirmed"),
        *("children_consent", "children_unsaid", "children_in_harm"),
    }
)
ABOUT_LAYOUT = frozenset(
    {"title_length", "not_composed", "legacy_encoding", "spaces", "capitals"}
)


def by_check(
    findings: Iterable[Finding], checks: Iterable[str]
) -> tuple[dict[str, tuple[Finding, ...]], tuple[Finding, ...]]:
    """Sort findings under the checks at hand; what belongs to none of them is the rest."""
    asked = set(checks)
    sorted_: dict[str, list[Finding]] = {}
    rest = []
    for finding in findings:
        check = check_of(finding)
        if check in asked:
            sorted_.setdefault(check, []).append(finding)
        else:
            rest.append(finding)
    return {name: tuple(found) for name, found in sorted_.items()}, tuple(rest)


def check_of(finding: Finding) -> str:
    if finding.code in ABOUT_PICTURES or finding.hit.image_id is not None:
        return str(Check.PICTURES)
    return str(Check.LAYOUT if finding.code in ABOUT_LAYOUT else Check.CONTENT)
