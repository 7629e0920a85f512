"""Forms of directives, rumours and items that are “chưa đẹp”."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from cms.core.editing import choosable, narrow
from cms.core.models import EditorialRecord
from cms.core.pointers import pointers
from cms.directives.models import Directive, Rebuttal
from cms.users.models import User
from media_library.models import Document
from sites.models import Unit
from sites.selectors import people_serving, units_allowing

RECEIVED = ("unit", "kind", "agency", "number", "issued_on", "due_on", "summary")


class OfOwnUnitForm(WagtailAdminModelForm):
    """Offers the units the person keeps such records for, and own files."""

    permission = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        narrow(self, self.for_user)
        units = self._units()
        self.fields["unit"].queryset = units
        if self.instance.unit_id is None and len(units[:2]) == 1:
            self.initial.setdefault("unit", units[0])

    def _units(self) -> "QuerySet[Unit]":
        if self.for_user is None:
            return Unit.objects.none()
        return units_allowing(self.for_user, self.permission)


class DirectiveForm(OfOwnUnitForm):
    permission = "directives.change_directive"

    class Meta(WagtailAdminModelForm.Meta):
        model = Directive
        fields = [*RECEIVED, "document"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        issued, due = cleaned.get("issued_on"), cleaned.get("due_on")
        if issued and due and due < issued:
            self.add_error("due_on", _("This is before the day of the document."))
        return cleaned


class RebuttalForm(OfOwnUnitForm):
    permission = "directives.change_rebuttal"

    class Meta(WagtailAdminModelForm.Meta):
        model = Rebuttal
        fields = [
            *("unit", "rumour", "seen_at", "received_at", "due_at"),
            *("proof", "document"),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        received, due = cleaned.get("received_at"), cleaned.get("due_at")
        if received and due and due < received:
            self.add_error("due_at", _("This is before it was noticed."))
        return cleaned


class ForUser(forms.Form):
    """A form that knows who fills it in."""

    def __init__(self, *args: Any, user: User, unit_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.unit_id = unit_id


class ItemForm(ForUser):
    """An item by its short address, or whatever else others point to by a number."""

    named = forms.CharField(
        label=gettext_lazy("Item, report or takedown"),
        max_length=1_000,
        help_text=gettext_lazy(
            "The short address of an item (/-/… or its ten characters), the receipt code "
            "of a report, the address of a takedown."
        ),
        error_messages={"required": gettext_lazy("Say what it is about.")},
    )

    def clean_named(self) -> str:
        named: str = self.cleaned_data["named"].strip()
        for pointer in pointers():
            found = pointer.find(named, self.user)
            if found is not None:
                self.record = pointer.record_of(found)
                self.kind, self.key = pointer.kind, found.pk
                return named
        self.record, self.kind, self.key = self._item(named), "", 0
        return named

    def _item(self, named: str) -> EditorialRecord:
        code = named.rstrip("/").rpartition("/")[2].lower()
        records = EditorialRecord.objects.visible_to(self.user).items()
        record = records.filter(code=code).first()
        if record is None:
            raise ValidationError(_("Nothing of your units is called that."))
        return record


class AnswerForm(ItemForm):
    """The item that answers a rumour."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["named"].label = _("Short address of the item that answers it")
        self.fields["named"].help_text = _("/-/… or its ten characters.")


class TaskForm(ForUser):
    person = forms.ModelChoiceField(
        label=gettext_lazy("Who"),
        queryset=User.objects.none(),
        error_messages={"required": gettext_lazy("Choose somebody.")},
    )
    work = forms.CharField(
        label=gettext_lazy("Does what"),
        max_length=255,
        error_messages={"required": gettext_lazy("Say what is to be done.")},
    )
    task_due_on = forms.DateField(
        label=gettext_lazy("Until"), required=False, widget=AdminDateInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = Unit.objects.filter(pk=self.unit_id)
        people: Any = get_user_model().objects.filter(
            pk__in=people_serving(unit).values("pk")
        )
        field: Any = self.fields["person"]
        field.queryset = people


class ReplyForm(ForUser):
    """The reply that closes a directive."""

    reply = forms.CharField(
        label=pgettext_lazy("to a directive", "Reply"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": gettext_lazy("A directive is closed with a reply.")
        },
    )
    reply_number = forms.CharField(
        label=gettext_lazy("Number of the reply"), max_length=80, required=False
    )
    replied_on = forms.DateField(
        label=gettext_lazy("Dated"),
        widget=AdminDateInput,
        initial=timezone.localdate,
        error_messages={"required": gettext_lazy("Enter the day.")},
    )
    reply_document: Any = forms.ModelChoiceField(
        label=gettext_lazy("The document of the reply"),
        queryset=Document.objects.none(),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["reply_document"]
        field.queryset = choosable(Document.objects.order_by("title"), self.user)


class ResponsibleForm(ForUser):
    responsible = forms.CharField(
        label=gettext_lazy("Responsible unit"),
        max_length=255,
        help_text=gettext_lazy("Whoever has to put right what the item shows."),
        error_messages={"required": gettext_lazy("Name the unit.")},
    )


class MaskedForm(ForUser):
    masked = forms.BooleanField(
        label=gettext_lazy(
            "I have looked at every picture and clip: no face and no number plate can be "
            "recognised"
        ),
        error_messages={"required": gettext_lazy("Look at them, then confirm.")},
    )


class AskedForm(ForUser):
    asked_on = forms.DateField(
        label=gettext_lazy("Sent to the responsible unit on"),
        widget=AdminDateInput,
        initial=timezone.localdate,
        error_messages={"required": gettext_lazy("Enter the day.")},
    )


class UnitReplyForm(ForUser):
    unit_reply = forms.CharField(
        label=pgettext_lazy("of a unit", "Its reply"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Put at the end of the item, as a new version."),
        error_messages={"required": gettext_lazy("Enter the reply.")},
    )
    unit_replied_on = forms.DateField(
        label=gettext_lazy("Reply dated"),
        widget=AdminDateInput,
        initial=timezone.localdate,
        error_messages={"required": gettext_lazy("Enter the day.")},
    )
