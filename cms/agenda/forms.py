"""Where an entry is put: another day, and for a release the hour."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DayInput(forms.DateInput):
    """The device's own way to choose a day."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class HourInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class PlannedForm(forms.Form):
    on = forms.DateField(label=_("To the day"), widget=DayInput)


class ReleaseForm(PlannedForm):
    at = forms.TimeField(label=_("At"), widget=HourInput)
