"""The one question that the editor, the check page and submitting all ask."""

from collections.abc import Iterable

from cms.core.models import BasePage, EditorialRecord
from cms.quality.findings import Finding
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
    item is bound for: some rules hold for one channel alone.
    """
    return []


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    """Return what has to be mended before the page may be submitted."""
    return [finding for finding in findings if finding.is_blocking]
