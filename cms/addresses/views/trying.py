"""Try an address: which rule would answer, and why."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from cms.addresses.faults import AddressError
from cms.addresses.forms import TryForm
from cms.addresses.refusals import snapshot_of
from cms.addresses.trying import Verdict, verdict
from cms.addresses.views.actions import RoomPage


class TryView(RoomPage, TemplateView):
    """Asks nothing to be stored and counts no hit."""

    template_name = "admin/addresses/try.html"
    actions = ("view", "change")
    title = gettext_lazy("Try an address")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = request.GET if "address" in request.GET else None
        form = TryForm(asked, user=request.user)
        found = self._verdict(form) if asked is not None and form.is_valid() else None
        context = self.get_context_data(form=form, verdict=found)
        return self.render_to_response(context)

    def _verdict(self, form: TryForm) -> Verdict | None:
        data = form.cleaned_data
        try:
            return verdict(snapshot_of(data["portal"]), data["address"])
        except AddressError as fault:
            form.add_error("portal", list(fault.reasons))
            return None
