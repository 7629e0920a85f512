"""The steps of carrying a change out, in their order; each counts what it did."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Collection, Page

from cms.core.gate import released
from cms.core.lifecycle import lifecycle_rules
from cms.core.models import BasePage
from cms.core.services import keep_former_address
from cms.evidence.live import is_answered_for
from cms.evidence.services import record_new_address
from cms.reorganisation.models import (
    SUCCESSIONS,
    Change,
    Moving,
    Passing,
    PortalFate,
)
from cms.reorganisation.places import folded
from cms.reorganisation.report import Report
from cms.users.models import User
from media_library.models import Document, Image, Media
from sites.models import (
    Capability,
    OwnerText,
    Portal,
    PortalStatus,
    RoleAssignment,
    Unit,
    UnitSuccession,
)
from sites.services import (
    announce_unit_changed,
    change_status,
    grant_role,
    keep_emblem,
)

FILES = (Image, Document, Media)


def move_pages(movings: list[Moving], report: Report, actor: User | None) -> None:
    """Move sections and pages with all below them; their former addresses lead on."""
    for number, moving in enumerate(movings, start=1):
        page = moving.page.specific
        before = page.url_path
        if moving.slug and moving.slug != page.slug:
            _readdress(page, moving, actor)
        # Read anew: its draft below has just made room, and may have been all there was.
        page.move(Page.objects.get(pk=moving.target_id), pos="last-child")
        moved = Page.objects.get(pk=page.pk)
        if moving.slug:  # Wagtail told of the address under the new part only
            keep_former_address(page=moved, url_path_before=before)
        _count_pages(moved, report)
        report.tell(_("Moving pages: %(page)s") % {"page": moved}, number, len(movings))


def _count_pages(moved: Page, report: Report) -> None:
    whole = moved.get_descendants(inclusive=True)
    report.count(_("pages moved"), whole.count())
    report.count(_("addresses that lead on"), whole.live().count())


def _readdress(page: BasePage, moving: Moving, actor: User | None) -> None:
    """Give a page another address part, also in what will be published next.

    What nobody answered for before is not answered for by a change of units.
    """
    former, slug, was_answered_for = page.slug, moving.slug, is_answered_for(page)
    page.slug = slug
    with released(pages=[page.pk]):  # the change of units is what answers for it
        page.save(update_fields=["slug", "url_path"])
    if was_answered_for:
        decision = moving.change.decision
        record_new_address(page=page, former=former, grounds=decision, actor=actor)
    for revision in page.revisions.filter(pk=page.latest_revision_id) | (
        page.revisions.filter(approved_go_live_at__isnull=False)
    ):
        revision.content["slug"] = slug
        revision.save(update_fields=["content"])


def resettle(change: Change, report: Report) -> None:
    """Put units below their new parents, and note where they stood."""
    for one in change.subordinations.select_related("unit"):
        one.formerly = one.unit.parent
        one.save(update_fields=["formerly"])
        Unit.objects.filter(pk=one.unit_id).update(parent=one.parent_id)
        announce_unit_changed(unit=one.unit)
        report.count(_("units that get another parent"), 1)


def settle_portal(passing: Passing, report: Report) -> None:
    """Let a predecessor's portal follow, freeze it, or fold it into the successor's."""
    portal = Portal.objects.filter(unit=passing.predecessor).first()
    if portal is None:
        return
    if passing.portal_fate == PortalFate.FOLLOW:
        _rename_portal(portal, passing)
        report.count(_("portals that pass on"), 1)
        report.count(_("hostnames that pass on"), portal.hostnames.count())
        return
    if passing.portal_fate == PortalFate.FOLD and passing.successor is not None:
        target = Portal.objects.get(unit=passing.successor)
        _fold_pages(portal, target, report)
        _fold_files(portal, target, report)
    change_status(portal=portal, status=PortalStatus.FROZEN)
    report.count(_("portals that are kept to be looked up"), 1)
    report.count(_("hostnames that are kept"), portal.hostnames.count())


def _rename_portal(portal: Portal, passing: Passing) -> None:
    """Write the successor's name where the predecessor's stood, and nowhere else.

    The predecessor keeps the emblem that the portal shows.
    """
    before, now = passing.predecessor, passing.successor
    if now is None:
        return
    keep_emblem(portal=portal)
    OwnerText.objects.filter(portal=portal, name=before.name).update(name=now.name)
    site, collection = portal.site, portal.collection
    site.site_name = now.short_name
    site.save(update_fields=["site_name"])
    collection.name = now.short_name
    collection.save(update_fields=["name"])


def _fold_pages(portal: Portal, target: Portal, report: Report) -> None:
    going = list(folded(portal, target))
    for number, (page, home) in enumerate(going, start=1):
        report.tell(_("Moving pages: %(page)s") % {"page": page}, number, len(going))
        page.specific.move(Page.objects.get(pk=home.pk), pos="last-child")
        _count_pages(Page.objects.get(pk=page.pk), report)


def _fold_files(portal: Portal, target: Portal, report: Report) -> None:
    """Put the files into the successor's collection, on a shelf of their own."""
    shelf = Collection(name=portal.unit.short_name)
    Collection.objects.get(pk=target.collection_id).add_child(instance=shelf)
    for model in FILES:
        files = model.objects.filter(
            collection__path__startswith=portal.collection.path
        )
        number = files.update(collection=shelf)
        report.count(str(model._meta.verbose_name_plural), number)


