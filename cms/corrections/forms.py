"""The reader's form, and the desk's."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from cms.corrections.models import (
    LONGEST_PASSAGE,
    LONGEST_TEXT,
    MistakeReport,
    ReportState,
)

PHONE = re.compile(r"^\+?[\d .()-]{8,30}$")
PHONE_DIGITS = range(8, 16)
TOO_LONG = _(
    "This is %(show_value)d characters long; at most %(limit_value)d can be sent."
)
DECISION = ("state", "answer", "note")


class NotCutOff:
    """Sends no ``maxlength``: a browser would cut off what is pasted without a word."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs: dict[str, Any] = super().widget_attrs(widget)  # type: ignore[misc]
        attrs.pop("maxlength", None)
        return attrs


class Text(NotCutOff, forms.CharField):
    pass


class Email(NotCutOff, forms.EmailField):
    pass


class MistakeForm(forms.Form):
    """What a reader reports. Everything about the person may be left out."""

    passage = Text(
        label=_("Which passage?"),
        max_length=LONGEST_PASSAGE,
        help_text=_("Copy the sentence, or say where it stands."),
        error_messages={
            "required": _("Say which passage you mean."),
            "max_length": TOO_LONG,
        },
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    problem = Text(
        label=_("What is wrong with it?"),
        max_length=LONGEST_TEXT,
        error_messages={
            "required": _("Say what is wrong with the passage."),
            "max_length": TOO_LONG,
        },
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    suggestion = Text(
        label=_("How should it read?"),
        max_length=LONGEST_TEXT,
        required=False,
        help_text=_("If you know a source, name it here."),
        error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    name = Text(
        label=_("Your name"),
        max_length=120,
        required=False,
        error_messages={"max_length": TOO_LONG},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = Email(
        label=_("E-mail"),
        max_length=254,
        required=False,
        error_messages={
            "invalid": _("This is not an e-mail address. Example: ten@cong.example"),
            "max_length": TOO_LONG,
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = Text(
        label=_("Phone number"),
        max_length=30,
        required=False,
        error_messages={"max_length": TOO_LONG},
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )
    # Nobody sees this field; programs that fill in every field fill in this one.
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        digits = sum(letter.isdigit() for letter in phone)
        if phone and not (PHONE.match(phone) and digits in PHONE_DIGITS):
            message = _("This is not a phone number. Example: 0900 000 000")
            raise ValidationError(message)
        return phone

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("website"):
            raise ValidationError(
                _("A field that must stay empty was filled in. Please send again.")
            )
        return cleaned

    @property
    def report(self) -> dict[str, str]:
        """Return what is kept of a valid form."""
        values = {**self.cleaned_data}
        del values["website"]
        return values


class LookupForm(forms.Form):
    ma = Text(
        label=_("Receipt code"),
        max_length=40,
        help_text=_("As on the page after sending, for example BSS-7K3M-2Q9K."),
        error_messages={
            "required": _("Enter the receipt code."),
            "max_length": TOO_LONG,
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class DecisionForm(WagtailAdminModelForm):
    """What the desk decides; the service writes it."""

    class Meta(WagtailAdminModelForm.Meta):
        model = MistakeReport
        fields = DECISION

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        unanswered = not str(cleaned.get("answer", "")).strip()
        if cleaned.get("state") == ReportState.KEPT and unanswered:
            message = _("Tell the reader why the item stays as it is.")
            self.add_error("answer", message)
        return cleaned
