"""Notes from above: what holds, the form that issues one, and who has read it."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn

from cms.core.deeds import Deeds
from cms.core.standing import Standing
from cms.core.views import OwnUnitsIndexView, OwnUnitsInspectView
from cms.planning.forms import NothingForm
from cms.planning.models import Orientation
from cms.planning.permissions import ORIENTATIONS
from cms.planning.services import (
    acknowledge,
    issue_orientation,
    withdraw_orientation,
)
from cms.planning.views.stored import StoredCreateView
from sites.columns import DayColumn

READ = Count("acknowledgements", filter=Q(acknowledgements__read_at__isnull=False))


def standing(note: Orientation) -> Standing:
    if note.withdrawn_at is not None:
        return Standing(_("Withdrawn"), "", "cross")
    if note.valid_until < timezone.localdate():
        return Standing(_("No longer in force"), "", "time")
    return Standing(_("In force"), "info", "check")


class OrientationIndexView(OwnUnitsIndexView):
    list_help = gettext_lazy(
        "What offices above tell those who write. It is for the desk and is never "
        "published."
    )
    list_empty = gettext_lazy("No note was issued to you or by your units yet.")

    def get_base_queryset(self) -> "QuerySet[Any]":
        rows: QuerySet[Any] = super().get_base_queryset().select_related("unit")
        found: QuerySet[Any] = rows.annotate(given=Count("acknowledgements"), read=READ)
        return found

    @cached_property
    def columns(self) -> list[BaseColumn]:
        title = self._get_title_column_class(TitleColumn)
        return [
            title(
                "subject", label=_("Subject"), get_url=self.get_inspect_url, width="38%"
            ),
            Column("state", label=_("Status"), accessor=lambda row: standing(row).chip),
            DayColumn("valid_until", label=_("In force until"), sort_key="valid_until"),
            Column(
                "read",
                label=_("Acknowledged"),
                accessor=lambda row: f"{row.read}/{row.given}",
            ),
            Column("unit", label=_("Issued by"), accessor="unit.short_name"),
        ]


class OrientationCreateView(StoredCreateView):
    room = "orientations"

    def store(self, row: Orientation) -> Orientation:
        units = list(self.form.cleaned_data["units"])
        return issue_orientation(note=row, units=units, actor=self.request.user)

    def get_success_buttons(self) -> list[Any]:
        """Offer nothing to change: a note stays as it was issued."""
        return []


class OrientationInspectView(Deeds, OwnUnitsInspectView):
    """One note; writers say that they have read it, the issuer sees who has not."""

    template_name = "admin/planning/orientation.html"
    page_title = gettext_lazy("Orientation note")
    deed_forms = {"acknowledge": NothingForm, "withdraw": NothingForm}

    def get_object(self, queryset: Any = None) -> Orientation:
        rows = self.get_base_object_queryset().select_related("unit", "issued_by")
        note: Orientation = get_object_or_404(rows, pk=self.pk)
        return note

    def get_fields(self) -> list[str]:
        return []

    @cached_property
    def keeps(self) -> bool:
        return ORIENTATIONS.user_has_permission_for_instance(
            self.person, "change", self.object
        )

    @cached_property
    def answers(self) -> list[Any]:
        """Return who was given the note, those who have not read it first."""
        rows = self.object.acknowledgements.select_related("person")
        return sorted(
            rows,
            key=lambda row: (row.read_at is not None, row.person.sort_key, row.pk),
        )

    @cached_property
    def own(self) -> Any:
        return next(
            (row for row in self.answers if row.person_id == self.person.pk), None
        )

    def told(self) -> dict[str, Any]:
        return {"subject": self.object}

    def may(self, deed: str) -> bool:
        in_force = Orientation.objects.in_force().filter(pk=self.object.pk)
        if deed == "withdraw":
            return self.keeps and in_force.exists()
        unread = Orientation.objects.unread_by(self.person)
        return bool(unread.filter(pk=self.object.pk).exists())

    def do_acknowledge(self, form: Any) -> str:
        acknowledge(note=self.object, actor=self.person)
        return self._back()

    def do_withdraw(self, form: Any) -> None:
        withdraw_orientation(note=self.object, actor=self.person)

    def _back(self) -> str:
        """Return to the first page, where a note was opened from there."""
        home = reverse("wagtailadmin_home")
        return home if self.request.GET.get("next") == "home" else self.request.path

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "note": self.object,
            "standing": standing(self.object),
            "units": self.object.units.by_kind(),
            "answers": self.answers if self.keeps else [],
            "read": sum(row.read_at is not None for row in self.answers),
            "own": self.own,
            "keeps": self.keeps,
            "forms": self.forms,
        }
