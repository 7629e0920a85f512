"""Opening a portal: everything in one transaction, or nothing."""

from django.db import transaction

from cms.core.words import vouched
from cms.provisioning.approval import ensure_routes
from cms.provisioning.composition import compose_home, ensure_sections
from cms.provisioning.conflicts import refuse_conflicts
from cms.provisioning.ledger import Ledger
from cms.provisioning.spec import PortalSpec
from cms.provisioning.steps import (
    ensure_account,
    ensure_branding,
    ensure_folder,
    ensure_home,
    ensure_hostnames,
    ensure_languages,
    ensure_links,
    ensure_locales,
    ensure_owner_texts,
    ensure_portal,
    ensure_role_names,
    ensure_successions,
    ensure_unit,
)
from sites.directory import directory
from sites.models import Portal, PortalStatus, Unit
from sites.services import (
    announce_directory_changed,
    announce_portal_changed,
    change_status,
)


def open_portal(*, spec: PortalSpec, source: str, dry_run: bool = False) -> list[str]:
    """Bring the house in line with a specification; return what changed, line by line.

    Everything happens in one transaction. A dry run does the same and takes it back, so
    that its plan is what would really happen. Running twice changes nothing the second
    time. What goes live carries evidence of kind ``imported`` naming ``source``.

    Raises ``SpecError`` when the database can't carry out the specification, and
    ``ValidationError`` when the portal is to open without its owner's five facts.
    """
    ledger = Ledger()
    try:
        with transaction.atomic(), vouched():  # who wrote it answers for its words
            _open(spec, source, ledger)
            if dry_run:
                transaction.set_rollback(True)
    finally:
        directory.forget_all()
    return ledger.lines


def _open(spec: PortalSpec, source: str, ledger: Ledger) -> None:
    refuse_conflicts(spec)
    for above in spec.above:
        ensure_unit(above, ledger)
    unit = ensure_unit(spec.unit, ledger)
    ensure_successions(unit, spec.unit, ledger)
    portal = _ensure_frame(unit, spec, ledger)
    for account in spec.accounts:
        ensure_account(account, unit, ledger)
    home = portal.site.root_page.specific
    sections = ensure_sections(home, spec, source, ledger)
    compose_home(home, sections, spec.home, source, ledger)
    ensure_routes(portal, home, spec.routes, ledger)
    _reach_status(portal, spec, ledger)
    if ledger.lines:
        announce_directory_changed()
        announce_portal_changed(portal_id=portal.pk)


def _ensure_frame(unit: Unit, spec: PortalSpec, ledger: Ledger) -> Portal:
    """Make folder, default home, site and the portal's own rows, in this order.

    Pages find their portal through the folder from their first revision on.
    """
    locales = ensure_locales(spec)
    folder = ensure_folder(unit, ledger)
    home = ensure_home(folder, spec, locales[spec.languages[0]], ledger)
    portal = ensure_portal(unit, home, spec, ledger)
    ensure_hostnames(portal, spec, ledger)
    ensure_languages(portal, spec, locales, ledger)
    ensure_branding(portal, spec, ledger)
    ensure_owner_texts(portal, spec, locales, ledger)
    ensure_links(portal, spec, locales, ledger)
    ensure_role_names(portal, spec, ledger)
    directory.forget_all()
    return portal


def _reach_status(portal: Portal, spec: PortalSpec, ledger: Ledger) -> None:
    if portal.status != spec.status:
        change_status(portal=portal, status=PortalStatus(spec.status))
        ledger.changed(portal, ["status"])
