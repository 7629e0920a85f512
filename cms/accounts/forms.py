"""Forms of the door."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from cms.users.models import User


class LoginForm(AllauthLoginForm):
    """Name and password; without hints that vanish while one types."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, password = self.fields["login"], self.fields["password"]
        name.label, password.label = _("User name"), _("Password")
        password.help_text = ""
        name.widget.attrs.update(autofocus=True, autocapitalize="none")
        for field in (name, password):
            field.widget.attrs.pop("placeholder", None)


def _ask_for_code(field: forms.Field) -> None:
    """Say what code is asked for, and let a phone show its keys for digits."""
    field.label = pgettext_lazy("second factor", "Code")
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(autofocus=True, inputmode="numeric")


class CodeForm(AuthenticateForm):
    """A code at the login."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_code(self.fields["code"])


class CodeAgainForm(ReauthenticateForm):
    """A code during a session."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_code(self.fields["code"])


class SetUpAppForm(ActivateTOTPForm):
    """The first code of an app that was just set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_code(self.fields["code"])


class AddKeyForm(AddWebAuthnForm):
    """A passkey or security key, under a name its owner recognises."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")


class UnlockForm(forms.Form):
    """The password of the person whose session is locked; counted as at the door."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not get_adapter().reauthenticate(self._user, password):
            raise forms.ValidationError(_("This is not your password."))
        return password


class OwnFactsForm(forms.ModelForm):
    """What people may change about themselves; the rest is kept by administrators."""

    class Meta:
        model = User
        fields = ["phone", "pen_name"]
