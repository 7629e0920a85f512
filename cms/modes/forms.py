"""The form of a mode: kind, days, portals, words in both languages."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.admin.widgets import AdminDateInput
from wagtail.images.widgets import AdminImageChooser

from cms.core.editing import narrow
from cms.modes.choices import ModeKind
from cms.modes.faults import TEXTS, Faults, faults_of
from cms.modes.models import Mode
from cms.modes.permissions import OFFICE, is_of_office, needs_office, units_for
from search.text import nfc
from sites.models import Portal
from sites.reach import reach_of

HERE = "%Y-%m-%dT%H:%M"
CHOSEN_FROM = 300  # portals offered at once; whoever has more takes “all below”


class Clock(forms.DateTimeInput):
    """The device's own way to choose a day and an hour: no script, large on a phone."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format=HERE)


class PortalsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.unit.name} · {obj.site.hostname}"


class ModeForm(forms.ModelForm):
    """Offers what the person may decide about; mourning only to standing offices."""

    portals = PortalsField(
        label=gettext_lazy("Only these portals"),
        queryset=Portal.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": gettext_lazy("One of these portals is not yours.")
        },
    )

    class Meta:
        model = Mode
        fields = [
            *("kind", "name", "grounds", "unit", "scope", "portals"),
            *("begins_at", "ends_at", "election_day"),
            *("title_vi", "title_en", "words_vi", "words_en", "link"),
            *("picture", "alt_vi", "alt_en"),
        ]
        widgets = {
            "kind": forms.RadioSelect,
            "scope": forms.RadioSelect,
            "begins_at": Clock,
            "ends_at": Clock,
            "election_day": AdminDateInput,
            "picture": AdminImageChooser,
        }

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        units = units_for(user)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        below = Portal.objects.filter(unit__in=units).select_related("unit", "site")
        listed = below.in_order()[:CHOSEN_FROM]
        self.fields["portals"].queryset = below  # type: ignore[attr-defined]
        self.fields["portals"].choices = [  # type: ignore[attr-defined]
            (one.pk, f"{one.unit.name} · {one.site.hostname}") for one in listed
        ]
        self.fields["kind"].choices = _kinds_for(user)  # type: ignore[attr-defined]
        if self.instance.pk is None and len(units[:2]) == 1:
            self.initial.setdefault("unit", units[0].pk)
        narrow(self, user)

    @property
    def chosen(self) -> list[Portal]:
        return list(self.cleaned_data.get("portals") or ())

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("name", "grounds", *TEXTS):
            data[name] = " ".join(nfc(data.get(name) or "").split())
        return data

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.instance.unit_id is None or not self.instance.kind:
            return
        if needs_office(self.instance) and not is_of_office(
            self.user, self.instance.unit_id
        ):
            self.add_error("scope", _("Only the standing office above decides this."))
        if self.errors.keys() & {"begins_at", "ends_at"}:
            return
        self.add_faults(faults_of(self.instance, self.chosen))

    def add_faults(self, faults: Faults) -> None:
        """Add what a field does not already say of itself."""
        for name, said in faults.items():
            if name in self.fields and name not in self.errors:
                self.add_error(name, ValidationError(said))

    def _save_m2m(self) -> None:
        """Leave the portals to the service."""


def _kinds_for(user: Any) -> list[tuple[str, str]]:
    """Return the kinds somebody may draw up anywhere."""
    office = user.is_superuser or bool(reach_of(user).units_with(OFFICE))
    return [
        (kind.value, str(kind.label))
        for kind in ModeKind
        if office or kind != ModeKind.MOURNING
    ]
