"""What is filled in about deadlines, office hours and days."""

from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput
from wagtail.models import Page

from cms.core.models import ContentForm
from cms.core.models.record import Tier
from cms.core.sections import sections_of
from cms.deadlines.choices import Combination
from cms.deadlines.models import MOST, DayOverride, DeadlineRule
from sites.directory import directory
from sites.hours import NAMES, faults_of_hours
from sites.models import OfficeHours, Portal, Unit

SESSIONS = 2  # a morning and an afternoon; more where a unit has more
CLOCK = "%H:%M"


class Boxes(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)


class RuleForm(forms.ModelForm):
    """One rule. From when to when it counts stays as it was once items follow it."""

    exempt_forms = Boxes(
        label=gettext_lazy("Not these forms"),
        choices=ContentForm.choices,
        help_text=gettext_lazy("Round-ups tell of no single day: plans exempt them."),
    )
    tiers = Boxes(label=gettext_lazy("Only these tiers"), choices=Tier.choices)
    sections = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Only these sections"),
        queryset=Page.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    forms = Boxes(label=gettext_lazy("Only these forms"), choices=ContentForm.choices)

    class Meta:
        model = DeadlineRule
        fields = [
            *("name", "source", "start", "stop", "clock", "amount", "only_important"),
            *("exempt_forms", "forms", "tiers", "sections", "rank"),
            *("valid_from", "valid_to"),
        ]
        widgets = {"valid_from": AdminDateInput, "valid_to": AdminDateInput}

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.unit = unit
        found = sections_in(unit)
        self.fields["sections"].queryset = found  # type: ignore[attr-defined]
        if not found:
            del self.fields["sections"]
        if self.instance.pk is not None:
            for name in ("start", "stop"):
                self.fields[name].disabled = True

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if set(data.get("forms", ())) & set(data.get("exempt_forms", ())):
            words = _("A form can’t be asked for and exempt at once.")
            self.add_error("exempt_forms", words)
        return data

    def _save_m2m(self) -> None:
        """Leave the sections to the service."""


def sections_in(unit: Unit) -> Any:
    """Return the live sections of a unit's portal in its default language."""
    portal = Portal.objects.filter(unit=unit).first()
    found = directory.portal(portal.pk) if portal else None
    known = sections_of(found, found.default_language.code) if found else {}
    return Page.objects.filter(pk__in=known).order_by("path")


class CombinationForm(forms.Form):
    combination = forms.ChoiceField(
        label=gettext_lazy("If several rules apply"), choices=Combination.choices
    )


class DayForm(forms.ModelForm):
    """A day that is off, or worked, by a decision."""

    class Meta:
        model = DayOverride
        fields = ["day", "is_working", "decision"]
        widgets = {"day": AdminDateInput, "is_working": forms.RadioSelect}

    def __init__(self, *args: Any, unit: Unit | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.unit = unit

    def _get_validation_exclusions(self) -> set[str]:
        """Let the model see whose day it is: each day is decided once."""
        found: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return found - {"unit"}


class TimetableForm(forms.Form):
    """A week: for each day from when to when, twice or oftener."""

    since = forms.DateField(
        label=gettext_lazy("In force from"),
        required=False,
        widget=AdminDateInput,
        help_text=gettext_lazy("Empty: ever since. Later hours replace earlier ones."),
    )

    def __init__(self, *args: Any, rows: Iterable[OfficeHours], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {
            day: list(found)
            for day, found in groupby(
                sorted(rows, key=lambda row: (row.weekday, row.opens)),
                key=lambda row: row.weekday,
            )
        }
        most = max([SESSIONS, *map(len, known.values())])
        self.numbers = range(most)
        for day in NAMES:
            for number, row in enumerate([*known.get(day, []), *[None] * most][:most]):
                self._add(day, number, row)

    def _add(self, day: int, number: int, row: OfficeHours | None) -> None:
        for edge, value in (("opens", "opens"), ("closes", "closes")):
            words = {"day": NAMES[day], "number": number + 1}
            label = (
                _("%(day)s, session %(number)d, from")
                if edge == "opens"
                else _("%(day)s, session %(number)d, to")
            )
            attributes = {
                "size": 5,
                "placeholder": "--:--",
                "aria-label": label % words,
            }
            self.fields[f"d{day}-{number}-{edge}"] = forms.TimeField(
                label=label % words,
                required=False,
                initial=getattr(row, value) if row else None,
                widget=forms.TimeInput(format=CLOCK, attrs=attributes),
            )

    def week(self) -> Iterator[dict[str, Any]]:
        """Yield the days with their pairs of fields."""
        for day, name in NAMES.items():
            pairs = [
                (self[f"d{day}-{number}-opens"], self[f"d{day}-{number}-closes"])
                for number in self.numbers
            ]
            yield {"name": name, "pairs": pairs}

    @property
    def sessions(self) -> list[tuple[int, time, time]]:
        found = []
        for day in NAMES:
            for number in self.numbers:
                opens, closes = self._pair(day, number)
                if opens is not None and closes is not None:
                    found.append((day, opens, closes))
        return found

    def _pair(self, day: int, number: int) -> tuple[time | None, time | None]:
        data = self.cleaned_data
        name = f"d{day}-{number}"
        return data.get(f"{name}-opens"), data.get(f"{name}-closes")

    def clean(self) -> dict[str, Any]:
        """Tell all faults at once."""
        faults = [*self._halves(), *faults_of_hours(self.sessions)]
        if faults and not self.errors:
            raise ValidationError(faults)
        return self.cleaned_data

    def _halves(self) -> Iterator[str]:
        for day, name in NAMES.items():
            for number in self.numbers:
                opens, closes = self._pair(day, number)
                if (opens is None) != (closes is None):
                    words = {"day": name, "number": number + 1}
                    yield (
                        _(
                            "%(day)s, session %(number)d: name when it begins and when it "
                            "ends."
                        )
                        % words
                    )


class TryForm(forms.Form):
    """An event’s end, and how much time there is by each clock."""

    ends = forms.DateTimeField(
        label=gettext_lazy("The event ends"), widget=AdminDateTimeInput
    )
    days = forms.IntegerField(
        label=gettext_lazy("Calendar days"),
        initial=2,
        validators=[MinValueValidator(1), MaxValueValidator(MOST)],
    )
    hours = forms.IntegerField(
        label=pgettext_lazy("a clock", "Office hours"),
        initial=12,
        validators=[MinValueValidator(1), MaxValueValidator(MOST)],
    )

    @property
    def amounts(self) -> tuple[timedelta, timedelta]:
        data = self.cleaned_data
        return timedelta(days=data["days"]), timedelta(hours=data["hours"])


def asked_year(value: str, today: date) -> int:
    """Return the year asked for; this one for anything that is none."""
    near = range(today.year - 5, today.year + 6)
    return int(value) if value.isdecimal() and int(value) in near else today.year