def apply_rules(
    change: Change, passing: Passing, *, inherits: bool, report: Report
) -> None:
    """Do to the unit's rows what their features declared.

    Of a unit that is split, only the first successor ``inherits``.
    """
    follows = passing.portal_fate == PortalFate.FOLLOW
    for rule in lifecycle_rules():
        if not rule.acts_at(change.occasion, portal_follows=follows):
            continue
        if rule.held is None or rule.deed is None or not inherits:
            continue
        rows: QuerySet[Any] = rule.held(passing.predecessor)
        report.count(
            str(rows.model._meta.verbose_name_plural),
            rule.deed(rows, passing.successor),
        )


def held_roles(passing: Passing) -> list[tuple[Any, Capability, str]]:
    """Return who holds what in the unit that ends, before it is ended."""
    if passing.successor is None or not passing.keeps_people:
        return []
    roles = RoleAssignment.objects.active().filter(unit=passing.predecessor)
    own = roles.filter(delegated_from__isnull=True, valid_to__isnull=True)
    return [
        (role.user, Capability(role.capability), role.grounds)
        for role in own.select_related("user")
    ]


def hold_on(
    passing: Passing,
    roles: list[tuple[Any, Capability, str]],
    change: Change,
    report: Report,
) -> None:
    """Give people in the successor the roles they had; nobody holds one twice."""
    if passing.successor is None:
        return
    for user, capability, _grounds in roles:
        if grant_role(
            user=user,
            unit=passing.successor,
            capability=capability,
            grounds=change.decision,
        ):
            report.give(_("roles held on"), (user, passing.successor, capability))


def end_unit(change: Change, passing: Passing) -> None:
    """Let the unit end on the day before, and name who continues it."""
    unit = Unit.objects.get(pk=passing.predecessor_id)
    if unit.valid_to is None:
        unit.valid_to = change.effective_on - timedelta(days=1)
        unit.full_clean(exclude=["parent"])
        unit.save(update_fields=["valid_to"])
    if passing.successor_id is not None:
        UnitSuccession.objects.update_or_create(
            predecessor=unit,
            successor_id=passing.successor_id,
            defaults={
                "kind": SUCCESSIONS[change.kind],
                "decision": change.decision,
                "decided_on": change.decided_on,
                "effective_on": change.effective_on,
            },
        )
    announce_unit_changed(unit=unit)
