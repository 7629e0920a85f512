"""A mode is drawn up, changed, approved by somebody else, and ended."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import pgettext

from cms.audit.kinds import Kind
from cms.audit.services import record
from cms.modes.choices import Scope
from cms.modes.faults import faults_of
from cms.modes.models import Mode
from cms.modes.permissions import may_approve, may_change, may_end, may_settle
from cms.modes.selectors import portals_of
from cms.users.models import User
from media_library.renditions import ROLES
from sites.models import Portal, Unit
from sites.services import announce_portal_changed


@transaction.atomic
def plan_mode(*, mode: Mode, portals: Iterable[Portal], actor: User) -> Mode:
    """Store a new mode; nothing comes of it before somebody else approves.

    Raises ``PermissionDenied``, or ``ValidationError`` with all faults by field.
    """
    mode.made_by = actor
    _store(mode, list(portals), actor)
    _enter(Kind.MODE_PLANNED, mode, actor)
    return mode


@transaction.atomic
def change_mode(*, mode: Mode, portals: Iterable[Portal], actor: User) -> Mode:
    """Write a mode anew that nobody approved yet; whoever does it drew it up now.

    Raises ``PermissionDenied``, or ``ValidationError`` with all faults by field.
    """
    stored = _locked(mode)
    if not may_change(actor, stored):
        raise PermissionDenied
    mode.made_by = actor
    mode.approved_by, mode.approved_at = None, None
    _store(mode, list(portals), actor)
    _enter(Kind.MODE_PLANNED, mode, actor)
    return mode


@transaction.atomic
def approve_mode(*, mode: Mode, actor: User) -> Mode:
    """Let a mode be on from its beginning, as somebody else than who drew it up.

    Raises ``PermissionDenied``, or ``ValidationError`` for one that came too late.
    """
    mode = _locked(mode)
    if mode.approved_at is not None:
        raise ValidationError(pgettext("a mode", "Somebody has approved it already."))
    if mode.is_over:
        raise ValidationError(pgettext("a mode", "It is over already."))
    if not may_approve(actor, mode):
        raise PermissionDenied
    mode.approved_by, mode.approved_at = actor, timezone.now()
    mode.save(update_fields=["approved_by", "approved_at"])
    if mode.picture is not None:
        mode.picture.get_renditions(*ROLES["big"].filters)
    _announce(mode)
    _enter(Kind.MODE_APPROVED, mode, actor)
    return mode


@transaction.atomic
def end_mode(*, mode: Mode, actor: User) -> Mode:
    """End a mode at once, or let one that has not begun never be on.

    Raises ``PermissionDenied``, or ``ValidationError`` when it is over already.
    """
    mode = _locked(mode)
    if mode.is_over:
        raise ValidationError(pgettext("a mode", "It is over already."))
    if not may_end(actor, mode):
        raise PermissionDenied
    mode.ended_by, mode.ended_at = actor, timezone.now()
    mode.save(update_fields=["ended_by", "ended_at"])
    _announce(mode)
    _enter(Kind.MODE_ENDED, mode, actor)
    return mode


def _locked(mode: Mode) -> Mode:
    found: Mode = Mode.objects.select_for_update(of=("self",)).get(pk=mode.pk)
    return found


def _store(mode: Mode, portals: list[Portal], actor: User) -> None:
    chosen = portals if mode.scope == Scope.CHOSEN else []
    _wait_for_others(mode)
    faults = faults_of(mode, chosen)
    if faults:
        raise ValidationError(faults)
    mode.save()
    mode.portals.set(chosen)
    if not may_settle(actor, mode):
        raise PermissionDenied


def _wait_for_others(mode: Mode) -> None:
    """Let two who want the same days on the same portals come one after the other.

    Whatever two modes could share lies below one top unit.
    """
    top = Unit.objects.line(mode.unit_id)[-1]
    Unit.objects.select_for_update().get(pk=top)


def _announce(mode: Mode) -> None:
    """Let every process forget what it remembers of the portals, in one order."""
    for key in sorted(portals_of(mode).values_list("pk", flat=True)):
        announce_portal_changed(portal_id=key)


def _enter(kind: Kind, mode: Mode, actor: User) -> None:
    """Leave evidence: who in full, which words, where, from when to when."""
    hosts = portals_of(mode).order_by("site__hostname")
    ends = timezone.localtime(mode.over_at)
    record(
        kind=kind,
        actor=actor,
        unit=mode.unit,
        subject=mode,
        facts={
            "person": str(actor),
            "position": actor.position,
            "kind": mode.kind,
            "grounds": mode.grounds,
            "vi": f"{mode.title_vi}. {mode.words_vi}".strip(),
            "en": f"{mode.title_en}. {mode.words_en}".strip(),
            "hosts": list(hosts.values_list("site__hostname", flat=True)),
            "from": timezone.localtime(mode.begins_at).isoformat("T", "minutes"),
            "until": ends.isoformat("T", "minutes"),
        },
    )
