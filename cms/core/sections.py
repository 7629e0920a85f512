"""What every feature may know of a portal's sections. ``cms.pages`` provides it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import pgettext

from sites.snapshots import PortalSnapshot


@dataclass(frozen=True)
class SectionFacts:
    """One live section: enough for menus, kickers and breadcrumbs."""

    id: int
    title: str
    url: str
    url_path: str
    path: str  # in the page tree
    colour: int  # 1 to 8, the section colours of every theme
    lists: str
    parent_id: int | None
    has_content: bool
    in_menu: bool


@dataclass(frozen=True)
class Link:
    """A place to go: a menu entry or a step of a breadcrumb."""

    title: str
    url: str
    colour: int = 1
    is_current: bool = False


Sections = dict[int, SectionFacts]
Provider = Callable[[PortalSnapshot, str], Sections]

_providers: list[Provider] = []


def register_provider(provider: Provider) -> None:
    """Name the one feature that knows sections; a second one is a mistake."""
    if _providers:
        raise RuntimeError("sections have a provider already")
    _providers.append(provider)


def sections_of(portal: PortalSnapshot, language: str) -> Sections:
    """Return the portal's live sections in menu order, by id.

    They are remembered until the portal's stamp is raised.
    """
    key = ("sections", language)
    if key not in portal.memo:
        portal.memo[key] = _providers[0](portal, language) if _providers else {}
    remembered: Sections = portal.memo[key]
    return remembered


def section_at(sections: Sections, address: str) -> SectionFacts | None:
    """Return the innermost section an address lies in; a section lies in its parent."""
    inside = [
        facts
        for facts in sections.values()
        if address.startswith(facts.url) and address != facts.url
    ]
    return max(inside, key=lambda facts: len(facts.url)) if inside else None


def breadcrumb(portal: PortalSnapshot, language: str, address: str) -> list[Link]:
    """Return the way from the home page down to the section an address lies in."""
    facts = portal.language(language)
    if facts is None:
        return []
    sections = sections_of(portal, language)
    steps: list[Link] = []
    step = section_at(sections, address)
    while step is not None:
        steps.insert(0, Link(step.title, step.url, step.colour))
        step = sections.get(step.parent_id) if step.parent_id else None
    return [Link(pgettext("of a portal", "Home"), f"{facts.prefix}/"), *steps]
