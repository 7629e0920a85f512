"""What a unit's portal calls its roles."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from cms.members.forms import NamesForm
from cms.members.permissions import units_run_by
from cms.members.services.naming import name_roles
from cms.members.views.actions import ActionView
from sites.models import Portal
from sites.working import working_unit_of


class NamesView(ActionView):
    """For the portal named in the address, else the one the viewer works in."""

    form_class = NamesForm
    template_name = "admin/members/names.html"
    title = gettext_lazy("Names of the roles")
    submit = gettext_lazy("Save")
    done = gettext_lazy("The names have been saved.")

    def find(self, **kwargs: Any) -> None:
        self.must_run()
        run = Portal.objects.filter(unit__in=units_run_by(self.viewer))
        self.portals = run.select_related("unit").in_order()
        named = self.request.GET.get("unit", "")
        if named and not named.isdecimal():
            raise Http404
        self.portal = self._portal(int(named)) if named else self._first()

    def _portal(self, unit_id: int) -> Portal:
        portal: Portal | None = self.portals.filter(unit=unit_id).first()
        if portal is None:
            raise Http404
        return portal

    def _first(self) -> Portal:
        working = working_unit_of(self.request)
        at_hand = self.portals.filter(unit=working).first() if working else None
        portal: Portal | None = at_hand or self.portals.first()
        if portal is None:
            raise Http404
        return portal

    def get_form_kwargs(self) -> dict[str, Any]:
        rows = self.portal.role_names.values_list("capability", "name", "board")
        known = {capability: (name, board) for capability, name, board in rows}
        return {**super().get_form_kwargs(), "known": known}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "unit": self.portal.unit,
            "units": list(self.portals.values_list("unit", "unit__name")),
        }

    def intro(self) -> str:
        return _(
            "What people may do under each name is the same everywhere; the words are "
            "your plan's. Empty: the fixed name is shown."
        )

    def goal(self) -> str:
        return f"{reverse('members:names')}?unit={self.portal.unit_id}"

    def act(self, form: NamesForm) -> None:
        name_roles(actor=self.viewer, portal=self.portal, names=form.names)
