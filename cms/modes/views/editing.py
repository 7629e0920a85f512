"""Drawing a mode up: fill in, look at the banner, save."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cms.modes.forms import ModeForm
from cms.modes.models import Mode
from cms.modes.permissions import MODES, may_change, modes_of
from cms.modes.reading import banner_of
from cms.modes.selectors import without_stricter_route
from cms.modes.services import change_mode, plan_mode
from cms.modes.views.modes import ModesPage

UNPROCESSABLE = 422


class EditView(ModesPage):
    """A new mode, or one that nobody approved yet; “Look at it” stores nothing."""

    template_name = "admin/modes/form.html"

    @cached_property
    def mode(self) -> Mode:
        if "pk" not in self.kwargs:
            if not MODES.user_has_permission(self.person, "add"):
                raise PermissionDenied
            return Mode()
        rows = modes_of(self.person).select_related("unit")
        found: Mode = get_object_or_404(rows, pk=self.kwargs["pk"])
        if not may_change(self.person, found):
            raise PermissionDenied
        return found

    def get_page_title(self) -> str:
        return self.mode.name if self.mode.pk else _("New mode")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("modes:index"), "label": _("Special modes")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ModeForm(instance=self.mode, user=self.person)
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ModeForm(request.POST, instance=self.mode, user=self.person)
        if not form.is_valid():
            return self._again(form, status=UNPROCESSABLE)
        if request.POST.get("step") != "save":
            return self._again(form, banner=banner_of(form.instance))
        store = change_mode if form.instance.pk else plan_mode
        try:
            mode = store(mode=form.instance, portals=form.chosen, actor=self.person)
        except ValidationError as refusal:  # somebody else was quicker
            form.add_faults(refusal.message_dict)
            return self._again(form, status=UNPROCESSABLE)
        messages.success(
            request, _("Saved. Somebody else of the unit has to approve it.")
        )
        for portal in without_stricter_route(mode)[:1]:
            words = _("There is no stricter route yet, for instance at %(unit)s.")
            messages.warning(request, words % {"unit": portal.unit.name})
        return redirect("modes:detail", mode.pk)

    def _again(
        self, form: ModeForm, *, status: int = 200, banner: Any = None
    ) -> HttpResponse:
        context = self.get_context_data(form=form, banner=banner)
        return self.render_to_response(context, status=status)
