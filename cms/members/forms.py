"""Forms about people; what may be chosen in them is handed over by the view."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page

from cms.core.models import DutyKind, Topic
from cms.members.models import LONGEST_ADDRESS, Invitation
from cms.members.selectors import Holding
from cms.users.models import User
from search.text import nfc
from sites.models import Capability
from sites.naming import FIXED, RoleNames

Choice = tuple[str, str]
ONE_DAY = timedelta(days=1)


def role_choices(
    capabilities: Iterable[Capability], names: RoleNames, unit_id: int
) -> list[Choice]:
    """Return roles by the unit's own names, the fixed name beside another one."""
    return [
        (one.value, _named(names.name(unit_id, one), str(FIXED[one])))
        for one in capabilities
    ]


def _named(own: str, fixed: str) -> str:
    return own if own == fixed else f"{own} ({fixed})"


def start_of(day: date) -> datetime:
    """Return the moment at which a day begins, now at the earliest for today."""
    begins = timezone.make_aware(datetime.combine(day, time.min))
    return max(begins, timezone.now()) if day == timezone.localdate() else begins


def end_of(day: date) -> datetime:
    """Return the moment at which a day is over: its last day counts in full."""
    return timezone.make_aware(datetime.combine(day + ONE_DAY, time.min))


class DayField(forms.DateField):
    widget = AdminDateInput


class ConfirmForm(forms.Form):
    """Asks nothing but whether."""


