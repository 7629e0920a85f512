"""Which cases a person may read: those of their units, and those they are asked about."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from cms.core.holds import RECORD, is_sealed
from cms.moderation.models import Case, Decision, Notice, NoticeKind, Waiting


def readable_cases(user: Any) -> "QuerySet[Case]":
    """Return what a person may read at the desk.

    Somebody of another unit who is asked, or has decided, reads that one case.
    """
    own = Case.objects.visible_to(user)
    asked = Waiting.objects.for_person(user)
    decided = Decision.objects.filter(person=user)
    cases: QuerySet[Case] = Case.objects.with_facts().filter(
        Q(pk__in=own.values("pk"))
        | Q(pk__in=asked.values("case"))
        | Q(pk__in=decided.values("case"))
        | Q(pk__in=to_confirm(user).values("case"))
    )
    return cases


def to_confirm(user: Any) -> "QuerySet[Notice]":
    """Return what tells a person to approve something after the fact."""
    notices: QuerySet[Notice] = Notice.objects.filter(
        person=user,
        kind=NoticeKind.EMERGENCY,
        case__confirm_by__isnull=False,
        case__confirmed_by__isnull=True,
    ).exclude(case__barred=user)
    return notices


def case_for(user: Any, key: int) -> Case:
    """Return a case the person may read; to everybody else it does not exist.

    Nor to anybody while its item is stopped: what was remarked stands in its evidence.
    """
    case: Case = get_object_or_404(readable_cases(user), pk=key)
    if is_sealed(RECORD, case.record_id):
        raise Http404
    return case


def has_lost(user: Any, key: int) -> bool:
    """Tell whether somebody was told about a case that is not theirs to read any more."""
    if readable_cases(user).filter(pk=key).exists():
        return False
    return Notice.objects.filter(person=user, case=key).exists()
