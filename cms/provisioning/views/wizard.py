"""What the screens of the wizard share: the steps in the margin."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import (
    gettext_lazy,
    pgettext_lazy,
)

from cms.provisioning.checking import DraftFault, faults_of
from cms.provisioning.models import Opening
from cms.provisioning.permissions import (
    OPENINGS,
)
from cms.provisioning.views.screens import OpeningScreen, viewer_of

UNPROCESSABLE = 422
STEPS: dict[str, str | Promise] = {
    "unit": gettext_lazy("Unit"),
    "address": gettext_lazy("Addresses"),
    "look": gettext_lazy("Looks and sections"),
    "owner": pgettext_lazy("of a portal", "Owner"),
    "people": gettext_lazy("People and roles"),
    "check": gettext_lazy("Check and open"),
}
QUESTIONS: dict[str, str | Promise] = {
    "unit": gettext_lazy("Which unit is the portal for?"),
    "address": gettext_lazy("At which addresses does it stand?"),
    "look": gettext_lazy("How does it look, and which sections does it have?"),
    "owner": gettext_lazy("Whose is it, and who answers for it?"),
    "people": gettext_lazy("Who works for it?"),
}


def leading_to(opening: Opening) -> str:
    """Return the screen on which an opening goes on."""
    name = "check" if opening.portal_id is None else "record"
    return reverse(f"openings:{name}", args=[opening.pk])


@dataclass(frozen=True)
class Step:
    """One step in the margin."""

    number: int
    key: str
    title: str
    url: str
    is_done: bool
    is_now: bool


class DraftScreen(OpeningScreen):
    """A screen of the wizard; what is no draft any more goes on elsewhere."""

    now: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not OPENINGS.user_has_permission(viewer_of(request), "change"):
            raise PermissionDenied
        if self.opening.portal_id is not None:
            return redirect(leading_to(self.opening))
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def faults(self) -> list[DraftFault]:
        return faults_of(self.opening, viewer_of(self.request))

    def steps(self) -> list[Step]:
        waiting = {fault.step for fault in self.faults} | {"check"}
        return [
            Step(
                number,
                key,
                str(title),
                self.url_of(key),
                is_done=key not in waiting,
                is_now=key == self.now,
            )
            for number, (key, title) in enumerate(STEPS.items(), start=1)
        ]

    def url_of(self, step: str, field: str = "") -> str:
        if step == "check":
            return reverse("openings:check", args=[self.opening.pk])
        anchor = f"#id_{field}" if field else ""
        return reverse("openings:step", args=[self.opening.pk, step]) + anchor

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "opening": self.opening,
            "steps": self.steps(),
            "number": [*STEPS].index(self.now) + 1,
            "total": len(STEPS),
        }
