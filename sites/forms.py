"""Forms in which the house's keepers edit units and portals."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy
from modelcluster.forms import BaseChildFormSet
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm

from sites.hours import faults_of_hours
from sites.models import (
    Portal,
    PortalHostname,
    PortalStatus,
    RetiredHostname,
    Unit,
)
from sites.rows import PUBLIC_ROWS, UNIT_NAMES, in_order, names_of, rows_of
from sites.selectors import reserved_words


class UnitForm(WagtailAdminModelForm):
    """A unit keeps its code for ever: folders and exports are named by it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["code"].disabled = True

    def clean_parent(self) -> Unit | None:
        parent: Unit | None = self.cleaned_data["parent"]
        if parent and self.instance.pk and self._is_below(parent):
            raise ValidationError(_("A unit can't lie below itself."))
        return parent

    def save(self, commit: bool = True) -> Unit:  # noqa: FBT001, FBT002
        if commit and self.instance.pk:
            self._hold_back()
        unit: Unit = super().save(commit)
        return unit

    def _hold_back(self) -> None:
        """Leave the names as they are where somebody else has to agree first."""
        before = names_of(self.instance)
        after = {name: self.cleaned_data[name] for name in UNIT_NAMES}
        if before == after:
            return
        holders = hooks.get_hooks("hold_back_words")
        if any(holds(self.instance, after, self.for_user) for holds in holders):
            for name, words in before.items():
                setattr(self.instance, name, words)

    def _is_below(self, parent: Unit) -> bool:
        above = {key: above for key, above, _name in Unit.objects.lines()}
        key: int | None = parent.pk
        while key is not None and key != self.instance.pk:
            key = above.pop(key, None)
        return key is not None


class MarkedRows(BaseChildFormSet):
    """Rows of which exactly one carries a mark."""

    mark: str
    none_marked: str | Promise
    several_marked: str | Promise

    def clean(self) -> None:
        super().clean()
        if any(form.errors for form in self._rows()):
            return
        marked = self._marked()
        if len(marked) != 1:
            fault = self.several_marked if marked else self.none_marked
            raise ValidationError(str(fault))

    def unmark_others(self) -> None:
        """Take the mark off the stored rows that lose it.

        Rows are written one by one, and at no moment may two carry it.
        """
        marked = [form.instance.pk for form in self._marked()]
        rows = self.model.objects.filter(**{self.fk.name: self.instance})
        rows.exclude(pk__in=filter(None, marked)).update(**{self.mark: False})

    def _rows(self) -> list[Any]:
        return [form for form in self.forms if not self._should_delete_form(form)]

    def _marked(self) -> list[Any]:
        return [form for form in self._rows() if form.cleaned_data.get(self.mark)]


class HostnameRows(MarkedRows):
    mark = "is_canonical"
    none_marked = gettext_lazy("Mark one hostname as canonical: the others lead to it.")
    several_marked = gettext_lazy("Only one hostname can be canonical.")


class HostnameForm(WagtailAdminModelForm):
    """Says whose a taken hostname is; the constraint would only name itself."""

    def clean_hostname(self) -> str:
        hostname = str(self.cleaned_data["hostname"]).lower().rstrip(".")
        if hostname in settings.HOUSE_HOSTS:
            raise ValidationError(_("This hostname is the administration's."))
        holder = PortalHostname.objects.taken(
            hostname, besides=self.instance.pk
        ).first()
        if holder:
            raise ValidationError(
                _("This hostname belongs to another portal: %(portal)s.")
                % {"portal": holder.portal}
            )
        closed = RetiredHostname.objects.closed_to([hostname], self._portal_id())
        for retired in closed:
            raise ValidationError(reserved_words(retired))
        return hostname

    def _portal_id(self) -> int | None:
        """Return the portal the row belongs to, or is being added to."""
        portal = getattr(self.instance, "portal", None)
        return portal.pk if portal else None


class LanguageRows(MarkedRows):
    mark = "is_default"
    none_marked = gettext_lazy(
        "Mark one language as the default: its addresses have no prefix."
    )
    several_marked = gettext_lazy("Only one language can be the default.")


class PortalForm(WagtailAdminModelForm):
    """The state asked for is kept aside: only ``sites.services`` changes it."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        self.wanted_status = cleaned.pop("status", self.instance.status)
        if self._opens_for_the_first_time():
            self.add_error("status", _("Open it by its checklist: “Opening portals”."))
        return cleaned

    def _opens_for_the_first_time(self) -> bool:
        """Tell whether the form is asked to do what only the checklist does (ADR 0037)."""
        portal = self.instance
        was_open = portal.status == PortalStatus.OPEN or portal.opened_on is not None
        return self.wanted_status == PortalStatus.OPEN and not was_open

    def save(self, commit: bool = True) -> Portal:  # noqa: FBT001, FBT002
        held = self._hold_back() if commit and self.instance.pk else {}
        try:
            return self._save(commit=commit)
        finally:  # a form that is refused is drawn again, with all that was typed
            self.formsets.update(held)

    def _save(self, *, commit: bool) -> Portal:
        if commit:
            for rows in self.formsets.values():
                if isinstance(rows, MarkedRows):
                    rows.unmark_others()
        portal: Portal = super().save(commit)
        return portal

    def _hold_back(self) -> dict[str, Any]:
        """Take away the rows that readers see where somebody else has to agree.

        Who says so joins by Wagtail's hook ``hold_back_words``: this layer knows no desk.
        """
        kinds = [name for name in PUBLIC_ROWS if name in self.formsets]
        before = rows_of(self.instance)
        after = {**before, **{name: self._rows_after(name) for name in kinds}}
        if before == after:
            return {}
        holders = hooks.get_hooks("hold_back_words")
        if any(holds(self.instance, after, self.for_user) for holds in holders):
            return {name: self.formsets.pop(name) for name in kinds}
        return {}

    def _rows_after(self, name: str) -> list[dict[str, Any]]:
        formset = self.formsets[name]
        return in_order(
            form.instance
            for form in formset.forms
            if form not in formset.deleted_forms
            and (form.instance.pk or form.has_changed())
        )


class OfficeHoursRows(BaseChildFormSet):
    """Sessions of a week, of each beginning by itself: none overlaps with another."""

    def clean(self) -> None:
        super().clean()
        weeks: dict[Any, list[Any]] = {}
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            day, opens, closes = map(data.get, ("weekday", "opens", "closes"))
            if form not in self.deleted_forms and day and opens and closes:
                week = weeks.setdefault(data.get("valid_from"), [])
                week.append((day, opens, closes))
        faults = [fault for week in weeks.values() for fault in faults_of_hours(week)]
        if faults:
            raise ValidationError(faults)


class OfficeHoursForm(WagtailAdminModelForm):
    """Leaves out which number a weekday has: here it is chosen by name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["weekday"].help_text = ""
