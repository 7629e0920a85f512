"""Routes of approval in the administration: read by their readers, drawn up by keepers."""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _, gettext_lazy, pgettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from cms.desk.routing.comparing import differences, steps_of
from cms.desk.routing.drafts import Draft, redrawn
from cms.desk.routing.forms import ForceForm, NewRouteForm, TryForm
from cms.desk.routing.reasons import Answer, answer_of
from cms.moderation.services import put_in_force, retire
from cms.routes.models import Route, RouteVersion
from cms.routes.permissions import ROUTES
from cms.routes.reading import spec_of
from cms.routes.services import ask_before, draw_up, redraw, throw_away
from cms.routes.specs import EDITORS, RouteSpec, StepSpec
from cms.routes.warnings import warnings_of
from cms.routes.wording import condition_words
from sites.models import Portal

UNPROCESSABLE = 422
LIST, ROUTE, DRAFT = "routes:index", "routes:route", "routes:draft"


class RoutesPage(WagtailAdminTemplateMixin, TemplateView):
    """A page for whoever reads routes; what belongs to others does not exist."""

    title: ClassVar[str | Promise] = ""
    header_icon = "tasks"
    needs: ClassVar[str] = "view"

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        actions = {"view", "change"} if self.needs == "view" else {"change"}
        self.actions = actions
        if not ROUTES.user_has_any_permission(request.user, actions):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_page_title(self) -> str:
        return str(self.title)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        crumbs = [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse(LIST), "label": _("Routes of approval")},
        ]
        if self.request.resolver_match and self.request.resolver_match.view_name == LIST:  # fmt: skip
            return [crumbs[0], {"url": "", "label": self.get_page_title()}]
        return [*crumbs, {"url": "", "label": self.get_page_title()}]

    @property
    def person(self) -> Any:
        return self.request.user

    def own_routes(self) -> "QuerySet[Any]":
        rows = ROUTES.instances_user_has_any_permission_for(self.person, self.actions)
        return rows.select_related("portal__unit", "portal__site__root_page")

    @cached_property
    def route(self) -> Route:
        found: Route = get_object_or_404(self.own_routes(), pk=self.kwargs["pk"])
        return found

    @cached_property
    def draft(self) -> RouteVersion:
        drafts = RouteVersion.objects.drafts().filter(route__in=self.own_routes())
        rows = drafts.select_related("route__portal__unit", "route__portal__site")
        found: RouteVersion = get_object_or_404(rows, pk=self.kwargs["pk"])
        return found

    @property
    def may_change(self) -> bool:
        return ROUTES.user_has_permission_for_instance(
            self.person, "change", self.route
        )

    def answer(self, status: int = UNPROCESSABLE, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context), status=status)


class RouteListView(RoutesPage):
    """The routes of each portal, in the order in which they are asked."""

    template_name = "admin/desk/routes.html"
    title = gettext_lazy("Routes of approval")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        portals = ROUTES.portals(self.person, self.actions)
        changeable = set(
            ROUTES.portals(self.person, ["change"]).values_list("pk", flat=True)
        )
        rows = [(portal, self._routes(portal)) for portal in self._shown(portals)]
        return {
            **super().get_context_data(**kwargs),
            "portals": portals,
            "rows": rows,
            "changeable": changeable,
        }

    def _shown(self, portals: "QuerySet[Portal]") -> list[Portal]:
        """Return the portal asked for, else the first: an office has hundreds."""
        asked = self.request.GET.get("portal", "")
        chosen = portals.filter(pk=asked) if asked.isdecimal() else portals
        return list(chosen[:1])

    def _routes(self, portal: Portal) -> list[dict[str, Any]]:
        now = timezone.now()
        versions = RouteVersion.objects.prefetch_related("sections", "topics", "steps")
        routes = portal.routes.prefetch_related(Prefetch("versions", versions))
        return [_row(route, now) for route in routes]


def _row(route: Route, now: Any) -> dict[str, Any]:
    versions = list(route.versions.all())
    current = next((one for one in versions if one.is_in_force(now)), None)
    return {
        "route": route,
        "version": current,
        "covers": condition_words(current) if current else [],
        "steps": current.steps.all() if current else [],
        "drafts": [one for one in versions if one.is_draft],
        "coming": [one for one in versions if one.valid_from and one.valid_from > now],
    }


class RouteView(RoutesPage):
    """One route: what is in force, what is drawn up, what was; and its deeds."""

    template_name = "admin/desk/route.html"

    def get_page_title(self) -> str:
        return self.route.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        current = in_force(self.route)
        versions = self.route.versions.select_related("made_by")
        others = versions.filter(valid_from__isnull=False)
        return {
            **super().get_context_data(**kwargs),
            "route": self.route,
            "version": current,
            "covers": condition_words(current) if current else [],
            "steps": steps_of(current),
            "warnings": warnings_of(current) if current else [],
            "drafts": versions.filter(valid_from__isnull=True),
            "others": others.exclude(pk=current.pk) if current else others,
            "may_change": self.may_change,
            "before": self._neighbour(),
        }

    def _neighbour(self) -> Route | None:
        """Return the route of the same kind that is asked just before this one."""
        kind = {"subject": self.route.subject, "destination": self.route.destination}
        routes = list(Route.objects.filter(portal=self.route.portal_id, **kind))
        place = routes.index(self.route)
        return routes[place - 1] if place else None

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        if not self.may_change:
            raise PermissionDenied
        act = getattr(self, f"do_{request.POST.get('deed', '')}", None)
        if act is None:
            return HttpResponse(status=403)
        response: HttpResponseBase = act()
        return response

    def do_draw(self) -> HttpResponseBase:
        """Begin a draft from what is in force; one is enough."""
        drafts = self.route.versions.filter(valid_from__isnull=True)
        draft = drafts.first() or self._copy()
        return redirect(DRAFT, draft.pk)

    def _copy(self) -> RouteVersion:
        latest = in_force(self.route) or self.route.versions.first()
        spec = spec_of(latest) if latest else blank(self.route)
        person: Any = self.request.user
        return draw_up(portal=self.route.portal, spec=spec, made_by=person)

    def do_retire(self) -> HttpResponseBase:
        retire(route=self.route)
        log(self.route, "dinh.retire_route", user=self.request.user)
        messages.success(self.request, _("The route covers nothing new from now on."))
        return redirect(ROUTE, self.route.pk)

    def do_earlier(self) -> HttpResponseBase:
        before = self._neighbour()
        if before is not None:
            ask_before(route=self.route, other=before)
            log(self.route, "dinh.order_routes", user=self.request.user)
        return redirect(f"{reverse(LIST)}?portal={self.route.portal_id}")


