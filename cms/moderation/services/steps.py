"""How a case comes to a step and leaves it. Called within the transaction of a deed."""

from django.db import transaction
from django.utils import timezone

from cms.core.models import BasePage
from cms.moderation import mirror
from cms.moderation.models import Case, Decision, NoticeKind, Waiting
from cms.moderation.selectors import authors_of, matter_of_case, parties_at
from cms.moderation.telling import take_back, tell
from cms.routes.parties import people_speaking, waits_for
from cms.users.models import User


def go_to(
    *, case: Case, position: int, page: BasePage, by: User | None, is_new: bool = False
) -> None:
    """Let a case wait at a step: for whom is written down, and they are told."""
    now = timezone.now()
    case.position = position
    case.step_since = now
    case.claimed_by = None
    case.assigned_to = None
    case.state = "running"
    case.release_at = None
    case.save()
    take_back(case)
    _wait(case, page, by)
    if not is_new:
        mirror.enter_step(case)


def stand_still(*, case: Case) -> None:
    """Wait for nobody: the case is with its author, approved, or over."""
    Waiting.objects.filter(case=case).delete()
    take_back(case)


def void_decisions(*, case: Case, from_position: int = 1) -> int:
    """Let consents count no more, from one step on; return how many."""
    return Decision.objects.filter(
        case=case, round=case.round, position__gte=from_position, is_void=False
    ).update(is_void=True)


def _wait(case: Case, page: BasePage, by: User | None) -> None:
    matter = matter_of_case(case, page)
    with transaction.atomic():
        Waiting.objects.filter(case=case).delete()
        waits = [
            (party, wait)
            for party in parties_at(case)
            for wait in waits_for(party, case.record, matter)
        ]
        Waiting.objects.bulk_create(
            Waiting(
                case=case,
                party=party,
                person_id=wait.person_id,
                capability=wait.capability,
                unit_id=wait.unit_id,
            )
            for party, wait in waits
        )
    people = people_speaking(wait for _party, wait in waits)
    others = people.exclude(pk__in=authors_of(page.pk, case.destination))
    tell(case, NoticeKind.AWAITED, others.values_list("pk", flat=True), by=by)
