"""What happens to a case, told to the evidence of its item and to other rooms."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from cms.core.announcements import Stage, item_went_on
from cms.evidence.kinds import Deed
from cms.evidence.models import Entry
from cms.evidence.services import enter
from cms.moderation.models import Case
from cms.routes.models import Destination, Subject
from cms.routes.parties import Standpoint
from cms.users.models import User


def tell_evidence(
    case: Case,
    deed: Deed,
    actor: User | None,
    *,
    page: Page | None = None,
    standpoint: Standpoint | None = None,
    remark: str = "",
    **facts: Any,
) -> Entry:
    """Add an entry about a case: its content, its route’s version, its round.

    ``standpoint`` says for which unit, and in whose place, the person spoke.
    """
    said: Mapping[str, Any] = {"round": case.round, **facts}
    return enter(
        record=case.record,
        deed=deed,
        actor=actor,
        unit=standpoint.unit if standpoint else None,
        acting_for=standpoint.lender if standpoint else None,
        grounds=standpoint.grounds if standpoint else "",
        page=page,
        revision_id=case.revision_id,
        content_hash=case.content_hash,
        route_version=case.route_version_id,
        case=case.pk,
        remark=remark,
        facts=said,
    )


def announce(case: Case, stage: Stage, actor: User | None) -> None:
    """Tell other rooms how far an item came to its portal; channels and mends aside."""
    if case.destination != Destination.PORTAL or case.subject == Subject.MEND:
        return
    item_went_on.send(
        sender=Case,
        record=case.record,
        page_id=case.page_id,
        stage=stage,
        actor=actor,
        at=timezone.now(),
    )