class NewRouteView(RoutesPage):
    """A route of a new name: what it is for; then its draft is filled in."""

    template_name = "admin/desk/new_route.html"
    title = gettext_lazy("New route of approval")
    needs = "change"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", NewRouteForm(user=self.request.user))
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context

    def post(self, request: HttpRequest) -> HttpResponseBase:
        form = NewRouteForm(request.POST, user=request.user)
        if not form.is_valid():
            return self.answer(form=form)
        data = dict(form.cleaned_data)
        portal = data.pop("portal")
        steps = (StepSpec(pgettext("of a route", "Editing"), (EDITORS,)),)
        person: Any = request.user
        spec = RouteSpec(steps=steps, **data)
        draft = draw_up(portal=portal, spec=spec, made_by=person)
        return redirect(DRAFT, draft.pk)


class DraftView(RoutesPage):
    """A draft is filled in here; saving changes nothing that is in force."""

    template_name = "admin/desk/draft.html"
    needs = "change"

    def get_page_title(self) -> str:
        return _("%(route)s, version %(number)d") % {
            "route": self.draft.route.name,
            "number": self.draft.number,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if "filled" not in kwargs:
            kwargs["filled"] = self._filled(None)
        return {
            **super().get_context_data(**kwargs),
            "draft": self.draft,
            "route": self.draft.route,
            "warnings": warnings_of(self.draft),
            "differences": differences(in_force(self.draft.route), self.draft),
            "force": kwargs.get("force") or ForceForm(),
        }

    def _filled(self, sent: Any) -> Draft:
        portal = self.draft.route.portal
        return Draft(self.request.user, portal, spec_of(self.draft), sent)

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        deed = request.POST.get("deed", "save")
        if deed == "throw_away":
            return self._throw_away()
        if deed == "force":
            return self._force()
        if deed != "save":
            sent = redrawn(request.POST, deed)
            return self.answer(200, filled=self._filled(sent), is_unsaved=True)
        filled = self._filled(request.POST)
        if not filled.is_valid():
            return self.answer(filled=filled, is_unsaved=True)
        redraw(version=self.draft, spec=filled.filled_in())
        messages.success(request, _("The draft is saved. Nothing is in force by that."))
        return redirect(DRAFT, pk)

    def _throw_away(self) -> HttpResponseBase:
        route = self.draft.route
        throw_away(version=self.draft)
        messages.success(self.request, _("The draft is thrown away."))
        if route.versions.exists():
            return redirect(ROUTE, route.pk)
        route.delete()
        return redirect(LIST)

    def _force(self) -> HttpResponseBase:
        form = ForceForm(self.request.POST)
        if not form.is_valid():
            return self.answer(force=form)
        begins = form.cleaned_data["begins"]
        try:
            version = put_in_force(version=self.draft, at=begins)
        except ValidationError as refusal:
            form.add_error("begins", refusal)
            return self.answer(force=form)
        log(
            version.route,
            "dinh.force_route",
            user=self.request.user,
            data={"number": version.number, "grounds": version.grounds},
        )
        messages.success(self.request, _("The version is put in force."))
        return redirect(ROUTE, version.route_id)


class TryView(RoutesPage):
    """Which route would an item take, and why."""

    template_name = "admin/desk/try_route.html"
    title = gettext_lazy("Which route would an item take?")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        portals = ROUTES.portals(self.person, self.actions)
        key = request.GET.get("portal", "")
        portal = portals.filter(pk=key).first() if key.isdecimal() else portals.first()
        if portal is None:
            raise PermissionDenied
        asked = request.GET if "subject" in request.GET else None
        form = TryForm(asked, portal=portal)
        found: Answer | None = None
        if asked is not None and form.is_valid():
            found = answer_of(portal, form.cleaned_data)
        context = {"form": form, "found": found, "portal": portal, "portals": portals}
        return self.render_to_response(self.get_context_data(**context))


def in_force(route: Route) -> RouteVersion | None:
    versions = RouteVersion.objects.in_force().filter(route=route)
    rows = versions.select_related("route__portal__unit", "route__portal__site")
    return rows.order_by("-number").first()


def blank(route: Route) -> RouteSpec:
    return RouteSpec(
        name=route.name,
        subject=route.subject,
        destination=route.destination,
        rank=route.rank,
        steps=(StepSpec(pgettext("of a route", "Editing"), (EDITORS,)),),
    )
