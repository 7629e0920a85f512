"""Changes of units: planned, carried out, withdrawn (ADR 0033)."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.audit.kinds import Kind
from cms.reorganisation.faults import (
    ChangeError,
    faults_of,
    refuse,
    refuse_closed,
)
from cms.reorganisation.founding import found, unfound, work_in_founded
from cms.reorganisation.models import Change, ChangeState, Passing, PortalFate
from cms.reorganisation.preparing import (
    add_drafts,
    add_roles,
    pour_into_place,
    take_back,
    work_in_drafts,
)
from cms.reorganisation.remembering import remember, remember_deed
from cms.reorganisation.report import Progress, Report, silent
from cms.reorganisation.steps import (
    apply_rules,
    end_unit,
    held_roles,
    hold_on,
    move_pages,
    resettle,
    settle_portal,
)
from cms.users.models import User
from sites.directory import directory
from sites.models import Unit
from sites.services import announce_unit_changed


def plan(*, change: Change) -> Report:
    """Carry a change out and take it back; return what it would do.

    Raises ``ChangeError`` with everything that stands in its way, but for the day.
    """
    try:
        with transaction.atomic():
            report = _carry_out(change, Report(), actor=None)
            transaction.set_rollback(True)
    finally:
        directory.forget_all()  # what was read may have been taken back
    return report


@transaction.atomic
def prepare(*, change: Change, actor: User) -> Report:
    """Add what people work on before the day; calling it again adds what lacks.

    Raises ``ChangeError`` with everything that stands in the change's way.
    """
    held = _still_open(change)
    faults = faults_of(held)
    if faults:
        raise ChangeError(faults)
    report = Report()
    found(held, report)
    add_drafts(held, report)
    add_roles(held, report)
    _reach(held, ChangeState.PREPARED)
    remember(Kind.ROLE_GRANTED, report.roles, change=held, actor=actor)
    remember_deed("prepare", change=held, actor=actor)
    return report


@transaction.atomic
def undo(*, change: Change, actor: User) -> None:
    """Take back what preparing added; the change is a plan again.

    Raises ``ChangeError`` where people have put work into it; then nothing changes.
    """
    held = _still_open(change)
    faults = [*work_in_drafts(held), *work_in_founded(held)]
    if faults:
        raise ChangeError(faults)
    roles = take_back(held)
    unfound(held)
    _reach(held, ChangeState.DRAFT)
    remember(Kind.ROLE_ENDED, roles, change=held, actor=actor)
    remember_deed("undo", change=held, actor=actor)


@transaction.atomic
def withdraw(*, change: Change, actor: User) -> None:
    """Give a change up. Raises ``ChangeError`` as :func:`undo` does."""
    undo(change=change, actor=actor)
    _reach(_still_open(change), ChangeState.WITHDRAWN)


def go_live(*, change: Change, actor: User, progress: Progress = silent) -> Report:
    """Carry a change out for good, in one transaction.

    Raises ``ChangeError``; then nothing has changed. ``progress`` is told each step, how
    much of it is done, and how much there is.
    """
    refuse(change)
    try:
        with transaction.atomic():
            report = _carry_out(change, Report(tell=progress), actor)
            change.state, change.live_at = ChangeState.LIVE, timezone.now()
            change.live_by = actor
            change.save(update_fields=["state", "live_at", "live_by"])
            remember(Kind.ROLE_GRANTED, report.roles, change=change, actor=actor)
            remember_deed("go_live", change=change, actor=actor)
    finally:
        directory.forget_all()
    return report


def _carry_out(change: Change, report: Report, actor: User | None) -> Report:
    held = _still_open(change)
    _lock(held)
    faults = faults_of(held)
    if faults:
        raise ChangeError(faults)
    report.tell(_("Nothing stands in the way"), 0, 1)
    found(held, report)
    passings = _in_order(held.passings.select_related("predecessor", "successor"))
    movings = list(held.movings.select_related("page", "target", "draft"))
    for moving in movings:
        pour_into_place(moving)
    move_pages(movings, report, actor)
    resettle(held, report)
    roles = {passing.pk: held_roles(passing) for passing in passings}
    for number, passing in enumerate(passings, start=1):
        report.tell(str(passing), number, len(passings))
        _pass_on(held, passing, inherits=_is_first(passing, passings), report=report)
    for passing in passings:
        hold_on(passing, roles[passing.pk], held, report)
    return report


def _in_order(passings: Iterable[Passing]) -> list[Passing]:
    """Let portals pass on first: others may fold into one of them."""
    return sorted(passings, key=lambda one: one.portal_fate != PortalFate.FOLLOW)


def _still_open(change: Change) -> Change:
    """Hold the change until the end; raise if it is over."""
    held: Change = Change.objects.select_for_update().get(pk=change.pk)
    refuse_closed(held)
    return held


def _reach(change: Change, state: ChangeState) -> None:
    change.state = state
    change.save(update_fields=["state"])


def _lock(change: Change) -> None:
    """Hold the units until the end, in one order, so that two changes wait in turn."""
    pairs = [
        *change.passings.values_list("predecessor_id", "successor_id"),
        *change.subordinations.values_list("unit_id", "parent_id"),
    ]
    keys = {key for pair in pairs for key in pair if key is not None}
    list(Unit.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def _is_first(passing: Passing, passings: list[Passing]) -> bool:
    same = [one for one in passings if one.predecessor_id == passing.predecessor_id]
    return same[0].pk == passing.pk


def _pass_on(
    change: Change, passing: Passing, *, inherits: bool, report: Report
) -> None:
    if inherits:
        settle_portal(passing, report)
    apply_rules(change, passing, inherits=inherits, report=report)
    end_unit(change, passing)
    if passing.successor is not None:
        announce_unit_changed(unit=passing.successor)
