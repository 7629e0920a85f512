"""Forms of warnings: a template on a quiet day, and only its blanks in the night."""

import hashlib
import json
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from cms.alerts import blanks
from cms.alerts.faults import (
    Draft,
    Faults,
    blanks_of,
    faults_of,
    faults_of_template,
    portals_below,
)
from cms.alerts.models import AlertTemplate
from sites.models import Portal
from sites.selectors import units_allowing

ALL, CHOSEN = "all", "chosen"
HERE = "%Y-%m-%dT%H:%M"
WORDS = ("title_vi", "title_en", "words_vi", "words_en")


class Clock(forms.DateTimeInput):
    """The device's own way to choose a day and an hour: no script, large on a phone."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format=HERE)


class PortalsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.unit.name} · {obj.site.hostname}"


class SendForm(forms.Form):
    """Asks for the blanks of a template, the portals and the end; nothing else."""

    scope = forms.ChoiceField(
        label=gettext_lazy("Where"), widget=forms.RadioSelect, initial=ALL
    )
    portals = PortalsField(
        label=gettext_lazy("Only these portals"),
        queryset=Portal.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": gettext_lazy(
                "One of these portals is not below the office."
            )
        },
    )
    expires_at = forms.DateTimeField(
        label=gettext_lazy("Stands until"),
        required=False,
        widget=Clock,
        help_text=gettext_lazy("It goes by itself then; seven days at most."),
    )

    def __init__(self, *args: Any, template: AlertTemplate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.template = template
        below = portals_below(template.unit_id).select_related("unit", "site")
        self.below = list(below)
        self.asked = blanks_of(template)
        where, chosen = self.fields["scope"], self.fields["portals"]
        everywhere = _("All %(number)d portals of and below %(office)s")
        said = everywhere % {"number": len(self.below), "office": template.unit.name}
        where.choices = [(ALL, said), (CHOSEN, _("Only those ticked below"))]  # type: ignore[attr-defined]
        chosen.queryset = below  # type: ignore[attr-defined]
        ends = timezone.localtime(timezone.now() + timedelta(hours=template.hours))
        self.fields["expires_at"].initial = ends.replace(second=0, microsecond=0)
        self.fields = {**{code: _blank(code) for code in self.asked}, **self.fields}

    @cached_property
    def draft(self) -> Draft:
        data = self.cleaned_data
        return Draft(
            self.template,
            {code: data.get(code) for code in self.asked},
            self.below if self.is_everywhere else list(data.get("portals") or ()),
            data.get("expires_at"),
        )

    @property
    def is_everywhere(self) -> bool:
        return bool(self.cleaned_data.get("scope") == ALL)

    @property
    def seal(self) -> str:
        """Return a mark of all that a confirmation shows: the same bytes, or not sent."""
        draft = self.draft
        keys = sorted(one.pk for one in draft.portals)
        until = str(draft.expires_at)
        told = [draft.words, self.template.severity, keys, until, self.is_everywhere]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.add_faults(faults_of(self.draft))
        return cleaned

    def add_faults(self, faults: Faults) -> None:
        """Add what a field does not already say of itself."""
        for name, said in faults.items():
            if name not in self.fields:
                self.add_error(None, said)
            elif name not in self.errors:
                self.add_error(name, said)


def _blank(code: str) -> forms.Field:
    label = blanks.LABELS[code]
    if code == blanks.HOUR:
        return forms.DateTimeField(label=label, required=False, widget=Clock)
    attrs = {"inputmode": "tel"} if code == blanks.PHONE else {}
    return forms.CharField(
        label=label, required=False, widget=forms.TextInput(attrs=attrs)
    )


class TemplateForm(WagtailAdminModelForm):
    """Words with blanks in both languages, for an office that the person works for."""

    class Meta(WagtailAdminModelForm.Meta):
        model = AlertTemplate
        fields = ("unit", "severity", "hours", *WORDS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = units_allowing(self.for_user, "alerts.change_alerttemplate")
        self.fields["unit"].queryset = offices
        known = ", ".join(f"{{{word}}}" for word in blanks.TOKENS)
        for name in WORDS:
            said = _("Blanks that are filled in when it is sent: %(blanks)s.")
            self.fields[name].help_text = said % {"blanks": known}
        if self.instance.unit_id is None and len(offices[:2]) == 1:
            self.initial.setdefault("unit", offices[0])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        words = {name: cleaned[name] for name in WORDS if cleaned.get(name)}
        for name, said in faults_of_template(words).items():
            self.add_error(name, said)
        return cleaned
