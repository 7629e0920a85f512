"""Forms of settings, registers, and words about pictures."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from cms.quality.findings import Severity
from cms.quality.models import (
    Consent,
    Leader,
    LegalText,
    OfficialSource,
    PictureDeclaration,
    RuleSetting,
)
from cms.quality.rules.sources import host_of
from cms.quality.rules.table import CHOICES, RULES, Rule
from cms.quality.strictness import Strictness, strictness
from search.text import nfc
from sites.models import Unit
from sites.selectors import units_allowing


class OfUnitForm(WagtailAdminModelForm):
    """An entry of one of the person's units; the house's are for its keepers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        unit.queryset = self._units()
        if self.for_user is None or self.for_user.is_superuser:
            return
        unit.required = True
        several = list(unit.queryset[:2])
        if self.instance.unit_id is None and len(several) == 1:
            self.initial.setdefault("unit", several[0])

    def _units(self) -> Any:
        if self.for_user is None:
            return Unit.objects.none()
        name = self._meta.model._meta.model_name
        return units_allowing(
            self.for_user, f"quality.add_{name}", f"quality.change_{name}"
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        for name, value in cleaned.items():
            if isinstance(value, str):
                cleaned[name] = nfc(value).strip()
        return cleaned


class RuleSettingForm(OfUnitForm):
    """How strictly one rule is meant; a unit's never looser than the house's."""

    code = forms.ChoiceField(label=gettext_lazy("Rule"), choices=CHOICES)

    class Meta(WagtailAdminModelForm.Meta):
        model = RuleSetting
        fields = ["unit", "code", "severity", "least", "most"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        rule = RULES.get(cleaned.get("code", ""))
        severity = cleaned.get("severity")
        if rule is None or not severity:
            return cleaned
        if Severity(severity).rank > rule.strongest.rank:
            self.add_error("severity", _("This rule only ever warns."))
        self._clean_limits(rule, cleaned)
        if cleaned.get("unit") is not None and "severity" in cleaned:
            self._refuse_looser(rule, cleaned)
        return cleaned

    def _clean_limits(self, rule: Rule, cleaned: dict[str, Any]) -> None:
        for name in ("least", "most"):
            if cleaned.get(name) is not None and getattr(rule.usual, name) is None:
                self.add_error(name, _("This rule has no such limit."))
        least, most = cleaned.get("least"), cleaned.get("most")
        if least is not None and most is not None and least > most:
            self.add_error("most", _("The upper limit lies below the lower one."))

    def _refuse_looser(self, rule: Rule, cleaned: dict[str, Any]) -> None:
        house = strictness(
            rule.usual, RuleSetting.objects.of_house().filter(code=rule.code)
        )
        told = _("The house is stricter here: a unit can only tighten.")
        for name in looser(house, cleaned):
            self.add_error(name, told)


def looser(house: Strictness, wanted: dict[str, Any]) -> list[str]:
    """Return which of the wanted values are looser than the house's."""
    least, most = wanted.get("least"), wanted.get("most")
    found = []
    if Severity(wanted["severity"]).rank < house.severity.rank:
        found.append("severity")
    if least is not None and house.least is not None and least < house.least:
        found.append("least")
    if most is not None and house.most is not None and most > house.most:
        found.append("most")
    return found


class SourceForm(OfUnitForm):
    class Meta(WagtailAdminModelForm.Meta):
        model = OfficialSource
        fields = ["unit", "name", "host"]

    def clean_host(self) -> str:
        """Take a hostname, or the address it was copied from."""
        typed = str(self.cleaned_data["host"]).strip().lower()
        host = host_of(typed if "//" in typed else f"//{typed}")
        if "." not in host or " " in host:
            raise ValidationError(_("This is no hostname."))
        return host


class LegalTextForm(OfUnitForm):
    class Meta(WagtailAdminModelForm.Meta):
        model = LegalText
        fields = [
            *("unit", "number", "title", "other_names"),
            *("in_force_from", "in_force_to", "replaced_by"),
        ]


class LeaderForm(OfUnitForm):
    class Meta(WagtailAdminModelForm.Meta):
        model = Leader
        fields = [
            *("unit", "name", "title"),
            *("protocol_order", "held_from", "held_to"),
        ]


class DeclarationForm(forms.ModelForm):
    class Meta:
        model = PictureDeclaration
        fields = ["children", "territory"]
        widgets = {"children": forms.RadioSelect, "territory": forms.RadioSelect}


class ConsentForm(forms.ModelForm):
    class Meta:
        model = Consent
        fields = [
            *("given_by", "given_on", "child_agrees", "document"),
            *("scope", "covers_harm", "ends_on"),
        ]
        widgets = {"given_on": AdminDateInput, "ends_on": AdminDateInput}


class EndForm(forms.Form):
    """On which day a consent was withdrawn."""

    on = forms.DateField(label=gettext_lazy("Last day"), widget=AdminDateInput)


class ExplanationForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why this one?"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Kept with the item for the desk; readers don't see it."
        ),
    )


class AreasForm(forms.Form):
    """Rectangles, one a line: left, top, right, bottom, in pixels of the picture."""

    areas = forms.CharField(
        label=gettext_lazy("Areas"),
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "One area a line: left, top, right, bottom, in pixels, for example "
            "“120 40 260 200”. Drawing on the picture writes the lines."
        ),
    )

    def clean_areas(self) -> list[Any]:
        """Return lists of numbers; what is wrong with them is told by the service."""
        lines = filter(str.strip, str(self.cleaned_data["areas"]).splitlines())
        return [_numbers(line) for line in lines]


def _numbers(line: str) -> list[int] | None:
    words = line.replace(",", " ").split()
    try:
        return [int(word) for word in words]
    except ValueError:
        return None  # told as no area, with all other faults
