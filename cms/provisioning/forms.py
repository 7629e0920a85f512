"""Forms of the wizard and of a portal on trial.

A step of the wizard refuses nothing: what is typed is kept, and ``checking`` says what is
wrong with it, in the words of the engine.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext, gettext_lazy as _, pgettext_lazy
from wagtail.admin.widgets import AdminDateInput

from cms.provisioning.checking import OFFERED_ROLES, DraftFault
from cms.provisioning.document import languages_of
from cms.provisioning.frames import patterns
from cms.provisioning.models import Opening
from media_library.models import Document
from sites.models import Portal, Regime, Unit, UnitKind
from sites.theming import THEMES

NOTHING = ("", "---------")
LONGEST = 1_000
MOST_PEOPLE = 60
SPARE_ROWS = 3
FIRST_ROLES = ("head_of_unit", "publisher", "unit_admin", "editor")


class StartForm(forms.Form):
    """Where a draft begins: below which unit, for whom, with which structure."""

    above = forms.ModelChoiceField(
        label=_("Unit above"),
        queryset=Unit.objects.none(),
        help_text=_("The new portal's unit lies right below it."),
    )
    name = forms.CharField(label=_("Name of the unit"), max_length=255)
    start = forms.ChoiceField(
        label=_("Structure"),
        help_text=_(
            "Of a portal are taken: sections, front page, looks, languages and the names "
            "of roles. Never taken are items, people, the owner’s facts and hostnames."
        ),
    )

    def __init__(self, *args: Any, units: Any, portals: Any, top: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        above: Any = self.fields["above"]
        above.queryset, above.required = units.in_order(), not top
        start: Any = self.fields["start"]
        brought = [(f"pattern:{one.key}", one.title) for one in patterns().values()]
        cloned = [(f"portal:{portal.pk}", str(portal)) for portal in portals]
        start.choices = [
            NOTHING,
            (gettext("Patterns"), brought),
            (gettext("As a portal that stands"), cloned),
        ]


class Ticks(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple


class StepForm(forms.Form):
    """One step: what was typed, and the faults that were found in it."""

    def __init__(self, opening: Opening, faults: Iterable[DraftFault] = ()) -> None:
        self.opening = opening
        super().__init__(data=_bound(opening), prefix=None)
        self.shape()
        for field in self.fields.values():
            field.required = False
        self.full_clean()
        self._errors = forms.utils.ErrorDict()
        for fault in faults:
            self.add_error(
                fault.field if fault.field in self.fields else None, fault.message
            )

    def shape(self) -> None:
        """Adapt the fields to the draft."""

    @classmethod
    def typed_in(cls, opening: Opening, sent: Any) -> dict[str, Any]:
        """Return what a request brought for the fields of this step."""
        form = cls(opening)
        return {
            name: sent.getlist(name)[:100]
            if isinstance(field, Ticks)
            else sent.get(name, "").strip()[:LONGEST]
            for name, field in form.fields.items()
        }


class _Typed(dict[str, Any]):
    """What was typed, read as a form reads a request."""

    def getlist(self, name: str) -> list[str]:
        value = self.get(name, [])
        return value if isinstance(value, list) else [value]


def _bound(opening: Opening) -> Any:
    return _Typed(opening.typed)


def _text(label: Any, help_text: Any = "", **attrs: str) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, widget=forms.TextInput(attrs=attrs)
    )


def _choice(label: Any, choices: Iterable[Any]) -> forms.CharField:
    """Return a choice whose value is judged by the engine, not by the form."""
    return forms.CharField(label=label, widget=forms.Select(choices=[*choices]))


class UnitStep(StepForm):
    existing = _choice(_("A unit that is entered already"), [])
    name = _text(_("Official name"))
    short_name = _text(_("Short name"), _("As used in lists."))
    code = _text(
        pgettext_lazy("of a unit", "Code"),
        _(
            "Letters, digits and hyphens; it stays for ever. For example ubnd-xa-tan-hung."
        ),
        autocomplete="off",
    )
    symbol = _text(_("Symbol"), _("As used in document numbers, for example SVHTTDL."))
    ma_dinh_danh = _text(_("Agency identifier"))
    kind = _choice(pgettext_lazy("of a unit", "Kind"), [NOTHING, *UnitKind.choices])
    regime = _choice(_("Regime"), Regime.choices)

    units: Any = ()

    def shape(self) -> None:
        existing = self.fields["existing"]
        existing.help_text = _("Chosen here, its own facts count and not those below.")
        named = [(unit.code, unit.name) for unit in self.units]
        existing.widget.choices = [(*NOTHING,), *named]


class AddressStep(StepForm):
    label = _text(_("Word in the trial’s address"), autocomplete="off")
    hostname = _text(
        _("Official hostname"),
        _("Under which the portal will open; it can be added later."),
        autocomplete="off",
    )
    languages = Ticks(label=_("Languages"), choices=settings.LANGUAGES)

    def shape(self) -> None:
        self.fields["label"].help_text = gettext(
            "The trial stands at this word, followed by .%(domain)s"
        ) % {"domain": settings.PORTAL_TRIAL_DOMAIN}


class LookStep(StepForm):
    theme = _choice(
        _("Theme"), [NOTHING, *((key, one.title) for key, one in THEMES.items())]
    )
    accent_light = _text(
        _("Colour of its own"), _("As #8a1f6a; empty: the theme’s own."), maxlength="7"
    )
    accent_dark = _text(_("Colour of its own on dark ground"), maxlength="7")
    sections = Ticks(label=pgettext_lazy("of a portal", "Sections"))

    def shape(self) -> None:
        offered = self.opening.frame.get("sections", [])
        sections: Any = self.fields["sections"]
        sections.choices = [(one["slug"], one["title"]) for one in offered]


class OwnerStep(StepForm):
    email = _text(_("E-mail"), inputmode="email")
    phone = _text(_("Phone"), inputmode="tel")

    def shape(self) -> None:
        names = dict(settings.LANGUAGES)
        for code in languages_of(self.opening):
            tail = "" if code == "vi" else f" ({names[code]})"
            for name, label in _owner_labels():
                self.fields[f"owner_{code}_{name}"] = _text(f"{label}{tail}")


def _owner_labels() -> list[tuple[str, str]]:
    return [
        ("name", gettext("Name of the owner")),
        ("above", gettext("Line over the name")),
        ("address", gettext("Address")),
        ("responsible", gettext("Person responsible for content")),
    ]


def _role_choices() -> list[tuple[str, Any]]:
    return [NOTHING, *((one.value, one.label) for one in OFFERED_ROLES)]


class PeopleStep(StepForm):
    """Rows of people; those that stay empty are no people."""

    def shape(self) -> None:
        rows = self.opening.people()
        for number in range(min(len(rows) + SPARE_ROWS, MOST_PEOPLE)):
            self._add_row(number, rows[number] if number < len(rows) else {})

    def _add_row(self, number: int, row: Mapping[str, str]) -> None:
        spare = FIRST_ROLES[number] if number < len(FIRST_ROLES) and not row else ""
        fields = {
            "full_name": _text(_("Full name")),
            "email": _text(_("E-mail"), inputmode="email"),
            "role": _choice(_("Role"), _role_choices()),
        }
        for name, field in fields.items():
            key = f"people-{number}-{name}"
            self.fields[key] = field
            words: Any = self.data  # what was typed, as ``_bound`` made it
            words[key] = row.get(name, spare if name == "role" else "")

    @property
    def rows(self) -> list[list[Any]]:
        """Return the fields of each row, for the template."""
        fields = list(self.visible_fields())
        return [fields[start : start + 3] for start in range(0, len(fields), 3)]

    @classmethod
    def typed_in(cls, opening: Opening, sent: Any) -> dict[str, Any]:
        names = ("full_name", "email", "role")
        rows = [
            {
                name: sent.get(f"people-{number}-{name}", "").strip()[:150]
                for name in names
            }
            for number in range(MOST_PEOPLE)
        ]
        return {"people": [row for row in rows if row["full_name"] or row["email"]]}


FORMS: dict[str, type[StepForm]] = {
    "unit": UnitStep,
    "address": AddressStep,
    "look": LookStep,
    "owner": OwnerStep,
    "people": PeopleStep,
}


class FactsForm(forms.Form):
    """What the checklist asks for; what is still missing may stay so."""

    hostname = forms.CharField(
        label=_("Official hostname"), max_length=253, required=False
    )
    decision = forms.CharField(
        label=_("Number of the decision"), max_length=120, required=False
    )
    decided_on = forms.DateField(
        label=_("Day of the decision"), required=False, widget=AdminDateInput
    )
    signer = forms.CharField(label=_("Signed by"), max_length=150, required=False)
    decision_file: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("The decision as a file"),
        queryset=Document.objects.none(),
        required=False,
        help_text=_("One of the documents of the unit; it may be left out."),
    )
    name = forms.CharField(label=_("Name of the owner"), max_length=255, required=False)
    address = forms.CharField(label=_("Address"), max_length=255, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Phone"), max_length=60, required=False)
    responsible = forms.CharField(
        label=_("Person responsible for content"), max_length=255, required=False
    )

    def __init__(self, *args: Any, portal: Portal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        files: Any = self.fields["decision_file"]
        files.queryset = Document.objects.filter(
            collection__in=portal.collection.get_descendants(inclusive=True)
        )

    def clean_hostname(self) -> str:
        return str(self.cleaned_data["hostname"]).lower().rstrip(".")


class GuestForm(forms.Form):
    guest = forms.CharField(label=_("Who is invited"), max_length=150)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("Left empty, copy the link and pass it on yourself."),
    )