class InviteForm(forms.ModelForm):
    class Meta:
        model = Invitation
        fields = ["full_name", "email", "position", "capability"]

    def __init__(self, *args: Any, roles: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["capability"] = forms.ChoiceField(
            label=gettext_lazy("Role"), choices=[("", "---------"), *roles]
        )
        self.fields["email"].help_text = _(
            "The link is sent there. Whoever has it becomes this person: check every "
            "letter."
        )

    def clean_full_name(self) -> str:
        return nfc(self.cleaned_data["full_name"]).strip()


class RoleForm(forms.Form):
    """A role, and on what grounds."""

    capability = forms.ChoiceField(label=gettext_lazy("Role"))
    grounds = forms.CharField(
        label=gettext_lazy("Decision or reason"),
        max_length=255,
        required=False,
        help_text=gettext_lazy("The number of the decision, or why, in a few words."),
    )

    def __init__(self, *args: Any, roles: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["capability"]
        field.choices = [("", "---------"), *roles]


class GrantForm(RoleForm):
    until = DayField(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Empty: until somebody ends it."),
    )

    def clean_until(self) -> datetime | None:
        day: date | None = self.cleaned_data["until"]
        if day is not None and day < timezone.localdate():
            raise ValidationError(_("This day is over already."))
        return end_of(day) if day else None


class DelegateForm(forms.Form):
    """Who holds a role as well, from which day to which, and why (ủy quyền)."""

    to = forms.ModelChoiceField(
        label=gettext_lazy("Delegated to"), queryset=User.objects.none()
    )
    first_day = DayField(label=gettext_lazy("First day"))
    last_day = DayField(label=gettext_lazy("Last day"))
    grounds = forms.CharField(
        label=gettext_lazy("Decision or reason"),
        max_length=255,
        help_text=gettext_lazy("The number of the decision, or why, in a few words."),
    )

    def __init__(self, *args: Any, colleagues: "QuerySet[User]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.queryset = colleagues

    def clean_first_day(self) -> date:
        day: date = self.cleaned_data["first_day"]
        if day < timezone.localdate():
            raise ValidationError(_("A delegation can't begin in the past."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day lies before the first."))
        return cleaned


class DutyForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Duty"))
    section = forms.ModelChoiceField(
        label=pgettext_lazy("of a portal", "Section"),
        queryset=Page.objects.none(),
        required=False,
        empty_label=gettext_lazy("All sections"),
    )
    topic = forms.ModelChoiceField(
        label=gettext_lazy("Topic"),
        queryset=Topic.objects.in_order(),
        required=False,
        empty_label=gettext_lazy("All topics"),
        help_text=gettext_lazy("Choose a section or a topic, not both."),
    )

    def __init__(
        self,
        *args: Any,
        kinds: Iterable[DutyKind],
        sections: "QuerySet[Page]",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = [(one.value, one.label) for one in kinds]
        section: Any = self.fields["section"]
        section.queryset = sections

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("section") and cleaned.get("topic"):
            self.add_error("topic", _("Choose a section or a topic, not both."))
        return cleaned


class SuspendForm(forms.Form):
    """Who takes over, kind by kind where it is not one person, and why."""

    successor = forms.ModelChoiceField(
        label=gettext_lazy("Successor"), queryset=User.objects.none()
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    decision = forms.CharField(
        label=gettext_lazy("Decision"),
        max_length=255,
        required=False,
        help_text=gettext_lazy("Its number and date, if there is one."),
    )

    def __init__(
        self,
        *args: Any,
        colleagues: "QuerySet[User]",
        holdings: Sequence[Holding],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        successor: Any = self.fields["successor"]
        successor.queryset = colleagues
        passed = [one.kind for one in holdings if not one.kind.is_released]
        self.kinds = [kind.name for kind in passed] if len(passed) > 1 else []
        for kind in passed if self.kinds else []:
            self.fields[f"to_{kind.name}"] = forms.ModelChoiceField(
                label=_("%(what)s: somebody else") % {"what": kind.label},
                queryset=colleagues,
                required=False,
                empty_label=gettext_lazy("The successor named above"),
            )

    @property
    def by_kind(self) -> dict[str, User]:
        """Return who else takes over, by kind."""
        chosen = {name: self.cleaned_data.get(f"to_{name}") for name in self.kinds}
        return {name: person for name, person in chosen.items() if person}


class NamesForm(forms.Form):
    """One line per capability: the role's name, and the board its holders form."""

    def __init__(
        self, *args: Any, known: Mapping[str, tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for capability, fixed in FIXED.items():
            name, board = known.get(capability, ("", ""))
            self.fields[f"name_{capability}"] = forms.CharField(
                label=fixed, max_length=100, required=False, initial=name
            )
            self.fields[f"board_{capability}"] = forms.CharField(
                label=_("%(role)s: the board") % {"role": fixed},
                max_length=150,
                required=False,
                initial=board,
            )

    @property
    def rows(self) -> list[tuple[str, Any, Any]]:
        return [
            (str(fixed), self[f"name_{capability}"], self[f"board_{capability}"])
            for capability, fixed in FIXED.items()
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for capability in FIXED:
            if cleaned.get(f"board_{capability}") and not cleaned.get(
                f"name_{capability}"
            ):
                self.add_error(
                    f"name_{capability}", _("A board needs a name of its role as well.")
                )
        return cleaned

    @property
    def names(self) -> dict[str, tuple[str, str]]:
        return {
            capability: (
                nfc(self.cleaned_data[f"name_{capability}"]).strip(),
                nfc(self.cleaned_data[f"board_{capability}"]).strip(),
            )
            for capability in FIXED
        }


class PasswordForm(forms.Form):
    """A password of one's own choice, twice."""

    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=gettext_lazy("Password, once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.person)
        return password

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, again = cleaned.get("password"), cleaned.get("again")
        if first and again and first != again:
            self.add_error("again", _("The two passwords differ."))
        return cleaned


class NewcomerForm(PasswordForm):
    full_name = forms.CharField(
        label=gettext_lazy("Full name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["full_name", "password", "again"]

    def clean_full_name(self) -> str:
        name = nfc(self.cleaned_data["full_name"]).strip()
        if len(name) > LONGEST_ADDRESS or not name:
            raise ValidationError(_("Enter your full name."))
        return name
