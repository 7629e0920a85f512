"""Writes about portals and roles."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Site

from sites import stamps
from sites.directory import directory
from sites.models import (
    Capability,
    Portal,
    PortalHostname,
    PortalStatus,
    RetiredHostname,
    RoleAssignment,
    Unit,
)
from sites.reach import forget_reach
from sites.selectors import missing_owner_facts, reserved_words
from sites.signals import portal_settled


def announce_portal_changed(*, portal_id: int) -> None:
    """Make every process forget what it remembers of one portal."""
    stamps.raise_stamp(stamps.portal_stamp(portal_id))
    transaction.on_commit(directory.forget)


def announce_directory_changed() -> None:
    """Make every process forget which hosts lead where."""
    stamps.raise_stamp(stamps.DIRECTORY)
    transaction.on_commit(directory.forget)


@transaction.atomic
def keep_emblem(*, portal: Portal) -> None:
    """Let a unit keep the emblem that its portal shows now.

    People may give the portal another one afterwards, and files change their places;
    what the unit published goes on showing this one (domain-vn.md 1.9, implication 3).
    """
    emblem_id = portal.brandings.values_list("emblem", flat=True).first()
    if emblem_id is not None and portal.unit.emblem_id != emblem_id:
        portal.unit.emblem_id = emblem_id
        portal.unit.save(update_fields=["emblem"])


@transaction.atomic
def change_status(*, portal: Portal, status: PortalStatus) -> None:
    """Move a portal to another state.

    A portal that is frozen keeps its unit's emblem. Raises ``ValidationError`` when one
    is to open without the owner's five facts (name, address, e-mail, phone, person
    responsible: NĐ 174/2026).
    """
    if status == PortalStatus.OPEN:
        missing = missing_owner_facts(portal)
        if missing:
            raise ValidationError(
                _("The portal can't open; missing: %(facts)s.")
                % {"facts": ", ".join(str(label) for label in missing)}
            )
        portal.opened_on = portal.opened_on or timezone.localdate()
    if status == PortalStatus.FROZEN:
        keep_emblem(portal=portal)
    portal.status = status
    portal.save(update_fields=["status", "opened_on"])
    announce_directory_changed()  # what is on trial is shown nowhere else
    announce_portal_changed(portal_id=portal.pk)


def announce_site_changed(*, site: Site) -> None:
    """Make every process ask anew which hosts lead where, and read the site's portal."""
    stamps.raise_stamp(stamps.HOSTS)
    transaction.on_commit(directory.forget)
    for portal_id in Portal.objects.filter(site=site).values_list("pk", flat=True):
        announce_portal_changed(portal_id=portal_id)


@transaction.atomic
def follow_canonical_hostname(*, portal: Portal) -> bool:
    """Let Wagtail's site carry the portal's canonical hostname; tell if it changed.

    Absolute addresses are made of it.
    """
    hostname = PortalHostname.objects.canonical_of(portal.pk)
    site = portal.site
    if hostname is None or site.hostname == hostname:
        return False
    site.hostname = hostname
    site.save(update_fields=["hostname"])
    return True


@transaction.atomic
def reserve_hostname(*, hostname: str, portal_id: int) -> None:
    """Keep a name that a portal gave up out of everybody else's hands."""
    if PortalHostname.objects.filter(hostname=hostname).exists():
        return  # taken back in the same breath
    today = timezone.localdate()
    kept = {"portal_id": portal_id, "retired_on": today}
    released = {"released_on": None, "released_by": None, "reason": ""}
    RetiredHostname.objects.update_or_create(
        hostname=hostname, defaults={**kept, **released}
    )


@transaction.atomic
def settle_hostnames(*, portal: Portal, before: Iterable[str] = ()) -> None:
    """Bring reservations in line with the names a portal has, and had ``before``.

    Its own former names are its own again. Raises ``ValidationError`` for one that is
    reserved for another portal. Called after the names were written: whoever gives one
    up at the same moment has then done so.
    """
    rows = PortalHostname.objects.filter(portal=portal)
    names = set(rows.values_list("hostname", flat=True))
    closed = RetiredHostname.objects.closed_to(names, portal.pk)
    if closed:
        raise ValidationError([reserved_words(one) for one in closed])
    RetiredHostname.objects.filter(hostname__in=names).delete()
    for name in sorted(set(before) - names):
        reserve_hostname(hostname=name, portal_id=portal.pk)


