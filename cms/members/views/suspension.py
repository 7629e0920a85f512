"""Suspension with handover, its minutes, and the way back."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_safe

from cms.members.forms import SuspendForm
from cms.members.minutes import LANGUAGE, official_day, seal_of
from cms.members.models import Handover, Suspension
from cms.members.permissions import PEOPLE, units_run_by, units_shown_to
from cms.members.selectors import colleagues_of, holdings_of, roles_in
from cms.members.services.suspension import Succession, restore, suspend
from cms.members.views.actions import ActionView, Crumb, PersonAction, viewer_of
from sites.naming import role_names

SHOWN = 10


class SuspendView(PersonAction):
    """Shows what would pass on before anything does."""

    form_class = SuspendForm
    template_name = "admin/members/suspend.html"
    title = gettext_lazy("Suspend and hand over")
    submit = gettext_lazy("Suspend and hand over")
    done = gettext_lazy("Everything has been handed over. These are the minutes.")
    is_grave = True
    handover: Handover | None = None

    def find(self, **kwargs: Any) -> None:
        super().find(**kwargs)
        self.holdings = holdings_of(self.person, self.unit)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "colleagues": colleagues_of(self.person, self.unit),
            "holdings": self.holdings,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        names = role_names([self.unit.pk])
        return {
            **super().get_context_data(**kwargs),
            "person": self.person,
            "unit": self.unit,
            "roles": [
                names.name(self.unit.pk, role.capability)
                for role in roles_in(self.person, self.unit)
            ],
            "holdings": [
                {
                    "label": holding.kind.label,
                    "number": len(holding.titles),
                    "titles": holding.titles[:SHOWN],
                    "more": max(0, len(holding.titles) - SHOWN),
                    "is_released": holding.kind.is_released,
                }
                for holding in self.holdings
            ],
        }

    def act(self, form: SuspendForm) -> None:
        self.handover = suspend(
            actor=self.viewer,
            person=self.person,
            unit=self.unit,
            succession=Succession(form.cleaned_data["successor"], form.by_kind),
            reason=form.cleaned_data["reason"],
            decision=form.cleaned_data["decision"],
        )

    def goal(self) -> str:
        if self.handover is None:
            return super().goal()
        return reverse("members:minutes", args=[self.handover.pk])


class RestoreView(ActionView):
    title = gettext_lazy("Restore")
    submit = gettext_lazy("Restore")
    done = gettext_lazy("The person works for the unit again.")

    def find(self, **kwargs: Any) -> None:
        self.must_run()
        suspensions = Suspension.objects.in_force().select_related("person", "unit")
        self.suspension = get_object_or_404(
            suspensions, pk=kwargs["pk"], unit__in=units_run_by(self.viewer)
        )

    def goal(self) -> str:
        return reverse("members:person", args=[self.suspension.person_id])

    def crumbs(self) -> list[Crumb]:
        return [{"url": self.goal(), "label": str(self.suspension.person)}]

    def intro(self) -> str:
        unit = self.suspension.unit
        names = role_names([unit.pk])
        roles = [names.name(unit.pk, one) for one in self.suspension.capabilities]
        return _(
            "%(person)s gets these roles back in %(unit)s: %(roles)s. What was handed "
            "over stays with whoever took it over."
        ) % {
            "person": self.suspension.person,
            "unit": unit.name,
            "roles": ", ".join(roles),
        }

    def act(self, form: Any) -> None:
        restore(actor=self.viewer, suspension=self.suspension)


@require_safe
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the minutes as they are printed and signed."""
    viewer = viewer_of(request)
    if not PEOPLE.user_has_any_permission(viewer, ["view", "change"]):
        raise PermissionDenied
    handovers = Handover.objects.filter(unit__in=units_shown_to(viewer))
    handover = get_object_or_404(handovers, pk=pk)
    with translation.override(LANGUAGE):
        dated = official_day(timezone.localdate(handover.made_at))
    facts = {
        "handover": handover,
        "content": handover.content,
        "successors": handover.content["successors"],
        "dated": dated,
        "seal": seal_of(handover),
    }
    return render(request, "admin/members/minutes.html", facts)
