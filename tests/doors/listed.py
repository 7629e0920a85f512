"""Every door to a reader: found by asking Wagtail, Django and the code."""

from collections.abc import Iterator
from pathlib import Path

from django.core.management import get_commands
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "doors.md"
ADDRESSES = ("wagtailadmin_pages:", "tenancy:page_", "wagtailadmin_api:pages:")
ROOMS = ("wagtail", "cms", "sites", "media_library", "search")


def _patterns(resolver: URLResolver, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield ":".join([*spaces, pattern.name or str(pattern.pattern)])
        else:
            below = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _patterns(pattern, below)


def addresses() -> set[str]:
    """Return the names of all addresses that are about a page."""
    found = {name for name in _patterns(get_resolver()) if name.startswith(ADDRESSES)}
    return found | {"wagtail_bulk_action"}


def deeds() -> set[str]:
    """Return what lists and the administration's API do to pages."""
    of_lists = bulk_action_registry.get_bulk_actions_for_model("wagtailcore", "page")
    return {f"list: {deed.action_type}" for deed in of_lists} | {
        f"api: {name}" for name in PagesAdminAPIViewSet.actions
    }


def commands() -> set[str]:
    return {name for name, app in get_commands().items() if str(app).startswith(ROOMS)}


def names(heading: str) -> list[str]:
    """Return what the tables below a heading name, as often as they do."""
    return [name for row, _answer in _rows(heading) for name in row]


def told(heading: str) -> dict[str, str]:
    """Return what the reference says below a heading: names, and the column beside."""
    return {name: answer for row, answer in _rows(heading) for name in row}


def _rows(heading: str) -> list[tuple[list[str], str]]:
    text = PAGE.read_text().partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = [line.split("|")[1:3] for line in text.splitlines() if line[:3] == "| `"]
    return [(named.strip(" `").split("`, `"), answer.strip()) for named, answer in rows]
