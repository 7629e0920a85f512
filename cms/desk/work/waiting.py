"""Questions behind “My work”: what waits, what came back, what one was told."""

from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Window,
)
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone

from cms.deadlines.selectors import with_next_due
from cms.desk.approval.access import readable_cases, to_confirm
from cms.moderation.models import Case, CaseState, Notice, NoticeKind, Priority
from cms.moderation.selectors import cases_awaiting
from cms.routes.models import Destination, RouteStep

AT_A_GLANCE, TOLD = 8, 6
ALL = Count("pk")
FIGURES = ("awaited", "urgent", "overdue", "due_today")
UNSEEN = Count("pk", filter=Q(seen_at__isnull=True))


class Work:
    """One person's work, each part read once a request, in three statements."""

    def __init__(self, user: Any) -> None:
        self.user = user
        self.is_listed = False  # whether the first rows are read anyway

    @cached_property
    def counts(self) -> dict[str, int]:
        """Return how much waits; where rows are shown as well, what of it is pressing."""
        if not self.is_listed:
            counted: dict[str, int] = cases_awaiting(self.user).aggregate(awaited=ALL)
            return counted
        first: Any = next(iter(self.awaiting), None)
        return {name: getattr(first, name, 0) for name in FIGURES}

    @cached_property
    def awaiting(self) -> list[Case]:
        """Return the first of what waits: urgent ones first, then what is due first."""
        rows = in_turn(cases_awaiting(self.user))
        now = timezone.now()
        figures = {
            "awaited": ALL,
            "urgent": Count("pk", filter=Q(priority=Priority.URGENT)),
            "overdue": Count("pk", filter=overdue(now)),
            "due_today": Count("pk", filter=due_today(now)),
        }
        windows = {name: Window(figure) for name, figure in figures.items()}
        return list(rows.annotate(**windows)[:AT_A_GLANCE])

    @cached_property
    def _own(self) -> list[Any]:
        """Return what came back, with the remark, and what waits to be confirmed."""
        told = Notice.objects.filter(
            case=OuterRef("pk"), person=self.user, kind=NoticeKind.RETURNED
        ).order_by("-told_at", "-pk")
        returned = Q(state=CaseState.RETURNED, submitted_by=self.user)
        emergency = Q(pk__in=to_confirm(self.user).values("case"))
        return list(
            Case.objects.filter(returned | emergency)
            .select_related("record", "unit", "submitted_by")
            .annotate(
                told_by=Subquery(told.values("by__full_name")[:1]),
                told_at=Subquery(told.values("told_at")[:1]),
                told_why=Subquery(told.values("remark")[:1]),
            )
            .order_by("-step_since", "-pk")
        )

    @property
    def returned(self) -> list[Any]:
        """Return what came back to its author, the newest first."""
        return [case for case in self._own if case.state == CaseState.RETURNED]

    @property
    def emergencies(self) -> list[Any]:
        """Return what waits to be approved after the fact, the most overdue first."""
        waiting = [case for case in self._own if case.state != CaseState.RETURNED]
        return sorted(waiting, key=lambda case: case.confirm_by)

    @cached_property
    def notices(self) -> list[Any]:
        """Return what the person was told last; what is not seen yet comes first."""
        told = Notice.objects.for_person(self.user).annotate(unseen=Window(UNSEEN))
        first = F("seen_at").desc(nulls_first=True)
        return list(told.order_by(first, "-told_at", "-pk")[:TOLD])

    @property
    def unseen(self) -> int:
        return self.notices[0].unseen if self.notices else 0


def going_out(user: Any) -> list[Case]:
    """Return what goes out next in the person's units; what missed its hour first.

    ``at`` is when: for what is not approved yet, the hour that was set for it.
    """
    rows = readable_cases(user).filter(destination=Destination.PORTAL)
    approved = Q(state=CaseState.APPROVED)
    unready = Q(state__in=(CaseState.RUNNING, CaseState.RETURNED))
    found: QuerySet[Any] = (
        rows.filter(approved | unready & Q(scheduled_for__isnull=False))
        .annotate(at=Coalesce("release_at", "scheduled_for"))
        .order_by("at", "pk")
    )
    return list(found[:AT_A_GLANCE])


def overdue(now: datetime) -> Q:
    return Q(next_due_at__lt=now)


def due_today(now: datetime) -> Q:
    """Due by the end of the day of the office's clock, and not overdue."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0)
    return Q(next_due_at__gte=now, next_due_at__lt=midnight + timedelta(days=1))


def in_turn(cases: "QuerySet[Case]") -> "QuerySet[Case]":
    """Order cases as they are to be taken up, with all that a row shows of them."""
    steps = RouteStep.objects.filter(version=OuterRef("route_version"))
    here = steps.filter(position=OuterRef("position")).values("name")[:1]
    last = steps.order_by("-position").values("position")[:1]
    due_first = F("next_due_at").asc(nulls_last=True)
    timed: QuerySet[Case] = with_next_due(cases, "record")
    return (
        timed.select_related("record", "unit", "submitted_by", "claimed_by")
        .annotate(
            step_name=Subquery(here),
            last_step=Subquery(last),
            is_overdue=ExpressionWrapper(overdue(timezone.now()), BooleanField()),
        )
        .order_by("-priority", due_first, "step_since", "pk")
    )


def work_of(request: HttpRequest) -> Work:
    """Return the work of whoever asks, read once a request."""
    if not hasattr(request, "desk_work"):
        request.desk_work = Work(request.user)  # type: ignore[attr-defined]
    work: Work = request.desk_work  # type: ignore[attr-defined]
    return work
