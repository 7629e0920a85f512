"""A change after submission: all consents are void, and the route begins anew."""

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.core.announcements import Stage
from cms.evidence.kinds import Deed
from cms.moderation import mirror
from cms.moderation.chronicle import announce, tell_evidence
from cms.moderation.entrance import matching_version
from cms.moderation.frozen import Frozen, freeze, is_unchanged
from cms.moderation.mends import faults_of_mend
from cms.moderation.models import Authorship, Case, CaseState, NoticeKind
from cms.moderation.selectors import former_actors, matter_of_case
from cms.moderation.services.steps import go_to, stand_still, void_decisions
from cms.moderation.telling import tell
from cms.routes.matters import subject_of
from cms.routes.models import Destination, Subject
from cms.users.models import User

FROZEN = (CaseState.RUNNING, CaseState.APPROVED)


@transaction.atomic
def note_revision(*, revision: Revision) -> None:
    """Write down who wrote, and void what was approved of an older content."""
    page_id = int(revision.object_id)
    if revision.user_id:
        Authorship.objects.update_or_create(
            page_id=page_id,
            person_id=revision.user_id,
            is_spent=False,
            defaults={"wrote_at": timezone.now()},
        )
    open_cases = Case.objects.of_page(page_id).filter(
        state__in=FROZEN, destination=Destination.PORTAL
    )
    for case in open_cases.filter(revision_id__lte=revision.pk):
        recheck(case=case, by=revision.user, newest=revision)


@transaction.atomic
def recheck(
    *, case: Case, by: User | None = None, newest: Revision | None = None
) -> bool:
    """Compare the content with what was submitted; tell whether it still is that."""
    Case.objects.select_for_update().get(pk=case.pk)
    case = Case.objects.with_facts().get(pk=case.pk)
    if case.state not in FROZEN or case.page is None:
        return True
    frozen = freeze(case.page.specific, case.record, case.destination, newest=newest)
    if is_unchanged(case, frozen):
        return True
    void(case=case, frozen=frozen, by=by)
    return False


def void(
    *, case: Case, frozen: Frozen | None, by: User | None, remark: str = ""
) -> None:
    """Let a case begin anew with the content as it is now; without any, end it.

    ``remark`` says why, where nobody changed anything.
    """
    told = former_actors(case)
    was_approved = case.state == CaseState.APPROVED
    void_decisions(case=case)
    if frozen is None:
        case.state = CaseState.OVERTAKEN
        case.release_at = None
        case.save()
        stand_still(case=case)
        mirror.end(case, approved=False)
        return
    before = case.content_hash
    case.round += 1
    case.revision_id = frozen.revision.pk
    case.content_hash = frozen.content_hash
    if case.subject == Subject.MEND and faults_of_mend(frozen.page):
        case.subject = subject_of(case.record)  # no quick mend any more
    _follow_route(case, frozen)
    go_to(case=case, position=1, page=frozen.page, by=by)
    if was_approved:
        announce(case, Stage.REOPENED, by)
    tell_evidence(case, Deed.VOIDED, by, page=frozen.page, before=before, remark=remark)
    tell(case, NoticeKind.VOIDED, told, by=by, remark=remark)


def _follow_route(case: Case, frozen: Frozen) -> None:
    """Take the route that covers the content now, where that is another one."""
    matter = matter_of_case(case, frozen.page)
    version = matching_version(matter, case)
    if version is None or version.pk == case.route_version_id:
        return
    case.route_version = version
    case.position = 1  # the other route may have fewer steps
    if case.workflow_state:
        mirror.begin(case, frozen.page, case.submitted_by)


@transaction.atomic
def note_release(*, page: Page) -> None:
    """Let nobody count as author any more of what readers have now.

    Clearances of channels were about what readers had before.
    """
    Authorship.objects.since_release(page.pk).update(is_spent=True)
    overtaken = Case.objects.open().of_page(page.pk)
    for case in overtaken.exclude(destination=Destination.PORTAL):
        if case.revision_id != page.live_revision_id:
            end_overtaken(case=case)


@transaction.atomic
def note_deletion(*, page_id: int) -> None:
    for case in Case.objects.open().of_page(page_id):
        end_overtaken(case=case)


def end_overtaken(*, case: Case) -> None:
    void_decisions(case=case)
    case.state = CaseState.OVERTAKEN
    case.release_at = None
    case.save()
    stand_still(case=case)
    mirror.end(case, approved=False)