@transaction.atomic
def release_hostname(
    *, retired: RetiredHostname, actor: AbstractUser, reason: str
) -> None:
    """Let any portal have a retired name. Raises ``ValidationError`` without a reason."""
    row = RetiredHostname.objects.select_for_update().get(pk=retired.pk)
    if not reason.strip():
        raise ValidationError(_("Say why another portal may have this hostname."))
    if not row.is_reserved:
        raise ValidationError(_("This hostname has been released already."))
    row.released_on = timezone.localdate()
    row.released_by_id = actor.pk
    row.reason = reason.strip()
    row.save(update_fields=["released_on", "released_by", "reason"])


@transaction.atomic
def settle_portal(
    *, portal: Portal, status: PortalStatus, hostnames_before: Iterable[str] = ()
) -> None:
    """Bring the house in line with a portal whose rows were just edited.

    An open portal is asked for its owner's facts even if it was open before: an edit
    may have emptied one. Raises ``ValidationError`` as :func:`change_status` does; the
    caller's transaction then takes the edit back.
    """
    settle_hostnames(portal=portal, before=hostnames_before)
    follow_canonical_hostname(portal=portal)
    if status == PortalStatus.OPEN or status != portal.status:
        change_status(portal=portal, status=status)
    announce_directory_changed()
    announce_portal_changed(portal_id=portal.pk)
    portal_settled.send(sender=Portal, portal=portal)


def announce_unit_changed(*, unit: Unit) -> None:
    """Make every process forget what it remembers of the unit's portal.

    The portal shows the unit's name and its end.
    """
    for portal_id in Portal.objects.filter(unit=unit).values_list("pk", flat=True):
        announce_portal_changed(portal_id=portal_id)
    announce_directory_changed()


@transaction.atomic
def grant_role(
    *,
    user: AbstractUser,
    unit: Unit,
    capability: Capability,
    at: datetime | None = None,
    until: datetime | None = None,
    grounds: str = "",
) -> bool:
    """Give a capability from now on; return False when it is held already."""
    begins = at or timezone.now()
    role: dict[str, Any] = {"user": user, "unit": unit, "capability": capability}
    values = {"valid_from": begins, "grounds": grounds}
    roles = RoleAssignment.objects.filter(**role)
    if until is None:
        _assignment, created = roles.get_or_create(
            **role, valid_to=None, defaults=values
        )
    else:
        created = not roles.active(begins).exists()
        if created:
            roles.create(**role, **values, valid_to=until)
    forget_reach(user)
    return created


@transaction.atomic
def lend_role(
    *,
    assignment: RoleAssignment,
    to: AbstractUser,
    begins: datetime,
    ends: datetime,
    grounds: str,
) -> RoleAssignment:
    """Let somebody else hold a role as well, for a time (ủy quyền).

    Raises ``ValidationError`` for a role that is itself lent, for a time that the role
    does not cover, and for somebody who holds it then.
    """
    lender = RoleAssignment.objects.select_for_update().get(pk=assignment.pk)
    if lender.delegated_from_id is not None:
        raise ValidationError(_("A role that was delegated can't be delegated on."))
    if not lender.covers(begins, ends):
        raise ValidationError(
            _("The delegation must lie within the time of the role that is delegated.")
        )
    held = RoleAssignment.objects.overlapping(begins, ends).filter(
        user=to.pk, unit=lender.unit_id, capability=lender.capability
    )
    if held.exists():
        raise ValidationError(_("This person holds the role in that time already."))
    lent = RoleAssignment.objects.create(
        user=to,  # type: ignore[misc]
        unit_id=lender.unit_id,
        capability=lender.capability,
        valid_from=begins,
        valid_to=ends,
        delegated_by_id=lender.user_id,
        delegated_from=lender,
        grounds=grounds,
    )
    forget_reach(to)
    return lent


@transaction.atomic
def end_role(*, assignment: RoleAssignment, at: datetime | None = None) -> None:
    """End a role now; what it allowed, and what was lent of it, ends with it.

    What never began is taken away: nobody was allowed anything by it.
    """
    moment = at or timezone.now()
    for lent in assignment.delegations.overlapping(moment):
        end_role(assignment=lent, at=moment)
    if assignment.valid_from > moment:
        assignment.delete()
    else:
        assignment.valid_to = moment
        assignment.save(update_fields=["valid_to"])
    forget_reach(assignment.user)


def follow_port(*, port: int) -> int:
    """Let every site name the port it is served on; return how many changed.

    Wagtail writes ``Site.port`` into absolute addresses; a demo started on another
    port would otherwise link to the old one.
    """
    changed: int = Site.objects.exclude(port=port).update(port=port)
    if changed:
        Site.clear_site_root_paths_cache()
        announce_directory_changed()
    return changed
