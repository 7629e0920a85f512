"""What is filled in to draw up a route: its conditions, its steps, whose word each needs."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy
from wagtail.models import Page

from cms.core.models import ContentForm, DutyKind, Topic
from cms.core.models.record import Tier
from cms.core.sections import sections_of
from cms.routes.matters import ELECTION, EMBARGO, FLAGS
from cms.routes.models import Check, Destination, PartyKind, Subject, WhoseUnit
from cms.routes.permissions import ROUTES
from cms.routes.specs import PartySpec, StepSpec
from cms.routes.wording import flag_words
from sites.directory import directory
from sites.models import Capability, Portal, Unit
from sites.selectors import people_serving, units_within_reach_of


class Boxes(forms.MultipleChoiceField):
    """Any of a few words."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)


class PortalField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.unit.name)


class ConditionsForm(forms.Form):
    """What a version is about. Nothing ticked: everything."""

    grounds = forms.CharField(
        label=gettext_lazy("Decision"),
        max_length=255,
        required=False,
        help_text=gettext_lazy(
            "The number and date of the decision that sets the route."
        ),
    )
    tiers = Boxes(label=pgettext_lazy("of a route", "Tiers"), choices=Tier.choices)
    languages = Boxes(label=pgettext_lazy("of a route", "Languages"))
    flags = Boxes(label=pgettext_lazy("of a route", "Flags"))
    sections = forms.ModelMultipleChoiceField(
        label=pgettext_lazy("of a route", "Sections"),
        queryset=Page.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    topics = forms.ModelMultipleChoiceField(
        label=pgettext_lazy("of a route", "Topics"),
        queryset=Topic.objects.all(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    forms = Boxes(
        label=pgettext_lazy("of a route", "Forms"), choices=ContentForm.choices
    )
    field_order = ["grounds", "forms"]

    def __init__(self, *args: Any, portal: Portal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["languages"].choices = languages_of(portal)  # type: ignore[attr-defined]
        self.fields["flags"].choices = [  # type: ignore[attr-defined]
            (name, flag_words(name)) for name in (*FLAGS, EMBARGO, ELECTION)
        ]
        self.fields["sections"].queryset = sections_in(portal)  # type: ignore[attr-defined]


class StepForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name of the step"), max_length=150)


class PartyForm(forms.Form):
    """Whose word a step waits for, and what that person looks at."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("of a step", "Who"), choices=PartyKind.choices
    )
    capabilities = forms.MultipleChoiceField(
        label=pgettext_lazy("of a route", "Roles"),
        choices=Capability.choices,
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 4}),
        help_text=gettext_lazy("For “whoever holds a role”."),
    )
    whose = forms.ChoiceField(
        label=pgettext_lazy("of a step", "Of"), choices=WhoseUnit.choices
    )
    unit = forms.ModelChoiceField(
        label=gettext_lazy("Named unit"),
        queryset=Unit.objects.none(),
        to_field_name="code",
        required=False,
    )
    person = forms.ModelChoiceField(
        label=gettext_lazy("Named person"),
        queryset=get_user_model().objects.none(),
        to_field_name="username",
        required=False,
    )
    duty = forms.ChoiceField(
        label=gettext_lazy("Duty"),
        choices=[("", "—"), *DutyKind.choices],
        required=False,
    )
    label = forms.CharField(
        label=gettext_lazy("Called"),
        max_length=150,
        required=False,
        help_text=gettext_lazy("As the evidence calls this body."),
    )
    checks = Boxes(label=pgettext_lazy("of a route", "Checks"), choices=Check.choices)
    principles = forms.CharField(
        label=gettext_lazy("Principles, one a line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    is_personal = forms.BooleanField(
        label=gettext_lazy("Can’t be delegated"), required=False
    )
    declares_secrecy = forms.BooleanField(
        label=gettext_lazy("Declares that there is no state secret in it"),
        required=False,
    )

    def __init__(
        self, *args: Any, user: Any, portal: Portal, kept: PartySpec | None, **told: Any
    ) -> None:
        super().__init__(*args, **told)
        units = units_within_reach_of(user) | Unit.objects.filter(pk=portal.unit_id)
        units |= Unit.objects.filter(code=kept.unit if kept else "")
        self.fields["unit"].queryset = units.distinct()  # type: ignore[attr-defined]
        people = get_user_model().objects
        serving = people_serving(units.distinct()).values("pk")
        known = people.filter(username=kept.person if kept else "").values("pk")
        self.fields["person"].queryset = people.filter(pk__in=serving) | people.filter(  # type: ignore[attr-defined]
            pk__in=known
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("kind") == PartyKind.ROLE and not data.get("capabilities"):
            self.add_error("capabilities", _("Choose at least one role."))
        if data.get("kind") == PartyKind.PERSON and not data.get("person"):
            self.add_error("person", _("Choose the person."))
        if data.get("kind") == PartyKind.DUTY and not data.get("duty"):
            self.add_error("duty", _("Choose the duty."))
        if data.get("whose") == WhoseUnit.NAMED and not data.get("unit"):
            self.add_error("unit", _("Choose the unit."))
        return data

    def spec(self) -> PartySpec:
        """Return what was filled in; what does not go with the kind is left out."""
        data = self.cleaned_data
        lines = (line.strip() for line in data["principles"].splitlines())
        kind, named = data["kind"], data["whose"] == WhoseUnit.NAMED
        return PartySpec(
            kind=kind,
            capabilities=tuple(data["capabilities"]) if kind == PartyKind.ROLE else (),
            whose=data["whose"],
            unit=data["unit"].code if named else "",
            person=data["person"].get_username() if kind == PartyKind.PERSON else "",
            duty=data["duty"] if kind == PartyKind.DUTY else "",
            label=data["label"],
            is_personal=data["is_personal"],
            checks=tuple(data["checks"]),
            principles=tuple(line for line in lines if line),
            declares_secrecy=data["declares_secrecy"],
        )


def sections_in(portal: Portal) -> "QuerySet[Page]":
    """Return the live sections of a portal in its default language."""
    found = directory.portal(portal.pk)
    known = sections_of(found, found.default_language.code) if found else {}
    pages: QuerySet[Page] = Page.objects.filter(pk__in=known)
    return pages.order_by("path")


def languages_of(portal: Portal) -> list[tuple[str, str]]:
    spoken = set(portal.languages.values_list("locale__language_code", flat=True))
    return [(code, name) for code, name in settings.LANGUAGES if code in spoken]


def initial_of(party: PartySpec) -> dict[str, Any]:
    return {**vars(party), "principles": "\n".join(party.principles)}


def empty_step() -> StepSpec:
    return StepSpec("", (PartySpec(),))


class NewRouteForm(forms.Form):
    """What a new route is for; that never changes."""

    portal = PortalField(
        queryset=Portal.objects.none(), label=gettext_lazy("Portal"), empty_label=None
    )
    name = forms.CharField(label=pgettext_lazy("of a route", "Name"), max_length=150)
    subject = forms.ChoiceField(
        label=pgettext_lazy("of a route", "For"), choices=Subject.choices
    )
    destination = forms.ChoiceField(
        label=gettext_lazy("To reach"), choices=Destination.choices
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["portal"].queryset = ROUTES.portals(user, ["change"])  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        portal = data.get("portal")
        if portal and portal.routes.filter(name=data.get("name", "")).exists():
            self.add_error("name", _("The portal has a route of this name."))
        return data


class TryForm(ConditionsForm):
    """One item that is thought of."""

    subject = forms.ChoiceField(
        label=pgettext_lazy("of a route", "For"), choices=Subject.choices
    )
    destination = forms.ChoiceField(
        label=gettext_lazy("To reach"), choices=Destination.choices
    )
    form = forms.ChoiceField(
        label=pgettext_lazy("of a route", "Form"),
        choices=ContentForm.choices,
        required=False,
    )
    tier = forms.ChoiceField(label=gettext_lazy("Tier"), choices=Tier.choices)
    language = forms.ChoiceField(label=gettext_lazy("Language"))
    section = forms.ModelChoiceField(
        label=pgettext_lazy("of a route", "Section"), queryset=Page.objects.none()
    )

    def __init__(self, *args: Any, portal: Portal, **kwargs: Any) -> None:
        super().__init__(*args, portal=portal, **kwargs)
        self.fields["language"].choices = languages_of(portal)  # type: ignore[attr-defined]
        self.fields["section"].queryset = self.fields["sections"].queryset  # type: ignore[attr-defined]
        self.fields["section"].required = False
        for name in ("grounds", "forms", "tiers", "languages", "sections"):
            del self.fields[name]
        order = ("subject", "destination", "form", "section", "tier", "language")
        self.order_fields([*order, "flags", "topics"])


class ForceForm(forms.Form):
    """When a version begins; empty: now."""

    begins = forms.DateTimeField(
        label=gettext_lazy("In force from"),
        required=False,
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
        input_formats=["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M"],
        help_text=gettext_lazy("Empty: from now on."),
    )
