"""Writes about old addresses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.addresses.faults import AddressError
from cms.addresses.judging import Report, judged
from cms.addresses.lists import Sheet
from cms.addresses.models import AddressImport, AddressRule, ImportState, settled
from cms.addresses.refusals import straightened
from sites.models import Portal
from sites.services import announce_portal_changed

BATCH = 1_000
CREATED, EDITED, DELETED = "wagtail.create", "wagtail.edit", "wagtail.delete"
KEPT_DAYS = 90  # of a list that was sent in
WRITTEN = ("host", "source", "page", "target", "is_gone", "digest", "names", "is_pattern")  # fmt: skip


@dataclass(frozen=True)
class Straightened:
    """Rules that were led past another one, straight to the end."""

    rules: tuple[AddressRule, ...]


@transaction.atomic
def save_rule(
    *, rule: AddressRule, actor: AbstractUser, straightens: bool = False
) -> Straightened:
    """Store a rule once it is whole, leads somewhere, and makes no circle.

    Raises ``AddressError`` with every reason. With ``straightens``, rules that would
    become a detour are led straight to the end.
    """
    lock_rules(portal_id=rule.portal_id)
    changed = straightened(settled(rule), may=straightens)
    is_new = rule.pk is None
    rule.save()
    log(instance=rule, action=CREATED if is_new else EDITED, user=actor)
    others = [one for one in changed if one is not rule]
    store(changed=others)
    announce_portal_changed(portal_id=rule.portal_id)
    return Straightened(tuple(changed))


@transaction.atomic
def delete_rule(*, rule: AddressRule, actor: AbstractUser) -> None:
    log(instance=rule, action=DELETED, user=actor, deleted=True)
    rule.delete()
    announce_portal_changed(portal_id=rule.portal_id)


def lock_rules(*, portal_id: int) -> None:
    """Let one person at a time change a portal's rules: circles are made by two."""
    Portal.objects.select_for_update().only("pk").get(pk=portal_id)


@transaction.atomic
def send_in(
    *, portal: Portal, actor: AbstractUser, name: str, sheet: Sheet, straightens: bool
) -> AddressImport:
    """Keep a list to be looked at; no address is written."""
    old = timezone.now() - timedelta(days=KEPT_DAYS)
    AddressImport.objects.filter(portal=portal, created_at__lt=old).delete()
    return AddressImport.objects.create(
        portal=portal,
        created_by_id=actor.pk,
        name=name[:200],
        lines=[line.stored() for line in sheet.lines],
        encoding=sheet.encoding,
        straightens=straightens,
        state=ImportState.TRIED,
    )


@transaction.atomic
def bring_in(*, sent: AddressImport, only_good: bool = False) -> Report:
    """Write a list: whole, or without its bad lines if that was chosen.

    Raises ``AddressError``, and writes nothing, for a list with bad lines otherwise and
    for one that was brought in already. Bad lines stay with the list.
    """
    lock_rules(portal_id=sent.portal_id)
    sent.refresh_from_db()
    if sent.state != ImportState.TRIED:
        raise AddressError(_("This list has been brought in already."))
    report = judged(sent)
    if report.bad and not only_good:
        raise AddressError(_("The list holds lines that can't be brought in."))
    store(added=report.added, changed=[*report.changed, *report.others])
    sent.lines = [[*line.stored(), reason] for line, reason in report.bad]
    sent.state = ImportState.DONE
    sent.brought_in = report.good
    sent.save(update_fields=["lines", "state", "brought_in"])
    announce_portal_changed(portal_id=sent.portal_id)
    return report


@transaction.atomic
def discard(*, sent: AddressImport) -> None:
    """Forget a list and what could not be brought in of it."""
    sent.delete()


def store(
    *, added: Iterable[AddressRule] = (), changed: Iterable[AddressRule] = ()
) -> None:
    """Write many rules in a statement per thousand."""
    AddressRule.objects.bulk_create(added, batch_size=BATCH)
    AddressRule.objects.bulk_update(list(changed), WRITTEN, batch_size=BATCH)
