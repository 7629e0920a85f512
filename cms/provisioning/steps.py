"""The steps of opening a portal, each of which changes only what differs."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from wagtail.models import Collection, Locale, Page, Site

from cms.pages.models import HomePage, UnitFolder
from cms.provisioning.ledger import Ledger, ensure, keep_only
from cms.provisioning.spec import AccountSpec, PortalSpec, UnitSpec
from sites.models import (
    Branding,
    Capability,
    MenuItem,
    MenuPlace,
    OfficeHours,
    OwnerText,
    Portal,
    PortalHostname,
    PortalLanguage,
    PortalStatus,
    RoleAssignment,
    RoleName,
    Unit,
    UnitSuccession,
)
from sites.services import follow_canonical_hostname, grant_role, settle_hostnames


def ensure_unit(spec: UnitSpec, ledger: Ledger) -> Unit:
    parent = Unit.objects.get(code=spec.parent) if spec.parent else None
    names = ("name", "short_name", "symbol", "ma_dinh_danh", "kind", "regime")
    days = ("valid_from", "valid_to")
    values: dict[str, Any] = {name: getattr(spec, name) for name in (*names, *days)}
    unit: Unit = ensure(
        Unit.objects.all(), {"code": spec.code}, {**values, "parent": parent}, ledger
    )
    _ensure_office_hours(unit, spec, ledger)
    return unit


def _ensure_office_hours(unit: Unit, spec: UnitSpec, ledger: Ledger) -> None:
    rows = OfficeHours.objects.filter(unit=unit)
    kept = {
        ensure(
            rows,
            {"unit": unit, "weekday": hours.weekday, "opens": hours.opens},
            {"closes": hours.closes},
            ledger,
        ).pk
        for hours in spec.office_hours
    }
    keep_only(rows, kept, ledger)


def ensure_successions(unit: Unit, spec: UnitSpec, ledger: Ledger) -> None:
    for succession in spec.successions:
        ensure(
            UnitSuccession.objects.all(),
            {
                "predecessor": unit,
                "successor": Unit.objects.get(code=succession.unit),
            },
            {
                "kind": succession.kind,
                "decision": succession.decision,
                "decided_on": succession.decided_on,
                "effective_on": succession.effective_on,
            },
            ledger,
        )


def ensure_locales(spec: PortalSpec) -> dict[str, Locale]:
    """Languages are data: a portal may be the first to speak one."""
    return {
        code: Locale.objects.get_or_create(language_code=code)[0]
        for code in spec.languages
    }


def ensure_folder(unit: Unit, ledger: Ledger) -> UnitFolder:
    folder: UnitFolder | None = UnitFolder.objects.filter(unit=unit).first()
    if folder is not None:
        return folder
    root = Page.get_first_root_node()
    folder = UnitFolder(title=unit.short_name, slug=unit.code, unit=unit)
    root.add_child(instance=folder)
    ledger.created(folder)
    return folder


def ensure_home(
    folder: UnitFolder, spec: PortalSpec, locale: Locale, ledger: Ledger
) -> HomePage:
    """Make the default home; it goes live only with its evidence, later."""
    home: HomePage | None = (
        HomePage.objects.child_of(folder).filter(locale=locale).first()
    )
    if home is not None:
        return home
    home = HomePage(
        title=spec.owners[locale.language_code].name,
        slug=locale.language_code,
        locale=locale,
        live=False,
    )
    folder.add_child(instance=home)
    ledger.created(home)
    return home


def ensure_portal(
    unit: Unit, home: HomePage, spec: PortalSpec, ledger: Ledger
) -> Portal:
    portal = Portal.objects.filter(unit=unit).select_related("site").first()
    if portal is None:
        portal = Portal(
            unit=unit,
            site=_site(home, spec),
            collection=_collection(unit),
            status=PortalStatus.TRIAL,
            plan=spec.plan,
        )
        portal.save()
        ledger.created(portal)
    elif portal.plan != spec.plan:
        portal.plan = spec.plan
        portal.save(update_fields=["plan"])
        ledger.changed(portal, ["plan"])
    return portal


def _site(home: HomePage, spec: PortalSpec) -> Site:
    return Site.objects.create(
        hostname=spec.hostnames[0],
        port=settings.PORTAL_SCHEME_PORT,
        root_page=home,
        site_name=spec.unit.short_name,
        is_default_site=False,
    )


def _collection(unit: Unit) -> Collection:
    collection = Collection(name=unit.short_name)
    Collection.get_first_root_node().add_child(instance=collection)
    return collection


def ensure_hostnames(portal: Portal, spec: PortalSpec, ledger: Ledger) -> None:
    rows = PortalHostname.objects.filter(portal=portal)
    rows.exclude(hostname=spec.hostnames[0]).update(is_canonical=False)
    kept = {
        ensure(
            rows,
            {"portal": portal, "hostname": hostname},
            {"is_canonical": hostname == spec.hostnames[0]},
            ledger,
        ).pk
        for hostname in spec.hostnames
    }
    keep_only(rows, kept, ledger)
    settle_hostnames(portal=portal)
    if follow_canonical_hostname(portal=portal):
        ledger.changed(portal.site, ["hostname"])


def ensure_languages(
    portal: Portal, spec: PortalSpec, locales: dict[str, Locale], ledger: Ledger
) -> None:
    rows = PortalLanguage.objects.filter(portal=portal)
    rows.exclude(locale=locales[spec.languages[0]]).update(is_default=False)
    kept = {
        ensure(
            rows,
            {"portal": portal, "locale": locales[code]},
            {"is_default": code == spec.languages[0]},
            ledger,
        ).pk
        for code in spec.languages
    }
    keep_only(rows, kept, ledger)


def ensure_branding(portal: Portal, spec: PortalSpec, ledger: Ledger) -> None:
    values = {
        "style": spec.style,
        "theme": spec.theme,
        "email": spec.email,
        "phone": spec.phone,
    }
    if any(spec.accents):  # otherwise the keeper's choice stands
        values["accent_light"], values["accent_dark"] = spec.accents
    ensure(Branding.objects.all(), {"portal": portal}, values, ledger)


def ensure_owner_texts(
    portal: Portal, spec: PortalSpec, locales: dict[str, Locale], ledger: Ledger
) -> None:
    for code, owner in spec.owners.items():
        values = {
            "name": owner.name,
            "above": owner.above,
            "address": owner.address,
            "responsible": owner.responsible,
            "reprint_note": owner.reprint_note,
        }
        key = {"portal": portal, "locale": locales[code]}
        ensure(OwnerText.objects.all(), key, values, ledger)


def ensure_links(
    portal: Portal, spec: PortalSpec, locales: dict[str, Locale], ledger: Ledger
) -> None:
    rows = MenuItem.objects.filter(portal=portal, place=MenuPlace.LINKS)
    kept = set()
    for code, links in spec.links.items():
        for position, link in enumerate(links):
            key = {
                "portal": portal,
                "locale": locales[code],
                "place": MenuPlace.LINKS,
                "url": link.url,
            }
            values = {"title": link.title, "sort_order": position}
            kept.add(ensure(rows, key, values, ledger).pk)
    keep_only(rows, kept, ledger)


def ensure_role_names(portal: Portal, spec: PortalSpec, ledger: Ledger) -> None:
    """Name the roles that the plan names; the administrator's other names stand."""
    for capability, (name, board) in spec.roles.items():
        key = {"portal": portal, "capability": capability}
        ensure(RoleName.objects.all(), key, {"name": name, "board": board}, ledger)


def ensure_account(account: AccountSpec, unit: Unit, ledger: Ledger) -> None:
    """Make the person and their roles.

    A new account has no password that works: its owner sets one by invitation.
    """
    users = get_user_model().objects
    user = users.filter(username=account.username).first()
    if user is None:
        user = users.create_user(
            account.username,
            account.email,
            full_name=account.full_name,
            position=account.position,
            phone=account.phone,
            pen_name=account.pen_name,
        )
        ledger.created(user)
    for role in account.roles:
        if grant_role(user=user, unit=unit, capability=Capability(role)):
            ledger.created(
                RoleAssignment.objects.active().filter(
                    user=user, unit=unit, capability=role
                )[0]
            )
