"""The timeline of an item, and its evidence as files to take along."""

from pathlib import Path
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import View

from cms.audit import keys
from cms.core.models import EditorialRecord
from cms.core.views import OwnUnitsInspectView
from cms.desk.permissions import RECORDS
from cms.desk.story import GROUPS, Story, by_day
from cms.evidence import standalone
from cms.evidence.exports import as_json, export_of
from cms.evidence.paper import paper_of

PAGE_SIZE = 50
PAGE, GROUP = "p", "viec"
CHECKER = "kiem-tra-ho-so.py"


class TimelineView(OwnUnitsInspectView):
    """Who did what to an item and when, and what proves it."""

    template_name = "admin/desk/timeline.html"
    page_title = gettext_lazy("History of the item")
    header_icon = "history"

    def get_fields(self) -> list[str]:
        return []

    def get_object(self, queryset: Any = None) -> EditorialRecord:
        rows: Any = self.get_base_object_queryset()
        rows = rows.with_kind_of_page().select_related("unit__portal")
        record: EditorialRecord = get_object_or_404(rows, pk=self.pk)
        return record

    @cached_property
    def group(self) -> str:
        asked = self.request.GET.get(GROUP, "")
        return asked if asked in GROUPS else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        story = Story(self.object)
        entries = story.narrowed(self.group)
        shown = Paginator(entries, PAGE_SIZE).get_page(self.request.GET.get(PAGE))
        return {
            **super().get_context_data(**kwargs),
            "record": self.object,
            "page_of_rows": shown,
            "days": by_day(shown),
            "groups": [(name, label) for name, (label, _deeds) in GROUPS.items()],
            "group": self.group,
            "query": f"{GROUP}={self.group}" if self.group else "",
            "releases": story.releases,
            "declaration": story.declaration,
            "signed": story.last_signed,
            "public_key": keys.public_text(keys.signing_key()),
        }


class EvidenceFileView(View):
    """Hands the evidence of an item out; the audit log takes a note at the door."""

    http_method_names = ["get", "head", "options"]
    model = EditorialRecord

    def get(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        rows = RECORDS.instances_user_has_any_permission_for(
            request.user,  # type: ignore[arg-type]
            ("view", "change"),
        )
        record: Any = get_object_or_404(rows, pk=pk)
        name, content_type, content = EVIDENCE_FILES[kind](record)
        response = HttpResponse(content, content_type=content_type)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


def _json(record: EditorialRecord) -> tuple[str, str, bytes]:
    content = as_json(export_of(record))
    return f"ho-so-{record.code}.json", "application/json", content


def _pdf(record: EditorialRecord) -> tuple[str, str, bytes]:
    return f"ho-so-{record.code}.pdf", "application/pdf", paper_of(record)


def _checker(record: EditorialRecord) -> tuple[str, str, bytes]:
    content = Path(standalone.__file__).read_bytes()
    return CHECKER, "text/x-python; charset=utf-8", content


EVIDENCE_FILES = {"json": _json, "pdf": _pdf, "checker": _checker}
