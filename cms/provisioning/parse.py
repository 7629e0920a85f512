"""From a YAML specification to values, with every fault found in one reading."""

from typing import Any

from django.conf import settings
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.validators import RegexValidator, URLValidator, validate_email
from django.utils.translation import gettext as _, gettext_lazy

from cms.pages.models import SectionLists
from cms.pages.models.section import SECTION_COLOURS
from cms.provisioning.faults import SpecError
from cms.provisioning.reading import Cursor, read_yaml
from cms.provisioning.routes import parse_routes
from cms.provisioning.rows import parse_rows
from cms.provisioning.spec import (
    AccountSpec,
    LinkSpec,
    OwnerSpec,
    PortalSpec,
    SectionSpec,
    UnitSpec,
)
from cms.provisioning.units import ABOVE, parse_unit
from sites.models import Capability, PortalStatus
from sites.models.branding import COLOUR
from sites.models.portal import HOSTNAME
from sites.theming import BASE_STYLE, HEX, STYLES, THEMES, unreadable_on

ROOT = ("unit", "above", "portal", "sections", "home", "accounts", "roles", "routes", "channels", "quotas")  # fmt: skip
PORTAL = ("status", "hostnames", "languages", "style", "theme", "accent", "email", "phone", "owner", "links")  # fmt: skip
SECTION = ("slug", "title", "titles", "intro", "colour", "lists", "owner", "responsible", "freshness_days")  # fmt: skip
ROLE = ("name", "board")
ACCOUNT = ("username", "full_name", "position", "email", "phone", "pen_name", "roles")
YEAR = 366
# Pages keep no other slug: a specification with one would not find its section again.
SLUG = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$",
    gettext_lazy("An address is small letters and digits, joined by hyphens."),
)


def parse(text: str) -> PortalSpec:
    """Return the specification written in ``text``.

    Raises ``SpecError`` with all faults that can be seen without the database.
    """
    root = read_yaml(text).expect(*ROOT)
    for name in ("unit", "portal"):
        if not root.at(name).exists:
            root.at(name).fault(_("is missing"))
    spec = _portal(root)
    if root.faults:
        raise SpecError(root.faults)
    return spec


def _portal(root: Cursor) -> PortalSpec:
    portal = root.at("portal").expect(*PORTAL)
    unit = parse_unit(root.at("unit"))
    accounts = _accounts(root.at("accounts"))
    usernames = {account.username for account in accounts}
    languages = _languages(portal.at("languages"))
    sections = _sections(root.at("sections"), unit.code, usernames)
    slugs = {section.slug for section in sections}
    email, phone = portal.at("email"), portal.at("phone")
    return PortalSpec(
        unit=unit,
        above=_above(root.at("above"), unit),
        status=portal.at("status").choice(PortalStatus.values),
        hostnames=_hostnames(portal.at("hostnames")),
        languages=languages,
        style=portal.at("style").choice(STYLES, default=BASE_STYLE),
        theme=portal.at("theme").choice(THEMES),
        accents=_accents(portal),
        email=email.checked(validate_email, email.text(required=True, most=254)),
        phone=phone.text(required=True, most=60),
        owners=_owners(portal.at("owner"), languages),
        links=_links(portal.at("links"), languages),
        sections=sections,
        home=parse_rows(root.at("home"), slugs),
        routes=parse_routes(root.at("routes"), slugs),
        accounts=accounts,
        roles=_roles(root.at("roles")),
        plan=_plan(root),
        line_of=root.lines(),
    )


def _accents(portal: Cursor) -> tuple[str, str]:
    """Return the accents of the light and the dark scheme; empty: the theme's own."""
    place = portal.at("accent").expect("light", "dark")
    theme = THEMES.get(portal.at("theme").text())
    return (
        _accent(place.at("light"), theme.light if theme else ()),
        _accent(place.at("dark"), theme.dark if theme else ()),
    )


def _accent(place: Cursor, surfaces: tuple[str, ...]) -> str:
    accent = place.checked(COLOUR, place.text(most=7))
    pale = unreadable_on(accent, surfaces) if HEX.match(accent) else []
    if pale:
        message = _("This colour can't be read on %(surfaces)s: contrast below 4.5.")
        place.fault(message % {"surfaces": ", ".join(pale)})
    return accent


def _above(place: Cursor, unit: UnitSpec) -> tuple[UnitSpec, ...]:
    units = tuple(parse_unit(item, ABOVE) for item in place.items())
    codes = [above.code for above in units]
    place.refuse_twins(codes)
    if unit.code and unit.code in codes:
        place.fault(_("names the unit itself"))
    return units


def _hostnames(place: Cursor) -> tuple[str, ...]:
    names: list[str] = []
    for item in place.items():
        name = item.checked(HOSTNAME, item.text(required=True, most=253).lower())
        if name in settings.HOUSE_HOSTS:
            item.fault(_("is the host of the house itself"))
        names.append(name)
    if not names:
        place.fault(_("names no hostname"))
    place.refuse_twins(names)
    return tuple(names)


