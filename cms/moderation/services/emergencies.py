"""Publishing in an emergency, and the approval that has to follow."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.core.models import EditorialRecord
from cms.evidence.kinds import Deed
from cms.moderation import mirror
from cms.moderation.chronicle import tell_evidence
from cms.moderation.entrance import faults_of_holds
from cms.moderation.frozen import Frozen, freeze
from cms.moderation.models import Case, CaseState, NoticeKind
from cms.moderation.permissions import may_publish_in_emergency
from cms.moderation.refusals import (
    MissingError,
    NotYourTurnError,
    OwnWorkError,
    RefusedError,
)
from cms.moderation.selectors import authors_of, matter_of_case, record_of
from cms.moderation.services.releasing import publish, write_release
from cms.moderation.services.steps import stand_still, void_decisions
from cms.moderation.telling import tell
from cms.routes.matters import matter_of, version_for
from cms.routes.models import Destination, StepParty
from cms.routes.parties import (
    Standpoint,
    people_speaking,
    standpoint_of,
    waits_for,
)
from cms.users.models import User


@transaction.atomic
def publish_in_emergency(*, page: Page, actor: User, reason: str) -> Case:
    """Release a page’s newest content past its route, on one’s own responsibility.

    Somebody else of the last step has to approve it within a limit; until then it shows
    as open, then as overdue. Raises ``RefusedError``.
    """
    if not may_publish_in_emergency(actor, page):
        raise NotYourTurnError(_("You may not publish in an emergency here."))
    if not reason.strip():
        raise MissingError(_("Say what the emergency is."))
    held = faults_of_holds(page)
    if held:
        raise RefusedError(held)
    record = record_of(page)
    frozen = _freeze(page, record)
    if record is None or frozen is None:
        raise RefusedError(_("There is nothing to publish yet: save the item first."))
    case = _case(page, record, frozen, actor)
    case.emergency_reason = reason.strip()
    case.confirm_by = timezone.now() + timedelta(hours=settings.EMERGENCY_CONFIRM_HOURS)
    case.state, case.position = CaseState.RELEASED, case.route_version.steps.count()
    case.released_at, case.release_at = timezone.now(), None
    case.save()
    stand_still(case=case)
    wrote = _authors_besides(case, actor)
    publish(case=case, frozen=frozen, by=actor)
    write_release(case=case, frozen=frozen, deed=Deed.EMERGENCY, actor=actor)
    case.barred.set(wrote)
    tell(case, NoticeKind.EMERGENCY, _confirmers(case, frozen), by=actor)
    return case


@transaction.atomic
def confirm_emergency(*, case: Case, actor: User, remark: str = "") -> Case:
    """Approve after the fact what was released in an emergency.

    By somebody of the last step who neither wrote nor released it. Raises
    ``OwnWorkError``, ``NotYourTurnError``, ``RefusedError``.
    """
    Case.objects.select_for_update().get(pk=case.pk)
    case = Case.objects.with_facts().get(pk=case.pk)
    if case.confirm_by is None or case.confirmed_by_id is not None:
        raise RefusedError(_("Nothing is to be approved after the fact here."))
    if actor.pk == case.submitted_by_id or case.barred.filter(pk=actor.pk).exists():
        raise OwnWorkError
    standpoint = _standpoint(case, actor)
    if standpoint is None:
        raise NotYourTurnError(_("Somebody of the last step has to approve it."))
    case.confirmed_by = actor
    case.save(update_fields=["confirmed_by"])
    tell_evidence(case, Deed.CONFIRMED, actor, standpoint=standpoint, remark=remark)
    return case


def _freeze(page: Page, record: EditorialRecord | None) -> Frozen | None:
    if record is None:
        return None
    return freeze(page.specific, record, Destination.PORTAL)


def _case(page: Page, record: EditorialRecord, frozen: Frozen, actor: User) -> Case:
    """Return the case to end: the one under way, else a new one."""
    matter = matter_of(frozen.page, record)
    version = version_for(matter) if matter else None
    if version is None:
        raise RefusedError(_("No route of approval covers this."))
    open_cases = Case.objects.select_for_update().open().of_page(page.pk)
    case = open_cases.filter(destination=Destination.PORTAL).first()
    if case is not None:
        void_decisions(case=case)
        mirror.end(case, approved=False)
    else:
        case = Case(record=record, page_id=page.pk, unit_id=record.unit_id)
    case.language = frozen.page.locale.language_code
    case.subject = matter.subject if matter else case.subject
    case.route_version = version
    case.revision_id = frozen.revision.pk
    case.content_hash = frozen.content_hash
    case.submitted_by = actor
    case.submitted_at = case.step_since = timezone.now()
    return case


def _authors_besides(case: Case, actor: User) -> list[int]:
    page_id = case.page_id
    keys = (
        authors_of(page_id, case.destination).values_list("person", flat=True)
        if page_id
        else ()
    )
    return sorted({*keys, actor.pk})


def _last_parties(case: Case) -> list[StepParty]:
    position = case.route_version.steps.count()
    return list(StepParty.objects.at(case.route_version_id, position))


def _confirmers(case: Case, frozen: Frozen) -> list[int]:
    matter = matter_of_case(case, frozen.page)
    waits = [
        wait
        for party in _last_parties(case)
        for wait in waits_for(party, case.record, matter)
    ]
    barred = case.barred.values("pk")
    return list(
        people_speaking(waits).exclude(pk__in=barred).values_list("pk", flat=True)
    )


def _standpoint(case: Case, actor: User) -> Standpoint | None:
    if case.page is None:
        return None
    matter = matter_of_case(case, case.page.specific)
    for party in _last_parties(case):
        found = standpoint_of(actor, party, case.record, matter)
        if found is not None:
            return found
    return None
