"""What the overview can be narrowed by."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.overview.listing import Order, offices_among
from cms.overview.needs import Need
from cms.overview.rows import UnitRow
from cms.overview.states import UnitState
from search.text import nfc
from sites.models import UnitKind

LONGEST_SEARCH = 100
Choices = list[tuple[str, str | Promise]]


def _or(nothing: str | Promise, choices: Any) -> Choices:
    return [("", nothing), *choices]


class OverviewForm(forms.Form):
    """All of it may be left out; what makes no sense is said, and narrows nothing."""

    q = forms.CharField(
        label=_("Name of the unit"),
        required=False,
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = forms.ChoiceField(
        label=_("Portal"),
        required=False,
        choices=lambda: _or(_("All in operation"), UnitState.choices),
    )
    need = forms.ChoiceField(
        label=_("Needs"),
        required=False,
        choices=lambda: _or(_("Anything or nothing"), Need.choices),
    )
    kind = forms.ChoiceField(
        label=_("Tier"),
        required=False,
        choices=lambda: _or(_("All tiers"), UnitKind.choices),
    )
    under = forms.TypedChoiceField(
        label=_("Below"), required=False, coerce=int, empty_value=None
    )
    order = forms.ChoiceField(
        label=_("Order"), required=False, choices=lambda: Order.choices
    )

    def __init__(self, asked: Any, *, rows: Sequence[UnitRow]) -> None:
        super().__init__(asked, auto_id="id_overview_%s")
        under: Any = self.fields["under"]
        under.choices = _or(_("Everywhere"), offices_among(rows))
        if len(under.choices) == 1:
            del self.fields["under"]

    def clean_q(self) -> str:
        return nfc(self.cleaned_data["q"]).strip()

    def clean_order(self) -> str:
        return self.cleaned_data["order"] or Order.NEEDS.value

    @property
    def wanted(self) -> dict[str, Any]:
        """Return what was asked for as far as it makes sense."""
        self.is_valid()
        return {"need": "", "order": Order.NEEDS.value, **self.cleaned_data}
