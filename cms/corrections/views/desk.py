"""Admin views of reported mistakes."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.tables import BaseColumn, TitleColumn
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.core.item_links import item_buttons as item_deeds
from cms.core.views import OwnUnitsEditView, OwnUnitsIndexView, OwnUnitsInspectView
from cms.corrections.columns import columns
from cms.corrections.models import OPEN_STATES, MistakeReport, ReportState
from cms.corrections.panels import first_reports
from cms.corrections.services import handle_report


class ReportIndexView(OwnUnitsIndexView):
    """What readers of the person's units say is wrong."""

    list_help = gettext_lazy(
        "What readers say is wrong in items of your units. Check it, correct the item or "
        "keep it, and answer: the reader sees the answer on the slip."
    )
    list_empty = gettext_lazy("No reader has reported a mistake in your units.")

    @cached_property
    def columns(self) -> list[BaseColumn]:
        receipt = self._get_title_column_class(TitleColumn)
        return [
            receipt(
                "receipt",
                label=_("Receipt code"),
                sort_key="receipt",
                get_url=self._open_url,
            ),
            *columns(),
        ]

    def _open_url(self, report: Any) -> str | None:
        url: str | None = self.get_edit_url(report) or self.get_inspect_url(report)
        return url


def item_buttons(report: MistakeReport, user: Any) -> list[Button]:
    """Lead to the item: as readers see it, and to its editor where one may."""
    page = Page.objects.filter(
        translation_key=report.record.translation_key,
        locale__language_code=report.language,
    ).first()
    if page is None:
        return []
    buttons = []
    if page.live:
        url = page.specific.full_url
        buttons.append(Button(_("See the item"), url=url, icon_name="view", priority=5))
    if policy_registry.get_by_type(Page).user_has_permission_for_instance(
        user, "change", page
    ):
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        buttons.append(Button(_("Edit the item"), url=url, icon_name="edit"))
    return buttons


class ReportEditView(OwnUnitsEditView):
    """One report with everything its sender wrote, and the desk's decision."""

    def get_queryset(self) -> "QuerySet[Any]":
        return super().get_queryset().select_related("record")

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        user, record = self.request.user, self.object.record
        deeds = item_deeds(record, user, deeds_only=True)
        return [*item_buttons(self.object, user), *deeds]

    def save_instance(self) -> MistakeReport:
        decision = self.form.cleaned_data
        return handle_report(
            report=self.object,
            actor=self.request.user,
            state=ReportState(decision["state"]),
            answer=decision["answer"],
            note=decision["note"],
        )


class ReportInspectView(OwnUnitsInspectView):
    """The report for people who only read it, without what names its sender."""


class OpenReports(SummaryItem):
    """How many reports wait, on the first page of the administration."""

    order = 400
    template_name = "admin/corrections/summary.html"

    @property
    def total(self) -> int:
        reports = first_reports(self.request)
        return reports[0].waiting if reports else 0

    def is_shown(self) -> bool:
        return self.total > 0

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"total": self.total, "states": OPEN_STATES}
