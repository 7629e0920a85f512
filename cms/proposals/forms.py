"""The second person's answer."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AnswerForm(forms.Form):
    remark = forms.CharField(
        label=_("Remark"),
        required=False,
        max_length=500,
        help_text=_("Needed where you refuse."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
