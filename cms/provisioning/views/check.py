"""Every fault of a draft at once, and the deed."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import (
    gettext as _,
    ngettext,
)

from cms.provisioning.checking import DraftFault, OpeningError
from cms.provisioning.document import existing_unit, trial_hostname
from cms.provisioning.forms import FORMS, StepForm
from cms.provisioning.models import Opening
from cms.provisioning.services.drafts import (
    ClosedError,
    StaleError,
    drop_opening,
    open_trial,
)
from cms.provisioning.views.screens import INDEX, viewer_of
from cms.provisioning.views.wizard import (
    QUESTIONS,
    STEPS,
    UNPROCESSABLE,
    DraftScreen,
    leading_to,
)
from sites.theming import THEMES


@dataclass(frozen=True)
class Line:
    """One step in a line of the check."""

    title: str
    words: str
    url: str
    faults: int


class CheckView(DraftScreen):
    """Every fault of every step at once; then the deed."""

    template_name = "admin/provisioning/check.html"
    now = "check"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        deed = {"open": self.do_open, "drop": self.do_drop}.get(
            request.POST.get("deed", "")
        )
        if deed is None:
            return HttpResponse(status=400)
        try:
            return deed(viewer_of(request))
        except StaleError as fault:
            self.say_stale(fault)
            return redirect(self.url_of("check"))
        except ClosedError as fault:
            messages.info(request, _("It has been done already."))
            return redirect(leading_to(fault.opening))

    def do_open(self, actor: Any) -> HttpResponse:
        try:
            open_trial(opening=self.opening, actor=actor, version=self.told_version())
        except OpeningError as error:
            self.faults = error.faults
            return self.render_to_response(
                self.get_context_data(), status=UNPROCESSABLE
            )
        messages.success(self.request, _("The portal stands on trial."))
        return redirect("openings:record", self.opening.pk)

    def do_drop(self, actor: Any) -> HttpResponse:
        drop_opening(opening=self.opening, actor=actor, version=self.told_version())
        messages.success(self.request, _("The draft was given up."))
        return redirect(INDEX)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = [
            {
                "step": STEPS[fault.step],
                "label": self._label(fault),
                "message": fault.message,
                "url": self.url_of(fault.step, fault.field),
            }
            for fault in self.faults
        ]
        number = len(told)
        return {
            **super().get_context_data(**kwargs),
            "told": told,
            "head": ngettext(
                "Not open yet: %(number)d thing is still to be done.",
                "Not open yet: %(number)d things are still to be done.",
                number,
            )
            % {"number": number},
            "lines": [self._line(key) for key in QUESTIONS],
            "trial": trial_hostname(self.opening),
        }

    def _label(self, fault: DraftFault) -> str:
        field = self._forms[fault.step].fields.get(fault.field)
        return str(field.label) if field and field.label else ""

    @cached_property
    def _forms(self) -> dict[str, StepForm]:
        return {key: form(self.opening) for key, form in FORMS.items()}

    def _line(self, key: str) -> Line:
        number = sum(fault.step == key for fault in self.faults)
        words = " · ".join(filter(None, _WORDS[key](self.opening)))
        return Line(str(STEPS[key]), words, self.url_of(key), number)


def _of_unit(opening: Opening) -> list[str]:
    unit = existing_unit(opening)
    return [unit.name if unit else opening.text("name"), str(opening.above or "")]


def _of_address(opening: Opening) -> list[str]:
    return [trial_hostname(opening), opening.hostname]


def _of_look(opening: Opening) -> list[str]:
    theme = THEMES.get(opening.text("theme"))
    number = len(opening.texts("sections"))
    sections = ngettext("%(number)d section", "%(number)d sections", number)
    return [theme.title if theme else "", sections % {"number": number}]


def _of_owner(opening: Opening) -> list[str]:
    return [opening.text("owner_vi_name"), opening.text("email")]


def _of_people(opening: Opening) -> list[str]:
    number = len(opening.people())
    people = ngettext("%(number)d person invited", "%(number)d people invited", number)
    return [people % {"number": number}]


_WORDS = {
    "unit": _of_unit,
    "address": _of_address,
    "look": _of_look,
    "owner": _of_owner,
    "people": _of_people,
}
