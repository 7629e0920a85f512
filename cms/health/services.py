"""Writes about the health of hostnames and links."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from cms.health.collecting import addresses_in, values_of
from cms.health.findings import Finding, by_date
from cms.health.models import Check, LinkUse, PageRead, Source
from cms.health.noting import note, put_back
from cms.health.registration import LONGEST
from cms.health.selectors import folders, own_hosts
from cms.health.states import Fault, Kind
from cms.users.models import User
from sites.models import MenuItem, PortalHostname

HOSTNAME_KINDS = (Kind.DNS, Kind.CERTIFICATE, Kind.REGISTRATION)


@transaction.atomic
def watch_hostnames() -> None:
    """Let every hostname of every portal be watched; each stands with its portal."""
    Check.objects.bulk_create(
        (
            Check(
                portal_id=portal,
                hostname_id=key,
                kind=kind,
                address=name,
                fault=Fault.NO_DATE if kind == Kind.REGISTRATION else Fault.NOT_ASKED,
            )
            for key, name, portal in PortalHostname.objects.values_list(
                "pk", "hostname", "portal"
            )
            for kind in HOSTNAME_KINDS
        ),
        ignore_conflicts=True,
        batch_size=500,
    )
    strayed = Check.objects.of_hostnames().select_related("hostname")
    for check in strayed.iterator():
        hostname = check.hostname
        if hostname is None:
            continue
        if check.address != hostname.hostname:  # another name: what is known is not its
            check.delete()
        elif check.portal_id != hostname.portal_id:
            Check.objects.filter(pk=check.pk).update(portal=hostname.portal_id)


@transaction.atomic
def read_pages(*, pages: Iterable[Page]) -> int:
    """Write down which addresses outside the house live pages lead to; return how many.

    Costs as much as these pages, however many others there are.
    """
    own, portals = own_hosts(), folders()
    batch = list(pages)
    wanted: set[tuple[int, str, int]] = set()
    for page in batch:
        portal = portals.get(page.folder_path)
        if portal is not None:
            found = addresses_in(values_of(page), own)
            wanted |= {(portal, address, page.pk) for address in found}
    keys = _links({(portal, address) for portal, address, _page in wanted})
    uses = {(keys[portal, address], page) for portal, address, page in wanted}
    _settle_uses([page.pk for page in batch], uses)
    PageRead.objects.bulk_create(
        (
            PageRead(
                page_id=page.pk,
                published_at=page.last_published_at,
                folder=page.folder_path,
            )
            for page in batch
        ),
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["published_at", "folder"],
    )
    return len(batch)


def _links(wanted: set[tuple[int, str]]) -> dict[tuple[int, str], int]:
    """Return the keys of the rows of links, made where they are missing."""
    Check.objects.bulk_create(
        (
            Check(portal_id=portal, kind=Kind.LINK, address=address)
            for portal, address in sorted(wanted)
        ),
        ignore_conflicts=True,
    )
    rows = Check.objects.links().filter(
        portal__in={portal for portal, _address in wanted},
        address__in={address for _portal, address in wanted},
    )
    return {(p, a): pk for p, a, pk in rows.values_list("portal", "address", "pk")}


def _settle_uses(pages: list[int], uses: set[tuple[int, int]]) -> None:
    stored = LinkUse.objects.filter(page__in=pages)
    held = {
        (check, page): pk
        for check, page, pk in stored.values_list("about", "page", "pk")
    }
    gone = [pk for use, pk in held.items() if use not in uses]
    LinkUse.objects.filter(pk__in=gone).delete()
    LinkUse.objects.bulk_create(
        (
            LinkUse(about_id=check, page_id=page)
            for check, page in sorted(uses - held.keys())
        ),
        ignore_conflicts=True,
    )


@transaction.atomic
def read_menus() -> None:
    """Write down which addresses outside the house the menus of portals lead to."""
    own = own_hosts()
    items = MenuItem.objects.exclude(url="").values_list("portal", "url")
    wanted = {
        (portal, address)
        for portal, url in items
        for address in addresses_in([url], own)
    }
    keys = set(_links(wanted).values()) if wanted else set()
    held = LinkUse.objects.filter(page=None)
    held.exclude(about__in=keys).delete()
    LinkUse.objects.bulk_create(
        (
            LinkUse(about_id=key)
            for key in keys - set(held.values_list("about", flat=True))
        ),
        ignore_conflicts=True,
    )


@transaction.atomic
def forget_links() -> int:
    """Forget links that stand nowhere any more; return how many."""
    LinkUse.objects.filter(page__live=False).delete()
    PageRead.objects.filter(page__live=False).delete()
    unused = Check.objects.links().filter(uses=None)
    number = unused.count()
    unused.delete()
    return number


@transaction.atomic
def note_finding(
    *, checks: Iterable[int], finding: Finding, now: datetime | None = None
) -> None:
    """Write down what was found out about one thing, wherever it is watched.

    What nobody could find out changes no fact: only the state, and when it was asked.
    """
    moment = now or timezone.now()
    rows = Check.objects.select_for_update().filter(pk__in=list(checks)).order_by("pk")
    for check in rows:
        note(check, finding, moment)


@transaction.atomic
def enter_registration(
    *, check: Check, actor: User | None, expires_on: date, now: datetime | None = None
) -> Check:
    """Write down until when a name is registered, from the confirmation of registration.

    Raises ``ValidationError`` for a day that no registration has.
    """
    moment = now or timezone.now()
    today = timezone.localtime(moment).date()
    if not today - LONGEST < expires_on < today + LONGEST:
        message = _("No name is registered until that day. Please compare the year.")
        raise ValidationError({"expires_on": message})
    held: Check = Check.objects.select_for_update().get(
        pk=check.pk, kind=Kind.REGISTRATION
    )
    before = held.expires_on
    note(held, by_date(expires_on, today, source=Source.PAPER), moment)
    told = {"before": str(before or ""), "after": str(expires_on)}
    log(instance=held, action="dinh.enter_registration", user=actor, data=told)
    return held


@transaction.atomic
def set_aside(*, check: Check, actor: User, reason: str) -> Check:
    """Say that somebody saw to it: it is not told again until it changes.

    Raises ``ValidationError`` without a reason.
    """
    why = " ".join(reason.split())
    if not why:
        raise ValidationError({"reason": _("Say in a few words why.")})
    held: Check = Check.objects.select_for_update().get(pk=check.pk)
    held.set_aside_by, held.set_aside_at = actor, timezone.now()
    held.reason = why[:255]
    held.save(update_fields=["set_aside_by", "set_aside_at", "reason"])
    told = {"state": held.state, "reason": held.reason}
    log(instance=held, action="dinh.set_aside", user=actor, data=told)
    return held


@transaction.atomic
def take_up(*, check: Check, actor: User) -> Check:
    """Let what was set aside be told of again."""
    held: Check = Check.objects.select_for_update().get(pk=check.pk)
    put_back(held)
    held.save(update_fields=["set_aside_by", "set_aside_at", "reason"])
    log(instance=held, action="dinh.take_up", user=actor, data={})
    return held
