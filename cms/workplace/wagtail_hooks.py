"""How the house looks inside Wagtail."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.workplace.later import show_later
from cms.workplace.panels import (
    DraftsFigure,
    NewestItems,
    OwnDrafts,
    Pens,
    WeekFigures,
)
from cms.workplace.views import switch
from sites.permissions import PAGE
from sites.reach import reach_of

SCRIPTS = [f"workplace/{name}.js" for name in ("start", "styles", "fold", "names")]
SHEETS = [
    "cms/css/fonts.css",
    *(f"workplace/{name}.css" for name in ("desk", "frame", "lists", "forms")),
]
LAST = 1_000


@hooks.register("insert_global_admin_css")
def sheets() -> SafeString:
    links = ((static(sheet),) for sheet in SHEETS)
    return format_html_join("", '<link rel="stylesheet" href="{}">', links)


@hooks.register("insert_global_admin_js")
def scripts() -> SafeString:
    sources = ((static(script),) for script in SCRIPTS)
    return format_html_join("", '<script src="{}"></script>', sources)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("workplace/", switch, name="workplace_switch"),
        path("viec-cua-toi/sap-toi/", show_later, name="workplace_later"),
    ]


@hooks.register("construct_homepage_panels", order=LAST)
def first_page(request: HttpRequest, panels: list[Any]) -> None:
    """Show our cards; Wagtail's are about routes that do not exist here, or the log."""
    kept = [panel for panel in panels if not _is_wagtails(panel)]
    panels[:] = [*kept, NewestItems(request)]
    if _writes(request):
        panels.extend([OwnDrafts(request), Pens(request)])


@hooks.register("construct_homepage_summary_items", order=LAST)
def figures(request: HttpRequest, items: list[Any]) -> None:
    kept = [item for item in items if not _is_wagtails(item)]
    items[:] = [*kept, WeekFigures(request)]
    if _writes(request):
        items.append(DraftsFigure(request))


@hooks.register("construct_help_menu", order=LAST)
def own_help(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out the maker's pages: English, outside the house, about another desk."""
    items[:] = [item for item in items if not item.url.startswith("https:")]


def _writes(request: HttpRequest) -> bool:
    """Tell whether any role lets the person write; who only reads has no drafts."""
    user: Any = request.user
    held = reach_of(user).capabilities
    return user.is_superuser or any("add_page" in PAGE.get(role, ()) for role in held)


def _is_wagtails(part: object) -> bool:
    return type(part).__module__.startswith("wagtail")
