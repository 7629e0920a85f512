"""Which of their units a person works in at this moment.

The unit of the page that a request is about; else the one chosen last, kept in the
session; else the first by name. Two tabs of two units therefore never speak for each
other. It decides where the explorer opens and what the desk shows first, and gives no
rights.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from sites.models import Unit
from sites.reach import FOLDER_PATH, Place, reach_of
from sites.requests import page_asked

SESSION_KEY = "working_unit"
ADMIN = "/admin/"
# Views whose first argument is a page.
PAGE_VIEWS = {"wagtailadmin_explore", "wagtailadmin_explore_results"}
PAGE_NAMESPACE = "wagtailadmin_pages"

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class WorkingUnitMiddleware:
    """Let the person of an administration's request know their working unit's key."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> None:
        if not request.path_info.startswith(ADMIN) or request.user.is_anonymous:
            return
        person: Any = request.user
        person.working_unit_id = _find(request, [*args, *kwargs.values()])


def choose(request: HttpRequest, unit_id: int) -> bool:
    """Work in a unit from now on; return False, and change nothing, if it is not theirs."""
    if not _may_work_in(request, unit_id):
        return False
    request.session[SESSION_KEY] = unit_id
    person: Any = request.user
    person.working_unit_id = unit_id
    return True


def working_unit_of(request: HttpRequest) -> Unit | None:
    """Return the unit that a request of the administration works in, with its portal.

    None for keepers of the house who have chosen none, and for people without a role.
    """
    key = getattr(request.user, "working_unit_id", None)
    return Unit.objects.select_related("portal").filter(pk=key).first() if key else None


def _find(request: HttpRequest, arguments: list[Any]) -> int | None:
    chosen: int | None = request.session.get(SESSION_KEY)
    if request.user.is_superuser:
        return chosen
    places = list(reach_of(request.user).places.values())
    if len(places) > 1:
        here = _of_page(request, arguments, places)
        if here is not None:
            return here
        if chosen in reach_of(request.user).held:
            return chosen
    return places[0].unit_id if places else None


def _of_page(
    request: HttpRequest, arguments: list[Any], places: list[Place]
) -> int | None:
    match = request.resolver_match
    if match is None or not arguments or not _is_about_a_page(match):
        return None
    number = _number(arguments)
    page = page_asked(request, number) if number is not None else None
    folder = page.path[:FOLDER_PATH] if page else ""
    return next((one.unit_id for one in places if one.folder_path == folder), None)


def _is_about_a_page(match: Any) -> bool:
    return match.url_name in PAGE_VIEWS or PAGE_NAMESPACE in match.namespaces


def _number(arguments: list[Any]) -> int | None:
    """Return the first number: types are named before it, revisions after."""
    numbers = [one for one in arguments if str(one).isdigit()]
    return int(numbers[0]) if numbers else None


def _may_work_in(request: HttpRequest, unit_id: int) -> bool:
    if request.user.is_superuser:
        return Unit.objects.filter(pk=unit_id).exists()
    return unit_id in reach_of(request.user).held
