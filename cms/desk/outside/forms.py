"""Whom to ask, and what they say."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _

LONGEST_DAYS = 30
USUAL_DAYS = 3


class AskForm(forms.Form):
    """The services say what else is wrong; all of it at once."""

    name = forms.CharField(label=_("Full name"), max_length=150)
    organisation = forms.CharField(
        label=_("Position, organisation"), max_length=255, required=False
    )
    days = forms.IntegerField(
        label=_("The link holds for (days)"),
        min_value=1,
        max_value=LONGEST_DAYS,
        initial=USUAL_DAYS,
    )

    def expires_at(self) -> datetime:
        days: int = self.cleaned_data["days"]
        return timezone.now() + timedelta(days=days)


class OpinionForm(forms.Form):
    text = forms.CharField(
        label=_("Your comment"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].error_messages["required"] = gettext(
            "Write what you want to say."
        )
