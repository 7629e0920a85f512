"""Which items may be bound together, and what a bundle still waits for."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from cms.desk.permissions import CHANGE
from cms.moderation.models import Bundle, Case, CaseState
from cms.routes.models import Destination
from sites.selectors import units_allowing


def own_cases(user: Any) -> "QuerySet[Case]":
    """Return the cases on their way to a portal in units whose items one may change."""
    cases: QuerySet[Case] = (
        Case.objects.visible_to(user)
        .open()
        .with_facts()
        .filter(unit__in=units_allowing(user, CHANGE), destination=Destination.PORTAL)
    )
    return cases


def own_bundles(user: Any) -> "QuerySet[Bundle]":
    """Return the waiting bundles of portals whose items one may change."""
    bundles: QuerySet[Bundle] = Bundle.objects.waiting().filter(
        portal__unit__in=units_allowing(user, CHANGE)
    )
    return bundles


@dataclass(frozen=True)
class Member:
    """One item of a bundle; what one may not know of is counted and not named."""

    case: Case
    step: str
    is_hidden: bool

    @property
    def is_ready(self) -> bool:
        return self.case.state == CaseState.APPROVED


@dataclass(frozen=True)
class Bound:
    bundle: Bundle
    members: list[Member]

    @property
    def waits_for(self) -> int:
        return sum(not member.is_ready for member in self.members)


def bound_for(user: Any) -> list[Bound]:
    """Return the bundles with their items; four queries, however many there are."""
    visible = set(own_cases(user).values_list("pk", flat=True))
    cases = Case.objects.open().with_facts().order_by("pk")
    steps = cases.prefetch_related("route_version__steps")
    bundles = own_bundles(user).select_related("portal__unit", "made_by")
    return [
        Bound(
            bundle,
            [Member(case, _step(case), case.pk not in visible) for case in bundle.held],
        )
        for bundle in bundles.prefetch_related(
            Prefetch("cases", queryset=steps, to_attr="held")
        )
    ]


def _step(case: Case) -> str:
    """Return the name of the step that is waited for."""
    if case.state != CaseState.RUNNING:
        return ""
    steps = case.route_version.steps.all()
    return next((step.name for step in steps if step.position == case.position), "")
