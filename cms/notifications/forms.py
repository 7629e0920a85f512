"""What is filled in about notifications."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from cms.notifications.kinds import Kind, Mode, kinds_to_choose, known_kinds
from cms.notifications.models import PersonSetting, UnitSetting
from cms.notifications.selectors import Choices, people_in
from cms.notifications.timing import Quiet
from cms.users.models import User
from sites.models import Unit

CLOCK = "%H:%M"


class HourField(forms.TimeField):
    def __init__(self, **kwargs: Any) -> None:
        attributes = {"size": 5, "placeholder": "--:--"}
        super().__init__(
            widget=forms.TimeInput(format=CLOCK, attrs=attributes), **kwargs
        )


class ModesForm(forms.Form):
    """A way for each kind, and quiet hours."""

    quiet_from = HourField(label=gettext_lazy("Quiet from"), required=False)
    quiet_to = HourField(label=gettext_lazy("Quiet until"), required=False)

    def _add_modes(self, choices: list[tuple[str, Any]], modes: dict[str, str]) -> None:
        self.kinds: list[Kind] = kinds_to_choose()
        for kind in self.kinds:
            self.fields[f"mode-{kind.name}"] = forms.ChoiceField(
                label=str(kind.label),
                choices=choices,
                initial=modes.get(kind.name, ""),
                required=False,
            )

    def rows(self) -> Iterator[Any]:
        """Yield the fields of the kinds, in their order."""
        for kind in self.kinds:
            yield self[f"mode-{kind.name}"]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        ends = [data.get("quiet_from"), data.get("quiet_to")]
        if not {"quiet_from", "quiet_to"} & set(self.errors):
            if ends.count(None) == 1:
                raise ValidationError(
                    _("Name when quiet hours begin and when they end.")
                )
            if ends[0] is not None and ends[0] == ends[1]:
                raise ValidationError(
                    _("Quiet hours begin and end at different hours of the clock.")
                )
        return data

    @property
    def modes(self) -> dict[str, str]:
        said = {
            kind.name: self.cleaned_data[f"mode-{kind.name}"] for kind in self.kinds
        }
        return {name: mode for name, mode in said.items() if mode}

    @property
    def quiet(self) -> Quiet | None:
        begins, ends = self.cleaned_data["quiet_from"], self.cleaned_data["quiet_to"]
        return Quiet(begins, ends) if begins and ends else None


class UnitForm(ModesForm):
    digest_at = HourField(label=gettext_lazy("Hour of the daily letter"))

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        setting = UnitSetting.objects.filter(unit=unit).first() or UnitSetting()
        names = ("quiet_from", "quiet_to", "digest_at")
        initial = {name: getattr(setting, name) for name in names}
        super().__init__(*args, **{**kwargs, "initial": initial})
        said = Choices(modes=setting.modes)
        modes = {kind.name: said.mode(kind) for kind in kinds_to_choose()}
        self._add_modes(list(Mode.choices), modes)


class PersonForm(ModesForm):
    """The person’s own choice; “as the unit says” is none."""

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        found = PersonSetting.objects.filter(person=person).first()
        setting = found or PersonSetting()
        initial = {name: getattr(setting, name) for name in ("quiet_from", "quiet_to")}
        super().__init__(*args, **{**kwargs, "initial": initial})
        nothing = ("", pgettext_lazy("a notification", "As the unit says"))
        self._add_modes([nothing, *Mode.choices], setting.modes)


class RecipientForm(forms.Form):
    """Somebody of the unit, or a shared mailbox, who is told besides."""

    kind = forms.ChoiceField(label=gettext_lazy("Notification"))
    person = forms.ModelChoiceField(
        label=gettext_lazy("Person of the unit"),
        queryset=User.objects.none(),
        required=False,
    )
    address = forms.EmailField(
        label=gettext_lazy("Or a shared mailbox"),
        required=False,
        help_text=gettext_lazy("Everybody who reads it sees the titles of your items."),
    )

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found: Any = self.fields
        found["kind"].choices = [(kind.name, kind.label) for kind in known_kinds()]
        found["person"].queryset = people_in(unit)
