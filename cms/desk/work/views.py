"""All that waits for a person, and all that is under way in their units."""

from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView

from cms.desk.approval.access import readable_cases
from cms.desk.approval.crumbs import crumbs
from cms.desk.work.waiting import due_today, in_turn, overdue
from cms.moderation.models import Case, Priority
from cms.moderation.selectors import cases_awaiting
from search.lookups import matching
from search.text import nfc, sort_key
from sites.models import Unit

MINE, SENT, ALL = "mine", "sent", "all"
SCOPES = [
    (MINE, _("Waiting for me")),
    (SENT, _("Submitted by me")),
    (ALL, _("Under way in my units")),
]
CLAIMED, FREE, OTHERS = "me", "nobody", "others"
CLAIMS = [
    (CLAIMED, _("By me")),
    (FREE, _("By nobody")),
    (OTHERS, _("By somebody else")),
]
DUE = {"overdue": overdue, "today": due_today}
DUES = [("overdue", _("Overdue")), ("today", _("Due today"))]
LONGEST_SEARCH = 100


class WorkView(ListView):
    """A paged list; every filter is in the address."""

    template_name = "admin/desk/work/list.html"
    context_object_name = "cases"
    paginate_by = 25
    http_method_names = ("get", "head")

    def get_queryset(self) -> "QuerySet[Case]":
        cases = self._narrowed(self._in_scope())
        words = self.asked("q")
        found = matching(cases, words, "record__title") if words else cases
        wanted = DUE.get(self.asked("due"))
        rows = in_turn(found)
        return rows.filter(wanted(timezone.now())) if wanted else rows

    def asked(self, name: str) -> str:
        return nfc(self.request.GET.get(name, "")).strip()[:LONGEST_SEARCH]

    @property
    def scope(self) -> str:
        asked = self.asked("scope")
        return asked if asked in dict(SCOPES) else MINE

    def _in_scope(self) -> "QuerySet[Case]":
        user: Any = self.request.user
        if self.scope == MINE:
            return cases_awaiting(user)
        cases = readable_cases(user).select_related(None)
        open_cases: QuerySet[Case] = cases.filter(pk__in=Case.objects.open())
        if self.scope == SENT:
            return open_cases.filter(submitted_by=user)
        return open_cases

    def _narrowed(self, cases: "QuerySet[Case]") -> "QuerySet[Case]":
        user: Any = self.request.user
        unit, step = self.asked("unit"), self.asked("step")
        if unit.isdecimal():
            cases = cases.filter(unit=int(unit))
        if step:
            cases = cases.filter(
                route_version__steps__position=F("position"),
                route_version__steps__name=step,
            )
        if self.asked("priority") in Priority.values:
            cases = cases.filter(priority=self.asked("priority"))
        claims = {
            CLAIMED: cases.filter(claimed_by=user),
            FREE: cases.filter(claimed_by__isnull=True),
            OTHERS: cases.exclude(claimed_by=user).filter(claimed_by__isnull=False),
        }
        return claims.get(self.asked("claimed"), cases)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        scope = self._in_scope()
        here = scope.filter(route_version__steps__position=F("position"))
        steps = here.values_list("route_version__steps__name", flat=True)
        kept = self.request.GET.copy()
        kept.pop("page", None)
        return {
            **context,
            "scopes": SCOPES,
            "scope": self.scope,
            "units": Unit.objects.filter(pk__in=scope.values("unit")).in_order(),
            "steps": sorted(set(steps.distinct().order_by()), key=sort_key),
            "priorities": Priority.choices,
            "claims": CLAIMS,
            "dues": DUES,
            "asked": {
                name: self.asked(name)
                for name in ("q", "unit", "step", "priority", "claimed", "due")
            },
            "kept": kept.urlencode(),
            "header_title": _("Approval of items"),
            "breadcrumbs_items": crumbs(),
        }
