"""Returning a case to any earlier step, or to its author."""

from collections.abc import Sequence

from django.db import models, transaction
from django.utils.translation import gettext as _, gettext_lazy

from cms.core.announcements import Stage
from cms.evidence.kinds import Deed
from cms.moderation import mirror
from cms.moderation.chronicle import announce, tell_evidence
from cms.moderation.models import Case, CaseState, NoticeKind
from cms.moderation.refusals import MissingError, NotYourTurnError, RefusedError
from cms.moderation.selectors import former_actors, party_for, step_of
from cms.moderation.services.steps import go_to, stand_still, void_decisions
from cms.moderation.telling import tell
from cms.moderation.turns import current, ensure_running
from cms.routes.parties import Standpoint
from cms.users.models import User

AUTHOR = 0


class Reason(models.TextChoices):
    """Why an item is returned, as the board ticks it."""

    FIGURES = "figures", gettext_lazy("Figures do not agree with their source")
    PICTURES = "pictures", gettext_lazy("Pictures not good enough, or without rights")
    STYLE = "style", gettext_lazy("Wrong presentation or spelling")
    SECRECY = "secrecy", gettext_lazy("Seems to be classified: stop and report at once")


@transaction.atomic
def return_case(
    *,
    case: Case,
    actor: User,
    remark: str,
    to_position: int = AUTHOR,
    reasons: Sequence[str] = (),
) -> Case:
    """Send a case back; everybody who had it in hand is told.

    0 is its author, who may edit then. Consents from the step on that it goes back to are
    void. Raises ``MissingError`` without a remark, ``NotYourTurnError``, ``RefusedError``.
    """
    Case.objects.select_for_update().get(pk=case.pk)
    case = Case.objects.with_facts().get(pk=case.pk)
    ensure_running(case)
    if not remark.strip():
        raise MissingError(_("Write a remark, so that it is clear what to mend."))
    frozen = current(case)
    if frozen is None:
        raise RefusedError(_("The page is gone."))
    found = party_for(case, actor, frozen.page)
    if found is None:
        raise NotYourTurnError(
            _("This step does not wait for you: somebody else decides, or has decided.")
        )
    if not AUTHOR <= to_position < case.position:
        raise RefusedError(_("Choose an earlier step to return it to."))
    told = former_actors(case)
    said = remark.strip()
    void_decisions(case=case, from_position=max(to_position, 1))
    if to_position == AUTHOR:
        _to_author(case, actor, said)
    else:
        mirror.refuse_step(case, actor, said)
        go_to(case=case, position=to_position, page=frozen.page, by=actor)
    _write_down(case, actor, found[1], said, reasons)
    tell(case, NoticeKind.RETURNED, told, by=actor, remark=said)
    return case


def _to_author(case: Case, actor: User, remark: str) -> None:
    case.state = CaseState.RETURNED
    case.position = AUTHOR
    case.claimed_by = None
    case.assigned_to = None
    case.save()
    stand_still(case=case)
    mirror.give_back(case, actor, remark)
    announce(case, Stage.RETURNED, actor)


def _write_down(
    case: Case, actor: User, standpoint: Standpoint, remark: str, reasons: Sequence[str]
) -> None:
    step = step_of(case)
    tell_evidence(
        case,
        Deed.RETURNED,
        actor,
        standpoint=standpoint,
        remark=remark,
        to=step.name if step else "",
        to_position=case.position,
        reasons=[str(Reason(reason).label) for reason in reasons],
    )
