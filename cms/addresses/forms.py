"""Forms of old addresses."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from cms.addresses.faults import AddressError
from cms.addresses.judging import unknown_host
from cms.addresses.lists import COLUMNS, MOST_LINES, MOST_MEGABYTES
from cms.addresses.models import AddressRule, settled
from cms.addresses.permissions import RULES
from cms.addresses.reading import (
    LONGEST,
    own_form,
    read_source,
    read_target,
    source_text,
)
from cms.core.editing import narrow
from sites.models import Portal, PortalHostname

STRAIGHT = gettext_lazy(
    "An address that leads to another old address makes readers wait twice. Ticked, it "
    "is led to the end of the way, and so are those that lead here."
)


class PortalChoice(forms.ModelChoiceField):
    """One of the portals whose old addresses the person keeps; filled in if it is one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=Portal.objects.none(), label=gettext_lazy("Portal"), **kwargs
        )

    def offer(self, user: Any, *actions: str) -> None:
        self.queryset = RULES.portals(user, actions).in_order()
        several = list(self.queryset[:2])
        if len(several) == 1:
            self.initial = several[0]
            self.empty_label = None


class RuleForm(WagtailAdminModelForm):
    """An old address as people copy it, and one of three ends for it."""

    portal = PortalChoice()
    straightens = forms.BooleanField(
        label=gettext_lazy("Lead detours straight"), required=False, help_text=STRAIGHT
    )

    class Meta(WagtailAdminModelForm.Meta):
        model = AddressRule
        fields = ["portal", "source", "page", "target", "is_gone"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        narrow(self, self.for_user)
        if self.for_user is not None:
            self.fields["portal"].offer(self.for_user, "add", "change")
        if self.instance.pk:
            self.fields["portal"].disabled = True
            self.initial["source"] = self.instance.old_address

    @cached_property
    def hosts(self) -> set[str]:
        rows = PortalHostname.objects.filter(portal=self.cleaned_data.get("portal"))
        return set(rows.values_list("hostname", flat=True))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        self._clean_source(cleaned)
        self._clean_end(cleaned)
        return cleaned

    def _clean_source(self, cleaned: dict[str, Any]) -> None:
        written = cleaned.get("source")
        if not written or "portal" not in cleaned:
            return
        try:
            source = read_source(written)
        except AddressError as fault:
            self.add_error("source", list(fault.reasons))
            return
        if source.host and source.host not in self.hosts:
            self.add_error("source", unknown_host(source.host))
        self.instance.host = source.host
        cleaned["source"] = source_text(written)

    def _clean_end(self, cleaned: dict[str, Any]) -> None:
        ends = [name for name in ("page", "target", "is_gone") if cleaned.get(name)]
        if len(ends) != 1:
            message = _("Choose one: a page, a new address, or withdrawn for good.")
            self.add_error(ends[-1] if ends else "page", message)
        elif cleaned.get("target") and cleaned.get("source"):
            try:
                cleaned["target"] = own_form(cleaned["target"], self.hosts)
                read_target(cleaned["target"], read_source(cleaned["source"]).gaps)
            except AddressError as fault:
                self.add_error("target", list(fault.reasons))

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.errors:
            try:
                settled(self.instance)
            except AddressError as fault:
                raise ValidationError(list(fault.reasons)) from fault


class ImportForm(forms.Form):
    portal = PortalChoice()
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=format_lazy(
            gettext_lazy(
                "CSV (UTF-8) or XLSX. The first line names the columns: “{old}”, “{new}”, "
                "“{code}” (301 or 410)."
            ),
            **COLUMNS,
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )
    straightens = forms.BooleanField(
        label=gettext_lazy("Lead detours straight"),
        required=False,
        initial=True,
        help_text=STRAIGHT,
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["portal"].offer(user, "add")  # type: ignore[attr-defined]
        self.limits = {"lines": MOST_LINES, "megabytes": MOST_MEGABYTES}


class TryForm(forms.Form):
    portal = PortalChoice()
    address = forms.CharField(
        label=gettext_lazy("Address to try"),
        max_length=LONGEST,
        help_text=gettext_lazy("Whole, or from its path on: “/Default.aspx?id=5”."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["portal"].offer(user, "view", "change")  # type: ignore[attr-defined]

    def clean_address(self) -> str:
        try:
            read_source(self.cleaned_data["address"].replace("{", "").replace("}", ""))
            return str(self.cleaned_data["address"]).strip()
        except AddressError as fault:
            raise ValidationError(list(fault.reasons)) from fault


class ReleaseForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why may another portal have this hostname?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
