"""Where an assignment stands, in a word that is never by colour alone."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _, pgettext

from cms.core.standing import Standing
from cms.planning.models import AssignmentState


def standing(assignment: Any) -> Standing:
    """Return the standing; ``is_live`` tells of rows asked ``with_standing``."""
    state = AssignmentState(assignment.state)
    if state == AssignmentState.CANCELLED:
        return Standing(str(state.label), "", "cross")
    is_late = assignment.is_late(timezone.localdate())
    if state == AssignmentState.FULFILLED:
        return _written(assignment, is_late=is_late)
    if is_late:
        return Standing(_("Past its day"), "crit", "warning")
    return _to_come(assignment, state)


def _to_come(assignment: Any, state: AssignmentState) -> Standing:
    if state == AssignmentState.TAKEN_UP:
        return Standing(str(state.label), "info", "edit")
    if assignment.person_id is None:
        return Standing(_("Nobody has it"), "warn", "user")
    return Standing(str(state.label), "", "calendar-alt")


def _written(assignment: Any, *, is_late: bool) -> Standing:
    if not getattr(assignment, "is_live", True):
        return Standing(_("Written, taken down since"), "warn", "download")
    if is_late:
        return Standing(pgettext("of an assignment", "Fulfilled late"), "warn", "check")
    return Standing(str(AssignmentState.FULFILLED.label), "ok", "check")
