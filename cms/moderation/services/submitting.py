"""Submitting an item: its content is frozen, and its route begins."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.core.announcements import Stage
from cms.core.models import EditorialRecord
from cms.evidence.kinds import Deed
from cms.moderation import mirror
from cms.moderation.chronicle import announce, tell_evidence
from cms.moderation.entrance import (
    faults_at_entrance,
    faults_of_content,
    matching_version,
)
from cms.moderation.frozen import Frozen, freeze
from cms.moderation.mends import faults_of_mend
from cms.moderation.models import Case, CaseState, Priority
from cms.moderation.refusals import RefusedError
from cms.moderation.selectors import is_author, record_of, step_of
from cms.moderation.services.steps import go_to, stand_still
from cms.routes.matters import Matter, matter_of
from cms.routes.models import Destination, RouteVersion, Subject
from cms.users.models import User


@transaction.atomic
def submit_item(
    *,
    page: Page,
    actor: User,
    destination: str = Destination.PORTAL,
    subject: str = "",
    note: str = "",
    priority: str = Priority.NORMAL,
) -> Case:
    """Let a page's newest content set out on its route.

    What was returned goes on as the same case, in the next round. Raises ``RefusedError``
    with all faults at once; then nothing was stored.
    """
    record = record_of(page)
    if record is None:
        raise RefusedError(_("There is nothing to submit yet: save the item first."))
    EditorialRecord.objects.select_for_update().get(pk=record.pk)
    frozen = freeze(page.specific, record, destination)
    if frozen is None:
        raise RefusedError(_("There is nothing to submit yet: save the item first."))
    case = _open_case(page, destination)
    matter = matter_of(frozen.page, record, subject=subject, destination=destination)
    version = _version(matter, case)
    faults = [
        *faults_at_entrance(page, actor, case),
        *faults_of_content(frozen, actor, matter, version),
        *(faults_of_mend(frozen.page) if subject == Subject.MEND else ()),
    ]
    if faults or version is None or matter is None:
        raise RefusedError(faults)
    case = case or Case(record=record, page_id=page.pk, destination=destination)
    _write(case, frozen, matter, version, actor)
    case.note, case.priority = note, priority
    _set_out(case, frozen, actor)
    return case


def _open_case(page: Page, destination: str) -> Case | None:
    open_cases = Case.objects.select_for_update().open().of_page(page.pk)
    return open_cases.filter(destination=destination).first()


def _version(matter: Matter | None, case: Case | None) -> RouteVersion | None:
    return matching_version(matter, case) if matter else None


def _write(
    case: Case, frozen: Frozen, matter: Matter, version: RouteVersion, actor: User
) -> None:
    case.unit_id = case.record.unit_id
    case.language = matter.language
    case.subject = matter.subject
    case.route_version = version
    case.revision_id = frozen.revision.pk
    case.content_hash = frozen.content_hash
    case.submitted_by = actor
    case.submitted_at = timezone.now()
    if case.pk is not None:
        case.round += 1


def _set_out(case: Case, frozen: Frozen, actor: User) -> None:
    go_to(case=case, position=1, page=frozen.page, by=actor, is_new=True)
    if case.destination == Destination.PORTAL:
        mirror.begin(case, frozen.page, actor)
    step = step_of(case)
    announce(case, Stage.SUBMITTED, actor)
    tell_evidence(
        case,
        Deed.SUBMITTED,
        actor,
        page=frozen.page,
        remark=case.note,
        to=step.name if step else "",
        destination=case.destination,
    )


@transaction.atomic
def withdraw(*, case: Case, actor: User, remark: str = "") -> None:
    """Take a case back. Raises ``RefusedError`` unless one submitted or wrote it."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    if not case.is_open:
        raise RefusedError(_("This case is over."))
    if actor.pk != case.submitted_by_id and not is_author(actor, case):
        raise RefusedError(_("Only who wrote or submitted it can withdraw it."))
    case.state = CaseState.WITHDRAWN
    case.release_at = None
    case.save()
    stand_still(case=case)
    mirror.end(case, approved=False)
    announce(case, Stage.WITHDRAWN, actor)
    tell_evidence(case, Deed.WITHDRAWN, actor, remark=remark)
