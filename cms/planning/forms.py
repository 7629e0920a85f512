"""Forms of what is planned. Each offers what belongs to the unit it is filled in for."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page

from cms.almanac.models import Occasion
from cms.core.models import EditorialRecord
from cms.planning.models import (
    Assignment,
    Campaign,
    Orientation,
    Period,
    WritingPlan,
)
from cms.planning.reading import Lines, read_plan
from cms.planning.selectors import sections_to_write_in, writers_of
from cms.users.models import User
from sites.models import Unit
from sites.selectors import units_allowing

LONGEST_TABLE = 200_000


class OfUnitForm(WagtailAdminModelForm):
    """Offers the units the person plans for, and begins with the one they work in."""

    permission = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = self.units
        self.fields["unit"].queryset = units
        if self.instance.unit_id is None and "unit" not in self.initial:
            working = getattr(self.for_user, "working_unit_id", None)
            only = units.first() if units[1:2].count() == 0 else None
            self.initial["unit"] = units.filter(pk__in=[working or 0]).first() or only

    @property
    def units(self) -> "QuerySet[Unit]":
        if self.for_user is None:
            return Unit.objects.none()
        return units_allowing(self.for_user, self.permission).in_order()

    @property
    def unit(self) -> Unit | None:
        """Return the unit that was chosen, else the one the form opened with."""
        told = self.data.get("unit") or self.instance.unit_id or self.initial["unit"]
        key = str(getattr(told, "pk", told) or "")
        if not key.isdecimal():
            return None
        return self.units.select_related("portal").filter(pk=int(key)).first()


class AssignmentForm(OfUnitForm):
    permission = "planning.change_assignment"
    section = forms.TypedChoiceField(
        label=pgettext_lazy("of a portal", "Section"),
        required=False,
        empty_value=None,
        coerce=int,
    )

    class Meta(WagtailAdminModelForm.Meta):
        model = Assignment
        fields = [
            *("unit", "title", "outline", "form", "person", "room"),
            *("due_on", "due_time", "occasion", "campaign", "plan"),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.unit
        fields: dict[str, Any] = self.fields
        own = Unit.objects.filter(pk__in=[unit.pk] if unit else [])
        line = Unit.objects.line(unit.pk) if unit else []
        fields["person"].queryset = writers_of(own)
        fields["occasion"].queryset = Occasion.objects.for_units(line)
        fields["campaign"].queryset = Campaign.objects.filter(unit__in=line)
        fields["plan"].queryset = WritingPlan.objects.filter(unit__in=line)
        fields["section"].choices = [
            ("", _("To be chosen by who writes")),
            *((one.id, one.title) for one in self._sections(unit)),
        ]
        self.initial["section"] = self.instance.section_id

    def _sections(self, unit: Unit | None) -> list[Any]:
        return sections_to_write_in(self.for_user, unit) if unit else []

    def clean_section(self) -> Page | None:
        key = self.cleaned_data["section"]
        return Page.objects.get(pk=key) if key else None

    def _post_clean(self) -> None:
        self.instance.section = self.cleaned_data.get("section")
        super()._post_clean()


class PlanForm(OfUnitForm):
    permission = "planning.change_writingplan"

    class Meta(WagtailAdminModelForm.Meta):
        model = WritingPlan
        fields = ["unit", "year", "name", "number", "decided_on", "term"]


class CampaignForm(OfUnitForm):
    permission = "planning.change_campaign"

    class Meta(WagtailAdminModelForm.Meta):
        model = Campaign
        fields = [
            *("unit", "name", "legal_basis", "starts_on", "ends_on"),
            *("topics", "occasion"),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.unit
        line = Unit.objects.line(unit.pk) if unit else []
        self.fields["occasion"].queryset = Occasion.objects.for_units(line)


class OrientationForm(OfUnitForm):
    permission = "planning.add_orientation"

    class Meta(WagtailAdminModelForm.Meta):
        model = Orientation
        fields = [
            *("unit", "subject", "body", "document_number", "document_date"),
            *("valid_until", "units"),
        ]
        widgets = {"units": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = self.units
        self.fields["units"].queryset = (
            Unit.objects.within(list(units.values_list("pk", flat=True)))
            .existing()
            .by_kind()
        )


class ForUser(forms.Form):
    """A form on the page of one thing that knows who fills it in."""

    def __init__(self, *args: Any, user: User, subject: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.subject = subject


class NothingForm(ForUser):
    """For deeds that ask nothing."""


class WriteForm(ForUser):
    """In which section an assignment is written, where it names none."""

    section = forms.TypedChoiceField(
        label=pgettext_lazy("of a portal", "Section"),
        coerce=int,
        error_messages={"required": gettext_lazy("Choose a section.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["section"]
        found = sections_to_write_in(self.user, self.subject.unit)
        field.choices = [(one.id, one.title) for one in found]
        if self.subject.section_id is not None:
            self.initial["section"] = self.subject.section_id


class LinkForm(ForUser):
    """An item that there is already, by its short address."""

    code = forms.CharField(
        label=gettext_lazy("Short address of the item"),
        max_length=1_000,
        help_text=gettext_lazy("/-/… or its ten characters."),
        error_messages={"required": gettext_lazy("Say which item it is.")},
    )
    record: EditorialRecord

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"].strip().rstrip("/").rpartition("/")[2]
        rows = EditorialRecord.objects.visible_to(self.user).items()
        found = rows.filter(unit=self.subject.unit_id, code=code.lower()).first()
        if found is None:
            raise ValidationError(_("The unit has no such item."))
        self.record = found
        return code


class TargetForm(ForUser):
    room = forms.CharField(label=gettext_lazy("Room"), max_length=120, required=False)
    person = forms.ModelChoiceField(
        label=gettext_lazy("Or a person"), queryset=User.objects.none(), required=False
    )
    amount = forms.IntegerField(
        label=gettext_lazy("Number of items"),
        min_value=1,
        max_value=1_000,
        error_messages={"required": gettext_lazy("Say how many items.")},
    )
    period = forms.ChoiceField(label=gettext_lazy("In each"), choices=Period.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset = writers_of(Unit.objects.filter(pk=self.subject.unit_id))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(cleaned.get("room", "").strip()) == bool(cleaned.get("person")):
            self.add_error("room", _("Name a room or a person, not both."))
        return cleaned


class TableForm(ForUser):
    """Rows pasted from a table: nothing is stored while one is bad, unless told so."""

    table = forms.CharField(
        label=gettext_lazy("Rows of the table"),
        max_length=LONGEST_TABLE,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy(
            "A row each: what is to be written; room; due date as dd/mm/yyyy. Columns are "
            "parted by semicolons, or as they come from a spreadsheet."
        ),
        error_messages={"required": gettext_lazy("Paste the rows.")},
    )
    leaves_out = forms.BooleanField(
        label=gettext_lazy("Leave bad rows out, take the others"), required=False
    )
    lines: Lines

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "table" not in cleaned:
            return cleaned
        self.lines = read_plan(cleaned["table"])
        if self.lines.bad and not cleaned["leaves_out"]:
            for fault in self.lines.bad:
                self.add_error("table", line_words(fault))
        return cleaned


def line_words(fault: Any) -> str:
    return _("Line %(number)d: %(why)s") % {"number": fault.number, "why": fault.why}


class BriefForm(forms.Form):
    """What a meeting said and decided."""

    minutes = forms.CharField(
        label=gettext_lazy("What was said"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    decisions = forms.CharField(
        label=gettext_lazy("Decisions"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy(
            "A line each: work; person or room; until dd/mm. Each becomes an assignment."
        ),
    )
    held_on = forms.DateField(
        label=gettext_lazy("Meeting of"),
        widget=AdminDateInput,
        error_messages={"required": gettext_lazy("Enter the day.")},
    )
