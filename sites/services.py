"""Writes about portals and roles."""

from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Site

from sites import stamps
from sites.directory import directory
from sites.groups import derive_groups
from sites.models import (
    Capability,
    Portal,
    PortalHostname,
    PortalStatus,
    RoleAssignment,
    Unit,
)
from sites.selectors import missing_owner_facts
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
def change_status(*, portal: Portal, status: PortalStatus) -> None:
    """Move a portal to another state.

    Raises ``ValidationError`` when a portal is to open without the owner's five facts
    (name, address, e-mail, phone, person responsible: NĐ 174/2026).
    """
    if status == PortalStatus.OPEN:
        missing = missing_owner_facts(portal)
        if missing:
            raise ValidationError(
                _("The portal can't open; missing: %(facts)s.")
                % {"facts": ", ".join(str(label) for label in missing)}
            )
        portal.opened_on = portal.opened_on or timezone.localdate()
    portal.status = status
    portal.save(update_fields=["status", "opened_on"])
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
def settle_portal(*, portal: Portal, status: PortalStatus) -> None:
    """Bring the house in line with a portal whose rows were just edited.

    An open portal is asked for its owner's facts even if it was open before: an edit
    may have emptied one. Raises ``ValidationError`` as :func:`change_status` does; the
    caller's transaction then takes the edit back.
    """
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
) -> bool:
    """Give a capability from now on; return False when it is held already."""
    _assignment, created = RoleAssignment.objects.get_or_create(
        user=user,  # type: ignore[misc]
        unit=unit,
        capability=capability,
        valid_to=None,
        defaults={"valid_from": at or timezone.now()},
    )
    derive_groups(unit)
    return created


@transaction.atomic
def end_role(*, assignment: RoleAssignment, at: datetime | None = None) -> None:
    """End a role now; what it allowed ends with it."""
    assignment.valid_to = at or timezone.now()
    assignment.save(update_fields=["valid_to"])
    derive_groups(assignment.unit)


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
