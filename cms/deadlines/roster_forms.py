"""What is filled in about the duty roster and about reminders."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.widgets import AdminDateTimeInput

from cms.deadlines.choices import Superior
from cms.deadlines.offsets import MOST_DAYS, MOST_HOURS
from cms.users.models import User
from sites.models import Unit
from sites.selectors import people_serving


class ShiftForm(forms.Form):
    """Who is on duty, from when to when."""

    person = forms.ModelChoiceField(
        label=gettext_lazy("Person on duty"), queryset=User.objects.none()
    )
    begins = forms.DateTimeField(
        label=pgettext_lazy("duty", "From"), widget=AdminDateTimeInput
    )
    ends = forms.DateTimeField(
        label=pgettext_lazy("duty", "Until"), widget=AdminDateTimeInput
    )

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = people_serving(Unit.objects.filter(pk=unit.pk))
        found: Any = self.fields["person"]
        found.queryset = people.order_by("sort_key", "username")


class OffsetsForm(forms.Form):
    """When people are reminded: so many days and hours before; empty for none."""

    days = forms.IntegerField(
        label=gettext_lazy("Days before"),
        required=False,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS)],
        help_text=gettext_lazy("For office hours, a day is eight of them."),
    )
    hours = forms.IntegerField(
        label=gettext_lazy("Hours before"),
        required=False,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_HOURS)],
        help_text=gettext_lazy("Counted by the clock of the rule."),
    )
    superior = forms.ChoiceField(
        label=gettext_lazy("Who is told of what is overdue, in office hours"),
        choices=Superior.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Outside office hours it is whoever is on duty."),
    )

    @property
    def offsets(self) -> list[str]:
        data = self.cleaned_data
        parts = ((data["days"], "d"), (data["hours"], "h"))
        return [f"{amount}{unit}" for amount, unit in parts if amount]


def filled_offsets(offsets: list[str]) -> dict[str, int]:
    """Return the offsets as the form shows them."""
    names = {"d": "days", "h": "hours"}
    return {names[one[-1]]: int(one[:-1]) for one in offsets}
