"""Letting approved items reach readers, and stopping that within the time to recall."""

import logging
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.announcements import Stage, item_corrected
from cms.core.blocks.corrections import Correction
from cms.core.gate import GateError, HeldBackError, PausedError, released
from cms.evidence.kinds import Deed
from cms.moderation import mirror
from cms.moderation.chronicle import announce, tell_evidence
from cms.moderation.entrance import stricter_version
from cms.moderation.frozen import Frozen, is_unchanged
from cms.moderation.models import Bundle, Case, CaseState, Notice, NoticeKind
from cms.moderation.querysets import CaseQuerySet
from cms.moderation.refusals import RefusedError
from cms.moderation.selectors import agreed, former_actors, is_complete, last_position
from cms.moderation.services.steps import go_to, void_decisions
from cms.moderation.services.voiding import void
from cms.moderation.telling import tell
from cms.moderation.turns import current
from cms.modes.services import note_let_out, note_pause
from cms.routes.models import Subject
from cms.users.models import User
from sites.directory import directory

logger = logging.getLogger(__name__)
# Of one item, or of its files: not of the database, which is asked again as a whole.
FAULTS = (
    *(ValidationError, PermissionDenied, GateError),
    *(IntegrityError, OSError, LookupError),
)
DEEDS: dict[str, Deed] = {Subject.MEND: Deed.EDITED}
AGAIN_AFTER = timedelta(minutes=1)


def release_due(*, now: datetime | None = None) -> list[Case]:
    """Release every approved case whose moment has come; return those that went out.

    Each in a transaction of its own, a bundle in one. Whoever else does the same at the
    same time finds them locked and passes on. One that can't be stored keeps none of the
    others waiting; it is tried again in a minute.
    """
    moment = now or timezone.now()
    out = []
    alone = Case.objects.due(moment).filter(bundle__isnull=True)
    for key in list(alone.values_list("pk", flat=True)):
        try:
            out += _release_one(key, moment)
        except FAULTS as fault:
            _put_off(Case.objects.filter(pk=key), moment, fault)
    for bundle in list(Bundle.objects.waiting()):
        try:
            out += _release_bundle(bundle, moment)
        except FAULTS as fault:
            _put_off(Case.objects.open().filter(bundle=bundle), moment, fault)
    return out


@transaction.atomic
def _put_off(cases: CaseQuerySet, moment: datetime, fault: Exception) -> None:
    """Say what could not go out, and try again later; its hour stays as it was set.

    What people can do something about is told in words; of the rest they learn that it
    failed, and the process's log why.
    """
    told = list(cases.with_facts())
    again = moment + AGAIN_AFTER
    if isinstance(fault, PausedError):
        again = min(again, max(fault.until, moment))
        _note_pause(told, moment)
    cases.filter(release_at__lte=moment).update(retry_at=again)
    if isinstance(fault, HeldBackError):
        for case in told:
            _tell_held(case, fault)
        return
    for case in told:
        _tell_once(case, NoticeKind.STUCK)
    logger.error(
        "cases %s can't be released",
        [case.pk for case in told],
        exc_info=fault,
        extra={"event": "release_failed"},
    )


def _note_pause(cases: list[Case], moment: datetime) -> None:
    """Write down what waits: of a bundle all of it, whichever item is the reason."""
    for case in cases:
        if case.page is not None:
            note_pause(record=case.record, page=case.page, at=moment)


def _tell_held(case: Case, fault: HeldBackError) -> None:
    words = str(fault)
    if case.page_id != fault.page_id:  # another item of its bundle
        held = Case.objects.open().filter(page=fault.page_id)
        words = f"“{held.first()}”: {words}"
    _tell_once(case, NoticeKind.HELD, words)


def _tell_once(case: Case, kind: NoticeKind, words: str = "") -> None:
    """Tell whoever had a case in hand why it waits: once, not with every attempt."""
    earlier = Notice.objects.filter(case=case, kind=kind, remark=words)
    if not earlier.filter(told_at__gte=case.submitted_at).exists():
        tell(case, kind, former_actors(case), remark=words)


@transaction.atomic
def _release_one(key: int, moment: datetime) -> list[Case]:
    case = Case.objects.due(moment).select_for_update(skip_locked=True).filter(pk=key)
    if not case.exists():
        return []
    found = Case.objects.with_facts().get(pk=key)
    return [found] if release(case=found) else []


