"""What is asked of somebody at the desk. Nothing is ticked beforehand."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy
from wagtail.admin.widgets import AdminDateTimeInput

from cms.moderation.models import Case, Priority
from cms.moderation.services import Reason, Word
from cms.quality.findings import Finding
from cms.routes.models import Check, StepParty

LONGEST = 2_000
YES, NO = "yes", "no"
VERDICTS = [
    (YES, pgettext_lazy("of a check", "In order")),
    (NO, pgettext_lazy("of a check", "Not in order")),
]


@dataclass(frozen=True)
class CheckRow:
    """One check as the screen asks it, and what the machine found about it."""

    number: int
    name: str
    label: str
    said: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class PrincipleRow:
    place: int
    text: str
    is_ticked: bool


class ApprovalForm(forms.Form):
    """The checks, principles and declaration of one party."""

    remark = forms.CharField(required=False, max_length=LONGEST)
    seen = forms.CharField(required=False, max_length=64)
    party_key = forms.IntegerField(required=False)

    def __init__(self, party: StepParty, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.party = party
        for name in party.checks:
            self.fields[f"check-{name}"] = forms.ChoiceField(
                choices=VERDICTS, required=False
            )
        for place, text in enumerate(party.principles):
            self.fields[f"principle-{place}"] = forms.BooleanField(
                required=False, label=text
            )
        self.fields["secrecy"] = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        """List all that is still missing, each at its place on the screen."""
        cleaned: dict[str, Any] = super().clean() or {}
        for number, name in enumerate(self.party.checks, start=1):
            said = cleaned.get(f"check-{name}", "")
            words = {"number": number, "check": Check(name).label}
            if not said:
                fault = _("%(number)d. %(check)s: choose In order or Not in order")
            elif said == NO:
                fault = _("%(number)d. %(check)s is not in order: return the item")
            else:
                continue
            self.add_error(f"check-{name}", fault % words)
        for place, text in enumerate(self.party.principles):
            if not cleaned.get(f"principle-{place}"):
                self.add_error(
                    f"principle-{place}",
                    _("To be confirmed: %(text)s") % {"text": text},
                )
        if self.party.declares_secrecy and not cleaned.get("secrecy"):
            self.add_error("secrecy", _("Declaration about state secrets"))
        return cleaned

    def word(self) -> Word:
        """Return what was said. Called when the form is valid."""
        said = self.cleaned_data
        return Word(
            checks=[name for name in self.party.checks if said[f"check-{name}"] == YES],
            principles=range(len(self.party.principles)),
            declares_secrecy=said["secrecy"],
            remark=said["remark"],
            seen=said["seen"],
            party=said["party_key"],
        )

    def faults(self) -> list[tuple[str, str]]:
        """Return what is missing with the place it is asked at, in their order."""
        return [
            (name, str(fault))
            for name in self.fields
            for fault in self.errors.get(name, ())
        ]

    def check_rows(self, findings: dict[str, tuple[Finding, ...]]) -> list[CheckRow]:
        return [
            CheckRow(
                number,
                f"check-{name}",
                str(Check(name).label),
                self._said(f"check-{name}"),
                findings.get(name, ()),
            )
            for number, name in enumerate(self.party.checks, start=1)
        ]

    def principle_rows(self) -> list[PrincipleRow]:
        return [
            PrincipleRow(place, text, bool(self._said(f"principle-{place}")))
            for place, text in enumerate(self.party.principles)
        ]

    def sent(self) -> list[tuple[str, str]]:
        """Return what was filled in, to be carried through a page that asks once more."""
        return [(name, said) for name in self.fields if (said := self._said(name))]

    def _said(self, name: str) -> str:
        return str(self.data.get(name, "")) if self.is_bound else ""


class ReturnForm(forms.Form):
    """Why an item is returned, and to whom."""

    prefix = "return"

    reasons = forms.MultipleChoiceField(
        label=gettext_lazy("Reason"), choices=Reason.choices, required=False
    )
    remark = forms.CharField(
        label=gettext_lazy("What is to be mended, exactly"),
        max_length=LONGEST,
        error_messages={
            "required": gettext_lazy(
                "Write a remark, so that it is clear what to mend."
            )
        },
    )
    to_position = forms.TypedChoiceField(
        label=gettext_lazy("Back to"), coerce=int, required=False, empty_value="0"
    )

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        earlier = case.route_version.steps.filter(position__lt=case.position)
        self.fields["to_position"].choices = [  # type: ignore[attr-defined]
            (0, _("Author (%(person)s)") % {"person": case.submitted_by}),
            *((step.position, step.name) for step in earlier),
        ]


class RemarkForm(forms.Form):
    remark = forms.CharField(required=False, max_length=LONGEST)


class ScheduleForm(forms.Form):
    """The hour of publication; the service says what is wrong with it."""

    at = forms.DateTimeField(
        label=gettext_lazy("Hour of publication"),
        widget=AdminDateTimeInput,
        error_messages={
            "required": gettext_lazy("Choose the hour of publication."),
            "invalid": gettext_lazy("Write the hour like this: 20/11/2026 07:00."),
        },
    )


class PriorityForm(forms.Form):
    priority = forms.ChoiceField(choices=Priority.choices)


class ReassignForm(forms.Form):
    """Who is asked by name; only those who could decide are offered."""

    person: Any = forms.ModelChoiceField(queryset=None)
    remark = forms.CharField(required=False, max_length=LONGEST)

    def __init__(self, people: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
