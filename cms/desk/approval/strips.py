"""The strip that shows how far a case has come."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _, pgettext

from cms.desk.approval.bodies import body_of
from cms.desk.hours import hour
from cms.moderation.models import Case, CaseState, Decision
from cms.moderation.selectors import agreed
from cms.routes.models import RouteStep

DONE, NOW, TODO, BACK, PASSED = "done", "now", "todo", "back", "passed"
ICONS = {
    DONE: "circle-check",
    NOW: "radio-full",
    TODO: "radio-empty",
    BACK: "undo",
    PASSED: "radio-empty",
}


@dataclass(frozen=True)
class Stage:
    """One place on the way, and what is known of it."""

    name: str
    state: str
    notes: tuple[str, ...] = ()

    @property
    def icon(self) -> str:
        return ICONS[self.state]

    @property
    def word(self) -> str:
        """Return what the icon says, for who does not see it."""
        return {
            DONE: pgettext("of a step", "done"),
            NOW: pgettext("of a step", "now"),
            TODO: pgettext("of a step", "still to come"),
            BACK: pgettext("of a step", "returned here"),
            PASSED: pgettext("of a step", "passed over"),
        }[self.state]


def strip_of(case: Case, *, is_held: bool = False) -> list[Stage]:
    """Return the author, the steps and readers, in their order.

    No hour is promised for what is held back from readers.
    """
    decisions = list(agreed(case).select_related("person"))
    steps = case.route_version.steps.prefetch_related(
        "parties__unit", "parties__person"
    )
    return [
        _author(case),
        *(_stage(case, step, decisions) for step in steps),
        _readers(case, is_held=is_held),
    ]


def number_of(case: Case, strip: list[Stage]) -> str:
    """Return “step 2 of 3”, in words."""
    return _("Step %(number)d of %(total)d") % {
        "number": case.position,
        "total": len(strip) - 2,
    }


def _author(case: Case) -> Stage:
    back = case.state == CaseState.RETURNED
    said = f"{case.submitted_by} · {hour(case.submitted_at)}"
    return Stage(
        pgettext("of a route", "Submitted by"), BACK if back else DONE, (said,)
    )


def _stage(case: Case, step: RouteStep, decisions: Iterable[Decision]) -> Stage:
    given = {decision.party_id: decision for decision in decisions}
    notes = []
    for party in step.parties.all():
        decision = given.get(party.pk)
        if decision is None:
            notes.append(body_of(party))
        else:
            notes.append(f"{decision.person} · {hour(decision.decided_at)}")
    return Stage(step.name, _state(case, step), tuple(notes))


def _state(case: Case, step: RouteStep) -> str:
    if case.emergency_reason:
        return PASSED  # nobody of the route was asked before
    if case.state in (CaseState.APPROVED, CaseState.RELEASED, CaseState.CLEARED):
        return DONE
    if case.state != CaseState.RUNNING or step.position > case.position:
        return TODO
    return NOW if step.position == case.position else DONE


def _readers(case: Case, *, is_held: bool) -> Stage:
    name = case.get_destination_display()
    if case.state == CaseState.APPROVED and not is_held:
        return Stage(name, NOW, (hour(case.release_at, seconds=True),))
    if case.state in (CaseState.RELEASED, CaseState.CLEARED):
        return Stage(name, DONE, (hour(case.released_at),))
    return Stage(name, TODO)
