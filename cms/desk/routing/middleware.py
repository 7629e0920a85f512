"""Wagtail’s editors of workflows stay shut for routes: those are drawn up in the desk."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from cms.moderation.models import RouteTask
from cms.routes.models import RouteVersion

GetResponse = Callable[[HttpRequest], HttpResponseBase]
SPACE = "wagtailadmin_workflows"
WORKFLOWS = frozenset({"edit", "disable", "enable"})
BY_HAND = ("wagtailcore", "groupapprovaltask")  # steps of routes come with them
TASKS = frozenset({"edit_task", "disable_task", "enable_task"})


class RoutesAreReadOnly:
    """Leads from Wagtail's editor of a route's workflow to the route itself.

    Wagtail reads its workflows anew at every step: a change there would alter what is
    under way (traps.md §2).
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        if match is None or match.namespace != SPACE or not match.url_name:
            return None
        if match.url_name == "select_task_type":
            return redirect(f"{SPACE}:add_task", *BY_HAND)
        if kwargs.get("model_name") == RouteTask._meta.model_name:
            return redirect("routes:index")
        version = _version(match.url_name, kwargs.get("pk"))
        return redirect("routes:route", version.route_id) if version else None


def _version(name: str, key: Any) -> RouteVersion | None:
    if name in WORKFLOWS:
        return RouteVersion.objects.filter(workflow=key).first()
    if name in TASKS:
        task = RouteTask.objects.filter(pk=key).select_related("step__version").first()
        return task.step.version if task else None
    return None
