"""Forms with which items leave their readers."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, gettext_lazy

from cms.core.models import EditorialRecord
from cms.takedown.kinds import Reason
from cms.takedown.models import LONGEST_WORDS
from cms.users.models import User
from sites.models import Unit
from sites.selectors import people_serving

SAY_WHY = gettext_lazy("Say why, so that the board can decide.")


class LeaveForm(forms.Form):
    """Why an item leaves: a class that readers are told, and words for the desk."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"),
        choices=[("", gettext_lazy("Choose a reason")), *Reason.choices],
        help_text=gettext_lazy("Readers are told this reason and the date, no more."),
        error_messages={"required": gettext_lazy("Choose a reason.")},
    )
    words = forms.CharField(
        label=gettext_lazy("Explanation"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Kept with the item. Readers never see it."),
        error_messages={"required": SAY_WHY},
    )


class StopForm(LeaveForm):
    """Who alone may read the item from now on."""

    first = forms.ModelChoiceField(
        label=gettext_lazy("First person who may still read it"),
        queryset=User.objects.none(),
        error_messages={"required": gettext_lazy("Name two different people.")},
    )
    second = forms.ModelChoiceField(
        label=gettext_lazy("Second person who may still read it"),
        queryset=User.objects.none(),
        error_messages={"required": gettext_lazy("Name two different people.")},
    )

    def __init__(self, *args: Any, record: EditorialRecord, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = [record.unit_id, *Unit.objects.above(record.unit_id)]
        serving = people_serving(Unit.objects.filter(pk__in=units)).distinct()
        people: Any = get_user_model().objects.filter(pk__in=serving.values("pk"))
        for name in ("first", "second"):
            field: Any = self.fields[name]
            field.queryset = people
            field.label_from_instance = in_full

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, second = cleaned.get("first"), cleaned.get("second")
        if first is not None and first == second:
            raise ValidationError(_("Name two different people."))
        return cleaned

    @property
    def keepers(self) -> list[User]:
        return [self.cleaned_data["first"], self.cleaned_data["second"]]


def in_full(person: User) -> str:
    """Return a person's full name with the position, as evidence names them."""
    return (
        f"{person.full_name} ({person.position})"
        if person.position
        else person.full_name
    )


class RemarkForm(forms.Form):
    """What the board says to its decision."""

    remark = forms.CharField(
        label=gettext_lazy("Remark"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Kept with the item. Readers never see it."),
    )
    needs_remark = False

    def clean_remark(self) -> str:
        remark = str(self.cleaned_data["remark"]).strip()
        if self.needs_remark and not remark:
            raise ValidationError(_("Say why the item stays where it is."))
        return remark
