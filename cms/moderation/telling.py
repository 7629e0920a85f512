"""Who is told what about a case, in the administration."""

from collections.abc import Iterable

from cms.moderation.models import Case, Notice, NoticeKind
from cms.moderation.notifying import name_of
from cms.notifications.services import notify
from cms.users.models import User


def tell(
    case: Case,
    kind: NoticeKind,
    people: Iterable[int],
    *,
    by: User | None = None,
    remark: str = "",
) -> None:
    """Leave one line for each person, in the transaction of the deed.

    Whoever did it is not told. What waited for a decision and no longer does is not left
    standing as unseen.
    """
    told = {key for key in people if by is None or key != by.pk}
    Notice.objects.bulk_create(
        Notice(person_id=key, case=case, kind=kind, by=by, remark=remark)
        for key in sorted(told)
    )
    notify(
        kind=name_of(kind),
        unit_id=case.unit_id,
        people=told,
        record=case.record,
        case=case.pk,
    )


def take_back(case: Case) -> None:
    """Forget that a decision was awaited: the step is over."""
    Notice.objects.unseen().filter(case=case, kind=NoticeKind.AWAITED).delete()
