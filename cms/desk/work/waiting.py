"""Questions behind “My work”: what waits, what came back, what one was told."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.utils import timezone

from cms.desk.approval.access import to_confirm
from cms.moderation.models import Case, CaseState, Notice, NoticeKind, Priority
from cms.moderation.selectors import cases_awaiting
from cms.routes.models import RouteStep


@dataclass(frozen=True)
class Returned:
    """An item that came back to its author, with what is to be mended."""

    case: Case
    by: str
    told_at: datetime | None
    remark: str


class Work:
    """One person's work, each part read once a request."""

    def __init__(self, user: Any) -> None:
        self.user = user

    @cached_property
    def counts(self) -> dict[str, int]:
        counted: dict[str, int] = cases_awaiting(self.user).aggregate(
            waiting=Count("pk"),
            urgent=Count("pk", filter=Q(priority=Priority.URGENT)),
        )
        return counted

    def awaiting(self, number: int) -> list[Case]:
        """Return the first of what waits: urgent ones first, then the oldest."""
        return list(in_turn(cases_awaiting(self.user))[:number])

    @cached_property
    def returned(self) -> list[Returned]:
        """Return what came back to its author, the newest first."""
        cases = (
            Case.objects.filter(state=CaseState.RETURNED, submitted_by=self.user)
            .select_related("record", "unit")
            .order_by("-step_since", "-pk")
        )
        listed = list(cases)
        told = Notice.objects.for_person(self.user).filter(
            case__in=listed, kind=NoticeKind.RETURNED
        )
        words = {notice.case_id: notice for notice in told.order_by("told_at", "pk")}
        return [_returned(case, words.get(case.pk)) for case in listed]

    @cached_property
    def unseen(self) -> int:
        return Notice.objects.unseen().filter(person=self.user).count()

    def notices(self, number: int) -> list[Notice]:
        """Return what the person was told last; what is not seen yet comes first."""
        told = Notice.objects.for_person(self.user).order_by(
            F("seen_at").desc(nulls_first=True), "-told_at", "-pk"
        )
        return list(told[:number])

    def emergencies(self) -> list[Case]:
        """Return what waits to be approved after the fact, the most overdue first."""
        keys = to_confirm(self.user).values("case")
        return list(
            Case.objects.filter(pk__in=keys)
            .select_related("record", "unit", "submitted_by")
            .order_by("confirm_by")
        )


def in_turn(cases: "QuerySet[Case]") -> "QuerySet[Case]":
    """Order cases as they are to be taken up, with all that a row shows of them."""
    steps = RouteStep.objects.filter(version=OuterRef("route_version"))
    here = steps.filter(position=OuterRef("position")).values("name")[:1]
    last = steps.order_by("-position").values("position")[:1]
    return (
        cases.select_related("record", "unit", "submitted_by", "claimed_by")
        .annotate(step_name=Subquery(here), last_step=Subquery(last))
        .order_by("-priority", "step_since", "pk")
    )


def work_of(request: HttpRequest) -> Work:
    """Return the work of whoever asks, read once a request."""
    if not hasattr(request, "desk_work"):
        request.desk_work = Work(request.user)  # type: ignore[attr-defined]
    work: Work = request.desk_work  # type: ignore[attr-defined]
    return work


def is_overdue(case: Case, at: datetime | None = None) -> bool:
    return case.confirm_by is not None and case.confirm_by < (at or timezone.now())


def _returned(case: Case, notice: Notice | None) -> Returned:
    if notice is None:
        return Returned(case, "", case.step_since, "")
    return Returned(case, str(notice.by or ""), notice.told_at, notice.remark)