@transaction.atomic
def _release_bundle(bundle: Bundle, moment: datetime) -> list[Case]:
    """Release all items of a bundle at one instant, or none of them."""
    if not Bundle.objects.waiting().select_for_update().filter(pk=bundle.pk).exists():
        return []
    cases = list(Case.objects.with_facts().open().filter(bundle=bundle).order_by("pk"))
    ready = Case.objects.due(moment).filter(bundle=bundle).count()
    if not cases or ready < len(cases):
        return []
    frozen = {case.pk: current(case) for case in cases}
    stale = [case for case in cases if not _may_go_out(case, frozen[case.pk])]
    if stale:
        for case in stale:
            void(case=case, frozen=frozen[case.pk], by=None)
        return []
    for case in cases:
        release(case=case, at=moment)
    bundle.released_at = moment
    bundle.save(update_fields=["released_at"])
    return cases


@transaction.atomic
def release(*, case: Case, at: datetime | None = None) -> bool:
    """Publish exactly what was approved; tell whether it went out.

    Content that changed since, or to which somebody’s consent is missing after all, is
    not released: its route begins anew. So it does where an election asks for more. Raises ``HeldBackError`` for what somebody keeps
    from readers: it waits, as approved.
    """
    frozen = current(case)
    if frozen is None or not _may_go_out(case, frozen):
        void(case=case, frozen=frozen, by=None)
        return False
    last = agreed(case).select_related("person").latest("pk")
    told = former_actors(case)
    new = new_corrections(frozen=frozen)
    publish(case=case, frozen=frozen, by=last.person)
    case.state = CaseState.RELEASED
    case.released_at = at or timezone.now()
    case.save()
    note_let_out(page_id=frozen.page.pk, at=case.released_at)
    deed = Deed.CORRECTED if new else DEEDS.get(case.subject, Deed.RELEASED)
    write_release(case=case, frozen=frozen, deed=deed, actor=last.person)
    tell(case, NoticeKind.RELEASED, told, by=last.person)
    if new:
        item_corrected.send(
            sender=Case, record=case.record, corrections=new, actor=last.person
        )
    return True


def _may_go_out(case: Case, frozen: Frozen | None) -> bool:
    return (
        frozen is not None
        and is_unchanged(case, frozen)
        and is_complete(case)
        and stricter_version(case, frozen.page) is None
    )


def new_corrections(*, frozen: Frozen) -> list[Correction]:
    """Return what the content says was wrong and readers do not read yet."""
    stored = type(frozen.page)._default_manager.get(pk=frozen.page.pk)
    if not stored.live:
        return []
    known = stored.corrected
    return [one for one in frozen.page.corrected if one not in known]


def publish(*, case: Case, frozen: Frozen, by: User) -> None:
    """Open the gate for one page and its content. Called with the evidence."""
    mirror.end(case, approved=True)
    page = frozen.page
    if page.alias_of_id is None:
        with released(pages=[page.pk]):
            frozen.revision.publish(user=by, skip_permission_checks=True)


def write_release(*, case: Case, frozen: Frozen, deed: Deed, actor: User) -> None:
    portal = directory.portal_of_path(frozen.page.url_path)
    tell_evidence(
        case,
        deed,
        actor,
        page=frozen.page,
        remark=case.emergency_reason,
        host=portal.hostname if portal else "",
        address=f"/-/{case.record.code}/",
        destination=case.destination,
    )


@transaction.atomic
def recall(*, case: Case, actor: User) -> Case:
    """Stop an approved case before it is released (“Rút lại”).

    It goes back to its last step. Raises ``RefusedError`` if it is out already, or for
    somebody who neither approved nor submitted it.
    """
    Case.objects.select_for_update().get(pk=case.pk)
    case = Case.objects.with_facts().get(pk=case.pk)
    if case.state != CaseState.APPROVED:
        raise RefusedError(_("It is released already: it can only be taken down now."))
    spoke = agreed(case).filter(person=actor).exists()
    if not spoke and actor.pk != case.submitted_by_id:
        raise RefusedError(_("Only who approved or submitted it can recall it."))
    frozen = current(case)
    if frozen is None:
        raise RefusedError(_("The page is gone."))
    position = last_position(case.route_version)
    void_decisions(case=case, from_position=position)
    go_to(case=case, position=position, page=frozen.page, by=actor)
    announce(case, Stage.REOPENED, actor)
    tell_evidence(case, Deed.RECALLED, actor, page=frozen.page)
    tell(case, NoticeKind.RECALLED, former_actors(case), by=actor)
    return case
