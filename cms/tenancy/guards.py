"""The wall before every view of the administration.

Whatever an address, a query or a form names by key must belong to one of the person's
units, whichever view is asked: most of Wagtail's check this themselves, and some say the
title first. Screens that only the house keeps are closed to everybody else.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from wagtail.models import Collection, Page
from wagtail.permissions import policy_registry

from cms.core.holds import PAGE, RECORD, is_sealed
from cms.tenancy.reachable import is_reachable
from media_library.models import Document, Image, Media
from sites.requests import page_asked
from sites.veils import hidden_pages

Named = Mapping[str, type[Any]]

ARGUMENTS: Named = {
    "page_id": Page,
    "parent_page_id": Page,
    "page_to_move_id": Page,
    "destination_id": Page,
    "page_pk": Page,
    "image_id": Image,
    "document_id": Document,
    "doc_id": Document,
    "media_id": Media,
    "collection_id": Collection,
}
QUERY: Named = {"target_pages[]": Page, "parent_page_id": Page, "childOf": Page}
FORM: Named = {
    "new_parent_page": Page,
    "parent_page": Page,
    "chooser": Page,
    "destination_page_id": Page,
}
JSON = "application/json"  # which the administration's API takes as well as a form

# Addresses with a page that is named by another word.
PAGES_BY_KEY = {"tenancy:page_comparison", "wagtailadmin_pages:revisions_compare"}
API_PAGES = frozenset(
    {
        *("wagtailadmin_api:pages:detail", "wagtailadmin_api:pages:action"),
        "wagtailadmin_api:pages:find",
    }
)
RECORDS = "records"
BULK = "wagtail_bulk_action"
BULK_MODELS = {"page": Page, "image": Image, "document": Document}
# The whole house is kept by its keepers. Routes of Wagtail's own do not exist here
# (WAGTAIL_WORKFLOW_ENABLED): the desk brings its own.
HOUSE_SPACES = frozenset({"wagtailadmin_workflows"})
HOUSE_VIEWS = frozenset(
    {
        *("wagtailadmin_reports:workflow", "wagtailadmin_reports:workflow_results"),
        "wagtailadmin_reports:workflow_tasks",
        "wagtailadmin_reports:workflow_tasks_results",
        "wagtailadmin_error_test",
        # Topics are shared by the house; who wrote them and where they stand is not.
        *("topics:history", "topics:history_results", "topics:usage"),
    }
)


def may_pass(request: HttpRequest, arguments: Mapping[str, Any]) -> bool:
    """Tell whether a person who is no keeper may ask what this request asks."""
    match = request.resolver_match
    if match is None:
        return True
    if HOUSE_SPACES.intersection(match.namespaces) or match.view_name in HOUSE_VIEWS:
        return False
    named = [*_named(request, arguments), *_compared(match.view_name, arguments)]
    if match.view_name == BULK:
        named += _bulk(request, arguments)
    return all(
        model is not None and _is_theirs(request, model, key) for model, key in named
    )


def is_shut(request: HttpRequest, arguments: Mapping[str, Any]) -> bool:
    """Tell whether a request names an item that was stopped: shut to everybody (ADR 0042)."""
    match = request.resolver_match
    if match is None:
        return False
    if match.namespace == RECORDS and is_sealed(RECORD, arguments.get("pk", "")):
        return True
    named = [*_named(request, arguments), *_compared(match.view_name, arguments)]
    if match.view_name == BULK:
        named += _bulk(request, arguments)
    if match.view_name in API_PAGES:
        named.append((Page, arguments.get("pk", "")))
    return any(model is Page and _is_sealed(request, key) for model, key in named)


def _is_sealed(request: HttpRequest, key: object) -> bool:
    """Tell whether a page was stopped, which one with others below it never was."""
    text = str(key)
    page = page_asked(request, int(text)) if text.isdecimal() else None
    return page is not None and page.is_leaf() and is_sealed(PAGE, key)


def _is_theirs(request: HttpRequest, model: type[Any], key: object) -> bool:
    text = str(key)
    if model is not Page or not text.isdecimal():
        return is_reachable(model, key, request.user)
    page = page_asked(request, int(text))
    policy = policy_registry.get_by_type(Page)
    return page is not None and bool(policy.may_explore(request.user, page))


def _named(
    request: HttpRequest, arguments: Mapping[str, Any]
) -> Iterator[tuple[type[Any] | None, object]]:
    """Yield what is named by key, with its model; empty words name nothing."""
    for name, model in ARGUMENTS.items():
        if name in arguments:
            yield model, arguments[name]
    for table, sent in ((QUERY, request.GET), (FORM, request.POST)):
        for name, model in table.items():
            yield from ((model, key) for key in sent.getlist(name) if key)
    written = _written(request)
    yield from (
        (model, written[name]) for name, model in FORM.items() if name in written
    )


def _written(request: HttpRequest) -> Mapping[str, Any]:
    """Return what a request names in JSON; what can't be read is the view's to refuse."""
    if request.content_type != JSON:
        return {}
    try:
        written = json.loads(request.body)
    except ValueError:
        return {}
    return written if isinstance(written, dict) else {}


def _compared(
    view_name: str, arguments: Mapping[str, Any]
) -> Iterator[tuple[type[Any], object]]:
    if view_name in PAGES_BY_KEY:
        yield Page, arguments["pk"]


def _hidden_below(request: HttpRequest, above: str) -> list[int]:
    """Return what “all” would name that the person must not meet yet (ADR 0045)."""
    hidden = hidden_pages(request.user)
    if not hidden or not above.isdecimal():
        return []
    parent = Page.objects.filter(pk=above).first()
    below = parent.get_descendants() if parent else Page.objects.none()
    return list(below.filter(pk__in=hidden).values_list("pk", flat=True))


def _bulk(
    request: HttpRequest, arguments: Mapping[str, Any]
) -> Iterator[tuple[type[Any] | None, object]]:
    """Yield what is to be done something with at once.

    “All” of pages is all of the house unless a page they lie under is named.
    """
    model = BULK_MODELS.get(arguments["model_name"])
    if model is None or not apps.is_installed(model._meta.app_config.name):
        yield None, ""
    for key in request.GET.getlist("id"):
        if key != "all":
            yield model, key
        elif model is Page:
            above = request.GET.get("childOf", "")
            yield Page, above
            yield from ((Page, key) for key in _hidden_below(request, above))
