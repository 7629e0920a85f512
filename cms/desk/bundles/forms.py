"""What is bound together, under which name, and not before which hour."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from cms.desk.bundles.selectors import own_cases
from cms.moderation.models import Case


class BundleForm(forms.Form):
    """The services say what else is wrong; all of it at once."""

    name = forms.CharField(label=_("Name of the bundle"), max_length=150)
    release_at = forms.DateTimeField(
        label=_("Not before"),
        required=False,
        widget=AdminDateTimeInput,
        help_text=_("Empty: as soon as all of its items are approved."),
    )
    cases = forms.ModelMultipleChoiceField(
        label=_("Items"),
        queryset=Case.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = own_cases(user).filter(bundle__isnull=True)
        self.fields["cases"].queryset = free  # type: ignore[attr-defined]
