"""Addresses with one view for people who work with a thing and one for people who look.

Lists, reports and letters name the address of the form, whoever reads them.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from wagtail.models import Page
from wagtail.permissions import policy_registry

from sites.policies.files import VIEW
from sites.requests import page_asked

View = Callable[..., HttpResponseBase]
WORK = ("add", "change")
SAFE = frozenset({"GET", "HEAD"})
PAGE_FORM = "wagtailadmin_pages:edit"


def only_looks(user: Any, model: type[Any], asset: Any = None) -> bool:
    """Tell whether somebody may look at a file, or at any, and not work with it."""
    policy = policy_registry.get_by_type(model)
    if asset is None:
        works = policy.user_has_any_permission(user, WORK)
        return not works and policy.user_has_permission(user, VIEW)
    works = policy.user_has_permission_for_instance(user, "change", asset)
    return not works and policy.user_has_permission_for_instance(user, VIEW, asset)


def door_to_list(model: type[Any], work: View, look: View) -> View:
    """Return the view of an address with one list for whoever works and one for readers."""

    def opened(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
        view = look if only_looks(request.user, model) else work
        return view(request, **arguments)

    return opened


def door_to_file(model: type[Any], work: View, look: View, key: str) -> View:
    """Return the view of a file's address: its form, or what it says to readers."""

    def opened(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
        asset = model.objects.filter(pk=arguments[key]).first()
        reads = asset is not None and request.method in SAFE
        view = look if reads and only_looks(request.user, model, asset) else work
        return view(request, **arguments)

    return opened


def turned_aside(
    request: HttpRequest, arguments: dict[str, Any]
) -> HttpResponseBase | None:
    """Return where somebody is led who follows a link to a form and may only read."""
    match = request.resolver_match
    asks = match is not None and match.view_name == PAGE_FORM and request.method in SAFE
    page = page_asked(request, arguments["page_id"]) if asks else None
    if page is None:
        return None
    may = policy_registry.get_by_type(Page).user_has_any_permission_for_instance
    if may(request.user, WORK, page) or not may(request.user, [VIEW], page):
        return None
    return redirect("tenancy:page_history", page.pk)
