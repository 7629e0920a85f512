"""Special modes: what is on, comes and was; one of them with what it held."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Case, Value, When
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from cms.core.deeds import PlainDeeds
from cms.modes.choices import EffectKind
from cms.modes.models import Mode
from cms.modes.permissions import (
    MODES,
    may_approve,
    may_change,
    may_end,
    may_look,
    modes_of,
)
from cms.modes.reading import State, banner_of, state_of
from cms.modes.selectors import (
    eclipsed_by,
    held_count,
    portals_of,
    visible_effects,
    without_stricter_route,
)
from cms.modes.services import approve_mode, end_mode

PAGE_SIZE = 50


class ModesPage(WagtailAdminTemplateMixin, TemplateView):
    """A page of this room; whoever has nothing to do with modes is turned away."""

    header_icon = "date"

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not may_look(request.user):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    @property
    def person(self) -> Any:
        return self.request.user


class ModesView(ModesPage):
    """All modes of somebody's units: on, coming, over."""

    template_name = "admin/modes/index.html"
    page_title = gettext_lazy("Special modes")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        over = Case(
            When(ended_at__isnull=False, then=Value(2)),
            When(ends_at__lte=now, then=Value(2)),
            When(begins_at__lte=now, then=Value(0)),
            default=Value(1),
        )
        rows = modes_of(self.person).select_related("unit")
        page = Paginator(rows.order_by(over, "-begins_at", "-pk"), PAGE_SIZE)
        shown = page.get_page(self.request.GET.get("p"))
        held = held_count(list(shown), self.person)
        groups: dict[State, list[tuple[Mode, int]]] = {state: [] for state in State}
        for mode in shown:
            groups[state_of(mode, now)].append((mode, held.get(mode.pk, 0)))
        return {
            **super().get_context_data(**kwargs),
            "groups": [(state.label, rows) for state, rows in groups.items() if rows],
            "rows": shown,
            "may_add": MODES.user_has_permission(self.person, "add"),
        }


class ModeView(PlainDeeds, ModesPage):
    """One mode as readers see it, whom it covers, what it held, what may be done."""

    template_name = "admin/modes/mode.html"

    @cached_property
    def mode(self) -> Mode:
        rows = modes_of(self.person).select_related(
            "unit", "made_by", "approved_by", "ended_by", "picture"
        )
        found: Mode = get_object_or_404(rows, pk=self.kwargs["pk"])
        return found

    def get_page_title(self) -> str:
        return self.mode.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("modes:index"), "label": _("Special modes")},
            {"url": "", "label": self.mode.name},
        ]

    def deeds(self) -> dict[str, Callable[[], str]]:
        return {"approve": self._approve, "end": self._end}

    def back_to(self) -> str:
        return reverse("modes:detail", args=[self.mode.pk])

    def _approve(self) -> str:
        approve_mode(mode=self.mode, actor=self.person)
        return _("Approved. It switches itself on and off at its hours.")

    def _end(self) -> str:
        end_mode(mode=self.mode, actor=self.person)
        return _("Ended. What was held goes out within a minute.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mode, person = self.mode, self.person
        portals = portals_of(mode).select_related("unit", "site")
        return {
            **super().get_context_data(**kwargs),
            "mode": mode,
            "state": state_of(mode),
            "banner": banner_of(mode),
            "portals": portals.in_order()[:PAGE_SIZE],
            "portal_count": portals.count(),
            "may_approve": may_approve(person, mode),
            "may_change": may_change(person, mode),
            "may_end": may_end(person, mode),
            "lacking": without_stricter_route(mode),
            "eclipsed": eclipsed_by(mode) & modes_of(person),
            **_effects(mode, person),
        }


def _effects(mode: Mode, person: Any) -> dict[str, Any]:
    """Return what a mode did, of what somebody may know; two queries."""
    effects = visible_effects(person).filter(mode=mode).select_related("record", "unit")
    found: dict[str, list[Any]] = {kind.value: [] for kind in EffectKind}
    for effect in effects[: PAGE_SIZE * 4]:
        found[effect.kind].append(effect)
    keys = [effect.page_id for effect in found[EffectKind.BLOCK]]
    titles = dict(Page.objects.filter(pk__in=keys).values_list("pk", "title"))
    blocks = [(one, titles.get(one.page_id, "")) for one in found[EffectKind.BLOCK]]
    return {
        "held": found[EffectKind.HELD],
        "rerouted": found[EffectKind.REROUTED],
        "blocks": blocks,
    }


class EndView(ModeView):
    """Asks once more before a mode is ended."""

    template_name = "admin/modes/end.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if not may_end(self.person, self.mode):
            raise PermissionDenied
        return super().get_context_data(**kwargs)
