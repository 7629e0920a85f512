"""All that the screen of one case shows to one person."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.deadlines.left import dues_of
from cms.desk.approval.comparison import Changes, changes_of
from cms.desk.approval.crumbs import crumbs
from cms.desk.approval.deeds import Line, last_deeds
from cms.desk.approval.findings import by_check
from cms.desk.approval.forms import ApprovalForm, ReturnForm, ScheduleForm
from cms.desk.approval.standing import Standing
from cms.desk.approval.strips import number_of, strip_of
from cms.moderation.models import Case, CaseState, Priority
from cms.quality.examination import examine
from cms.quality.findings import Finding
from sites.reach import reach_of

CASE = "admin/desk/case.html"
LOOKS = {
    CaseState.RUNNING: "warn",
    CaseState.RETURNED: "crit",
    CaseState.APPROVED: "info",
    CaseState.RELEASED: "ok",
    CaseState.CLEARED: "ok",
}


@dataclass
class Screen:
    """What was sent and refused comes back: ``faults``, forms, ``kept`` words."""

    request: HttpRequest
    standing: Standing
    approval: ApprovalForm | None = None
    returning: ReturnForm | None = None
    schedule: ScheduleForm | None = None
    faults: list[str] = field(default_factory=list)
    kept: str = ""
    opened: str = ""  # the dialogue that is open

    def response(self) -> TemplateResponse:
        return TemplateResponse(self.request, CASE, self.context())

    def context(self) -> dict[str, Any]:
        case = self.standing.case
        strip = strip_of(case, is_held=bool(self.standing.held))
        deeds = last_deeds(case.record)
        return {
            "standing": self.standing,
            "case": case,
            "page": self.standing.page,
            "look": LOOKS.get(CaseState(case.state), ""),
            "strip": strip,
            "number": number_of(case, strip),
            "changes": self._changes(),
            "deeds": deeds,
            "dues": dues_of(case.record),
            "reads_record": self._reads_record(),
            "returned": _return_of(case, deeds),
            "faults": self.faults,
            "kept": self.kept,
            "opened": self.opened,
            "priorities": Priority.choices,
            "scheduling": self._scheduling(),
            "now": timezone.now(),
            "recall_seconds": settings.RELEASE_RECALL_SECONDS,
            "header_title": _("Approve: %(item)s") % {"item": case},
            "breadcrumbs_items": crumbs(),
            **self._decision(),
        }

    def _scheduling(self) -> ScheduleForm | None:
        if not self.standing.may_schedule:
            return None
        hour = self.standing.case.scheduled_for
        return self.schedule or ScheduleForm(initial={"at": hour})

    def _reads_record(self) -> bool:
        """Tell whether the person reads the item's record, not only this case."""
        user: Any = self.standing.user
        allowed = reach_of(user).units_allowing("core.view_editorialrecord")
        return user.is_superuser or self.standing.case.record.unit_id in allowed

    def _changes(self) -> Changes:
        page = self.standing.page
        return changes_of(self.standing.case, page, self.request) if page else Changes()

    def _decision(self) -> dict[str, Any]:
        party = self.standing.party
        if party is None or not self.standing.may_decide:
            return {"unsorted": self._findings()}
        form = self.approval or ApprovalForm(party)
        found, rest = by_check(self._findings(), party.checks)
        return {
            "form": form,
            "party": party,
            "missing": form.faults() if form.is_bound else [],
            "checks": form.check_rows(found),
            "principles": form.principle_rows(),
            "unsorted": rest,
            "secrecy_ticked": bool(form.is_bound and form.data.get("secrecy")),
            "returning": self.returning or ReturnForm(self.standing.case),
            "colleagues": self.standing.colleagues(),
        }

    def _findings(self) -> list[Finding]:
        """Return what stands against the item; of what is over, nothing is asked."""
        standing = self.standing
        if standing.page is None or not standing.case.is_open:
            return []
        return examine(
            standing.page,
            standing.case.record,
            standing.user,
            destination=standing.case.destination,
        )


def _return_of(case: Case, deeds: list[Line]) -> Line | None:
    """Return why an item is back with its author."""
    if case.state != CaseState.RETURNED:
        return None
    return next((line for line in deeds if line.is_return), None)