def _languages(place: Cursor) -> tuple[str, ...]:
    known = dict(settings.LANGUAGES)
    codes = tuple(item.choice(known) for item in place.items())
    if not codes:
        place.fault(_("names no language"))
    place.refuse_twins(codes)
    return codes


def _owners(place: Cursor, languages: tuple[str, ...]) -> dict[str, OwnerSpec]:
    place.expect(*languages)
    return {code: _owner(place.at(code)) for code in languages}


def _owner(place: Cursor) -> OwnerSpec:
    place.expect("name", "above", "address", "responsible", "reprint_note")
    return OwnerSpec(
        name=place.at("name").text(required=True),
        above=place.at("above").text(),
        address=place.at("address").text(required=True),
        responsible=place.at("responsible").text(required=True),
        reprint_note=place.at("reprint_note").text(),
    )


def _links(
    place: Cursor, languages: tuple[str, ...]
) -> dict[str, tuple[LinkSpec, ...]]:
    place.expect(*languages)
    return {
        code: _links_in(items) for code, items in place.entries() if code in languages
    }


def _links_in(place: Cursor) -> tuple[LinkSpec, ...]:
    links = tuple(_link(item) for item in place.items())
    place.refuse_twins([link.url for link in links])
    return links


def _link(place: Cursor) -> LinkSpec:
    place.expect("title", "url")
    url = place.at("url")
    return LinkSpec(
        title=place.at("title").text(required=True, most=120),
        url=url.checked(
            URLValidator(["http", "https"]), url.text(required=True, most=200)
        ),
    )


def _sections(
    place: Cursor, unit_code: str, usernames: set[str]
) -> tuple[SectionSpec, ...]:
    sections = tuple(_section(item, unit_code, usernames) for item in place.items())
    if not sections:
        place.fault(_("names no section"))
    place.refuse_twins([section.slug for section in sections])
    return sections


def _section(place: Cursor, unit_code: str, usernames: set[str]) -> SectionSpec:
    place.expect(*SECTION)
    slug, responsible = place.at("slug"), place.at("responsible")
    name = responsible.text(most=150)
    if name and name not in usernames:
        responsible.fault(_("“%(name)s” is none of the accounts") % {"name": name})
    titles = place.at("titles").expect(*dict(settings.LANGUAGES))
    return SectionSpec(
        slug=slug.checked(SLUG, slug.text(required=True, most=80)),
        title=place.at("title").text(required=True),
        intro=place.at("intro").text(most=600),
        colour=place.at("colour").number(low=1, high=SECTION_COLOURS, default=1) or 1,
        lists=place.at("lists").choice(SectionLists.values, default="news"),
        owner=place.at("owner").text(most=80) or unit_code,
        responsible=name,
        freshness_days=place.at("freshness_days").number(low=1, high=YEAR * 5),
        titles={code: title.text(required=True) for code, title in titles.entries()},
    )


def _accounts(place: Cursor) -> tuple[AccountSpec, ...]:
    accounts = tuple(_account(item) for item in place.items())
    place.refuse_twins([account.username for account in accounts])
    return accounts


def _account(place: Cursor) -> AccountSpec:
    place.expect(*ACCOUNT)
    username, email = place.at("username"), place.at("email")
    roles = tuple(role.choice(Capability.values) for role in place.at("roles").items())
    if not roles:
        place.at("roles").fault(_("names no role"))
    return AccountSpec(
        username=username.checked(
            UnicodeUsernameValidator(), username.text(required=True, most=150)
        ),
        full_name=place.at("full_name").text(required=True, most=150),
        position=place.at("position").text(most=150),
        email=email.checked(validate_email, email.text(required=True, most=254)),
        phone=place.at("phone").text(most=30),
        pen_name=place.at("pen_name").text(most=100),
        roles=roles,
    )


def _roles(place: Cursor) -> dict[str, tuple[str, str]]:
    """Return what the plan calls the roles, and the boards their holders form."""
    place.expect(*Capability.values)
    return {
        capability: _role(named)
        for capability, named in place.entries()
        if capability in Capability.values
    }


def _role(place: Cursor) -> tuple[str, str]:
    place.expect(*ROLE)
    name = place.at("name").text(required=True, most=100)
    return name, place.at("board").text(most=150)


def _plan(root: Cursor) -> dict[str, Any]:
    return {
        name: [_kept(item) for item in root.at(name).items()]
        for name in ("channels", "quotas")
    }


def _kept(place: Cursor) -> dict[str, Any]:
    """Return an entry that later issues will read, as it is written."""
    return {key: _plain(value.value) for key, value in place.entries()}


def _plain(value: Any) -> Any:
    """Return a value as JSON keeps it: dates and times as text."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)
