"""What people say about a check: why it is set aside, until when a name is registered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Seen to, or no concern: why"),
        max_length=255,
        help_text=_("It is not told of again until it changes."),
    )


class RegistrationForm(forms.Form):
    expires_on = forms.DateField(
        label=_("Registered until"),
        widget=AdminDateInput,
        help_text=_("As it stands on the confirmation of registration."),
    )


def forms_for(deed: str, data: Any) -> dict[str, Any]:
    """Return the forms of the page; the one that was sent holds what was sent."""
    return {
        "reason_form": ReasonForm(data if deed == "aside" else None),
        "registration_form": RegistrationForm(data if deed == "date" else None),
    }
