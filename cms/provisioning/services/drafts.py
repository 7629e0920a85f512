"""Drafts of openings: begun, gone on with by several people, turned into a trial."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.members.services.invitations import invite
from cms.provisioning.checking import DraftFault, OpeningError, faults_of, spec_of
from cms.provisioning.frames import Frame
from cms.provisioning.models import Opening, OpeningState
from cms.provisioning.services.engine import open_portal
from cms.users.models import User
from sites.directory import directory
from sites.models import Capability, Portal, PortalStatus, Unit
from sites.reach import forget_reach


class StaleError(Exception):
    """Somebody else wrote in the meantime; ``opening`` is as they left it."""

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening.pk)
        self.opening = opening


class ClosedError(Exception):
    """The opening has gone on to another state, which ``opening`` shows."""

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening.state)
        self.opening = opening


@transaction.atomic
def begin_opening(
    *, actor: User, above: Unit | None, name: str, frame: Frame, taken_from: str
) -> Opening:
    """Begin a draft with a structure; whatever is known already is filled in."""
    return Opening.objects.create(
        above=above,
        name=name,
        frame=frame,
        taken_from=taken_from,
        typed=_first_words(name, frame),
        created_by=actor,
        changed_by=actor,
    )


def _first_words(name: str, frame: Frame) -> dict[str, Any]:
    return {
        "name": name,
        "kind": frame.get("kind", ""),
        "regime": frame.get("regime", ""),
        "languages": frame.get("languages", []),
        "theme": frame.get("theme", ""),
        "sections": [section["slug"] for section in frame.get("sections", [])],
        "owner_vi_name": name,
        "people": [],
    }


@transaction.atomic
def keep_record(*, portal: Portal, source: str) -> None:
    """Give a portal on trial that came from a file the record by which it opens."""
    if portal.status == PortalStatus.TRIAL:
        Opening.objects.get_or_create(
            portal=portal,
            defaults={
                "above": portal.unit.parent,
                "name": portal.unit.name,
                "state": OpeningState.TRIAL,
                "taken_from": source,
            },
        )


@transaction.atomic
def save_step(
    *, opening: Opening, actor: User, typed: dict[str, Any], version: int
) -> Opening:
    """Keep what was typed into one step, faults and all.

    Raises ``StaleError`` if somebody wrote since ``version`` and ``ClosedError`` when it
    is no draft any more; nothing is written then.
    """
    held = Opening.objects.select_for_update(of=("self",)).get(pk=opening.pk)
    _must_be_current(held, OpeningState.DRAFT, version)
    held.typed = {**held.typed, **typed}
    held.name = held.text("name")[:255] or held.name
    held.hostname = held.text("hostname").lower().rstrip(".")[:253]
    _written(held, actor)
    return held


@transaction.atomic
def drop_opening(*, opening: Opening, actor: User, version: int) -> None:
    """Give a draft up. Raises as :func:`save_step` does."""
    held = Opening.objects.select_for_update(of=("self",)).get(pk=opening.pk)
    _must_be_current(held, OpeningState.DRAFT, version)
    held.state = OpeningState.DROPPED
    _written(held, actor)


def open_trial(*, opening: Opening, actor: User, version: int) -> Portal:
    """Make the portal on trial, by the engine and in one transaction with its letters.

    Openings of the house wait for each other, so that of two that want one hostname the
    second is told so. Raises ``OpeningError`` with all faults, ``StaleError`` and
    ``ClosedError``; nothing is written then.
    """
    try:
        with transaction.atomic():
            return _open_trial(opening, actor, version)
    except (IntegrityError, ValidationError) as fault:
        directory.forget_all()
        # Past the faults that can be told before: what a model itself refused.
        words = getattr(fault, "messages", None) or [
            _("Something of it has just been taken. Check again.")
        ]
        raise OpeningError([DraftFault("unit", "", word) for word in words]) from fault


def _open_trial(opening: Opening, actor: User, version: int) -> Portal:
    Page.objects.select_for_update().get(pk=Page.get_first_root_node().pk)
    held = Opening.objects.select_for_update(of=("self",)).get(pk=opening.pk)
    _must_be_current(held, OpeningState.DRAFT, version)
    faults = faults_of(held, actor)
    if faults:
        raise OpeningError(faults)
    spec = spec_of(held)
    open_portal(spec=spec, source=f"opening-{held.pk}")
    held.portal = Portal.objects.get(unit__code=spec.unit.code)
    held.state = OpeningState.TRIAL
    _written(held, actor)
    forget_reach(actor)
    _invite_people(held, held.portal.unit, actor)
    return held.portal


def _invite_people(opening: Opening, unit: Unit, actor: User) -> None:
    for row in opening.people():
        invite(
            actor=actor,
            unit=unit,
            email=row["email"],
            full_name=row["full_name"],
            capability=Capability(row["role"]),
        )


def _must_be_current(held: Opening, state: OpeningState, version: int) -> None:
    if held.state != state:
        raise ClosedError(held)
    if held.version != version:
        raise StaleError(held)


def _written(held: Opening, actor: User) -> None:
    held.version += 1
    held.changed_by, held.changed_at = actor, timezone.now()
    held.save()
