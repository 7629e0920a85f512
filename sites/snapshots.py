"""What a process knows of one portal while it answers readers: plain values."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page, Site

from sites.models import Branding, OwnerText, Portal, PortalLanguage

# Names of what features ask along, and conditions on a branding's row.
_asked_along: dict[str, Callable[[], Any]] = {}


def ask_along(name: str, condition: Callable[[], Any]) -> None:
    """Let a feature learn one fact of a portal with its snapshot, without a query more."""
    _asked_along[name] = condition


@dataclass(frozen=True)
class OwnerFacts:
    """The owner in one language, as shown in masthead and footer."""

    name: str
    above: str = ""
    address: str = ""
    responsible: str = ""
    reprint_note: str = ""


@dataclass(frozen=True)
class LanguageFacts:
    """One enabled language: where its home is and which prefix its addresses have."""

    code: str
    name: str
    locale_id: int
    prefix: str  # "" for the default language, "/en" and the like for others
    home_id: int
    home_url_path: str
    is_live: bool  # a home that is a draft keeps its language out of the switch


@dataclass(frozen=True)
class PortalSnapshot:
    """One portal as of one stamp, the directory's and its own.

    ``memo`` holds what readers' pages derive from it (menus, fronts) and is thrown away
    with the snapshot.
    """

    portal_id: int
    site_id: int
    unit_id: int
    code: str
    unit_name: str
    regime: str
    status: str
    valid_to: date | None
    hostname: str
    root_url: str
    style: str
    theme: str
    accents: tuple[str, str]
    emblem_id: int | None
    masthead_id: int | None
    email: str
    phone: str
    languages: tuple[LanguageFacts, ...]
    owners: dict[str, OwnerFacts]
    stamp: tuple[int, int] = (0, 0)
    told: frozenset[str] = frozenset()  # which facts asked along are true
    memo: dict[tuple[str, str], Any] = field(default_factory=dict, compare=False)

    @property
    def default_language(self) -> LanguageFacts:
        return self.languages[0]

    def language(self, code: str) -> LanguageFacts | None:
        return next((facts for facts in self.languages if facts.code == code), None)

    def owner(self, code: str) -> OwnerFacts:
        """Return the owner's words in a language, else in the default one."""
        fallback = OwnerFacts(name=self.unit_name)
        default = self.owners.get(self.default_language.code, fallback)
        return self.owners.get(code, default)

    def address_of(self, url_path: str) -> str | None:
        """Return the path readers use for a page's ``url_path``, or None."""
        for facts in self.languages:
            if url_path.startswith(facts.home_url_path):
                return f"{facts.prefix}/{url_path.removeprefix(facts.home_url_path)}"
        return None


def take_snapshot(
    portal_id: int, *, stamp: tuple[int, int] = (0, 0)
) -> PortalSnapshot | None:
    """Read one portal in three queries, four if it speaks several languages.

    None when it has no branding or no home. The stamp is read before.
    """
    branding = _branding(portal_id)
    if branding is None:
        return None
    portal: Portal = branding.portal
    languages = _languages(portal)
    if not languages:
        return None
    return PortalSnapshot(
        portal_id=portal.pk,
        site_id=portal.site_id,
        unit_id=portal.unit_id,
        code=portal.unit.code,
        unit_name=portal.unit.name,
        regime=portal.unit.regime,
        status=portal.status,
        valid_to=portal.unit.valid_to,
        hostname=portal.site.hostname,
        root_url=portal.site.root_url,
        style=branding.style,
        theme=branding.theme,
        accents=(branding.accent_light, branding.accent_dark),
        emblem_id=branding.emblem_id,
        masthead_id=branding.masthead_id,
        email=branding.email,
        phone=branding.phone,
        languages=languages,
        owners=_owners(portal),
        stamp=stamp,
        told=frozenset(name for name in _asked_along if getattr(branding, name)),
    )


def _branding(portal_id: int) -> Branding | None:
    return (
        Branding.objects.filter(portal=portal_id)
        .select_related("portal__unit", "portal__site__root_page")
        .annotate(**{name: asked() for name, asked in _asked_along.items()})
        .first()
    )


def _languages(portal: Portal) -> tuple[LanguageFacts, ...]:
    """Return the enabled languages that have a home, the default one first."""
    rows = PortalLanguage.objects.filter(portal=portal).select_related("locale")
    enabled = list(rows)
    homes = {home.locale_id: home for home in _homes(portal.site, len(enabled))}
    return tuple(
        LanguageFacts(
            code=language.locale.language_code,
            name=language.locale.get_display_name(),
            locale_id=language.locale_id,
            prefix="" if language.is_default else f"/{language.locale.language_code}",
            home_id=homes[language.locale_id].pk,
            home_url_path=homes[language.locale_id].url_path,
            is_live=homes[language.locale_id].live,
        )
        for language in enabled
        if language.locale_id in homes
    )


def _homes(site: Site, languages: int) -> Iterable[Page]:
    """Return the home pages; with one language it came with the site."""
    if languages == 1:
        return [site.root_page]
    homes: QuerySet[Page] = Page.objects.filter(
        translation_key=site.root_page.translation_key
    )
    return homes


def _owners(portal: Portal) -> dict[str, OwnerFacts]:
    texts = OwnerText.objects.filter(portal=portal).select_related("locale")
    return {
        text.locale.language_code: OwnerFacts(
            name=text.name,
            above=text.above,
            address=text.address,
            responsible=text.responsible,
            reprint_note=text.reprint_note,
        )
        for text in texts
    }
