"""From trial to everybody: the facts that are needed, and the deed itself."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cms.provisioning.checklist import NotReadyError, points_of
from cms.provisioning.models import DnsState, Opening, OpeningState
from cms.provisioning.services.drafts import ClosedError, StaleError
from cms.provisioning.services.trials import end_trial
from cms.users.models import User
from media_library.models import Document
from sites.models import (
    Branding,
    OwnerText,
    Portal,
    PortalHostname,
    PortalLanguage,
    PortalStatus,
)
from sites.services import announce_portal_changed, settle_portal

OPENED = "provisioning.opened"


@transaction.atomic
def state_facts(
    *,
    opening: Opening,
    actor: User,
    version: int,
    hostname: str,
    decision: str,
    decided_on: date | None,
    signer: str,
    decision_file: Document | None,
    owner: dict[str, str],
) -> Opening:
    """Write what the checklist asks for; empty values are kept as missing.

    Raises ``StaleError`` and ``ClosedError``.
    """
    held = _held(opening, version)
    if hostname != held.hostname:
        held.dns, held.dns_asked_at = DnsState.UNASKED, None
    held.hostname, held.decision, held.signer = hostname, decision, signer
    held.decided_on, held.decision_file = decided_on, decision_file
    portal = _portal_of(held)
    _state_owner(portal, owner)
    _written(held, actor)
    announce_portal_changed(portal_id=portal.pk)
    return held


@transaction.atomic
def note_dns(*, opening: Opening, hostname: str, dns: DnsState) -> None:
    """Keep what the name service said of a hostname, if it is still the one wanted."""
    Opening.objects.filter(pk=opening.pk, hostname=hostname).update(
        dns=dns, dns_asked_at=timezone.now()
    )


@transaction.atomic
def open_for_all(
    *, opening: Opening, actor: User, version: int, dns: DnsState
) -> Portal:
    """Open a portal on trial for everybody, under its official hostname.

    The trial's hostname leads to it from now on, and invitations end. ``dns`` is what
    the name service has just said: it is asked before, because nobody should wait for it
    with rows locked. Raises ``NotReadyError`` with the whole checklist, ``StaleError`` and
    ``ClosedError``; nothing is written then.
    """
    held = _held(opening, version)
    portal = _portal_of(held)
    points = points_of(held, portal, dns)
    if not all(point.is_met for point in points):
        raise NotReadyError(points)
    held.state, held.dns, held.dns_asked_at = OpeningState.OPEN, dns, timezone.now()
    _written(held, actor)
    _take_hostname(portal, held.hostname)
    end_trial(portal=portal)
    settle_portal(portal=portal, status=PortalStatus.OPEN)
    log(
        instance=portal,
        action=OPENED,
        user=actor,
        data={"decision": held.decision, "hostname": held.hostname},
    )
    return portal


def _take_hostname(portal: Portal, hostname: str) -> None:
    rows = PortalHostname.objects.filter(portal=portal)
    rows.exclude(hostname=hostname).update(is_canonical=False)
    row = rows.filter(hostname=hostname).first()
    row = row or PortalHostname(portal=portal, hostname=hostname)
    row.is_canonical = True
    row.save()


def _state_owner(portal: Portal, owner: dict[str, str]) -> None:
    """Write the five facts in the portal's default language (NĐ 174/2026)."""
    Branding.objects.filter(portal=portal).update(
        email=owner["email"], phone=owner["phone"]
    )
    default = PortalLanguage.objects.get(portal=portal, is_default=True)
    texts = {name: owner[name] for name in ("name", "address", "responsible")}
    OwnerText.objects.update_or_create(
        portal=portal, locale=default.locale, defaults=texts
    )


def _portal_of(held: Opening) -> Portal:
    locked = Portal.objects.select_for_update(of=("self",)).select_related("site")
    portal: Portal = locked.get(pk=held.portal_id)
    return portal


def _held(opening: Opening, version: int) -> Opening:
    held = Opening.objects.select_for_update(of=("self",)).get(pk=opening.pk)
    if held.state != OpeningState.TRIAL:
        raise ClosedError(held)
    if held.version != version:
        raise StaleError(held)
    return held


def _written(held: Opening, actor: Any) -> None:
    held.version += 1
    held.changed_by, held.changed_at = actor, timezone.now()
    held.save()
