"""Submitting an item, and publishing past the route in an emergency."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from cms.core.models import BasePage, EditorialRecord
from cms.desk.approval.bodies import Stop, stops_of
from cms.desk.approval.crumbs import crumbs
from cms.moderation.entrance import faults_of_holds
from cms.moderation.models import Case, CaseState, Priority
from cms.moderation.permissions import may_publish_in_emergency
from cms.moderation.refusals import RefusedError
from cms.moderation.selectors import record_of, step_of
from cms.moderation.services import publish_in_emergency, submit_item
from cms.quality.examination import examine
from cms.routes.matters import matter_of, version_for
from cms.routes.models import Destination
from cms.users.models import User

SUBMIT, EMERGENCY = "admin/desk/submit.html", "admin/desk/emergency.html"


@dataclass(frozen=True)
class Way:
    """A destination with a route for this item, and whether a case is under way."""

    destination: str
    label: str
    route: str
    stops: list[Stop]
    is_taken: bool


@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show what would happen to a page’s newest content, and let it set out."""
    page = _newest(page_id)
    if not page.permissions_for_user(cast("User", request.user)).can_edit():
        raise PermissionDenied
    faults = faults_of_holds(page)
    if request.method == "POST":
        try:
            return _submit(request, page)
        except RefusedError as refusal:
            faults = refusal.faults
    record = record_of(page)
    ways = ways_of(page, record) if record else []
    findings = examine(page, record, cast("User", request.user))
    context = {
        "page": page,
        "ways": ways,
        "chosen": request.POST.getlist("to")
        or [way.destination for way in ways if not way.is_taken][:1],
        "findings": findings,
        "blocked": any(finding.is_blocking for finding in findings),
        "faults": faults,
        "sent": request.POST,
        "priorities": Priority.choices,
        "edit_url": _edit(page),
        "may_hurry": may_publish_in_emergency(request.user, page),
        "header_title": _("Submit for approval"),
        "breadcrumbs_items": crumbs(_("Submit for approval")),
    }
    return TemplateResponse(request, SUBMIT, context)


def ways_of(page: BasePage, record: EditorialRecord) -> list[Way]:
    """Return where the item could go, each with the route it would take there."""
    under_way = Case.objects.open().of_page(page.pk)
    taken = set(
        under_way.exclude(state=CaseState.RETURNED).values_list(
            "destination", flat=True
        )
    )
    ways = []
    for destination in Destination:
        matter = matter_of(page, record, destination=destination)
        version = version_for(matter) if matter else None
        is_readable = destination == Destination.PORTAL or page.live
        if matter and version and is_readable:
            ways.append(
                Way(
                    destination,
                    str(destination.label),
                    str(version.route),
                    stops_of(version, record, matter, page.pk),
                    destination in taken,
                )
            )
    return ways


def _submit(request: HttpRequest, page: BasePage) -> HttpResponse:
    wanted = [name for name in request.POST.getlist("to") if name in Destination]
    if not wanted:
        raise RefusedError(_("Choose where it is to be read."))
    cases = _submit_all(request, page, wanted)
    for case in cases:
        step = step_of(case)
        messages.success(
            request,
            _("Submitted for %(destination)s, to “%(step)s”.")
            % {
                "destination": case.get_destination_display(),
                "step": step.name if step else "",
            },
        )
    return redirect("desk:case", cases[0].pk)


def _submit_all(
    request: HttpRequest, page: BasePage, wanted: Iterable[str]
) -> list[Case]:
    """Let it set out to all places, or to none of them."""
    said = request.POST
    priority = said.get("priority", Priority.NORMAL)
    with transaction.atomic():
        return [
            submit_item(
                page=page,
                actor=cast("User", request.user),
                destination=destination,
                note=said.get("note", "").strip(),
                priority=priority if priority in Priority.values else Priority.NORMAL,
            )
            for destination in wanted
        ]


@require_http_methods(["GET", "POST"])
def in_emergency(request: HttpRequest, page_id: int) -> HttpResponse:
    """Publish past the route, with a reason and on one’s own responsibility."""
    page = _newest(page_id)
    if not may_publish_in_emergency(request.user, page):
        raise PermissionDenied
    faults = faults_of_holds(page)
    if request.method == "POST":
        try:
            case = publish_in_emergency(
                page=page,
                actor=cast("User", request.user),
                reason=request.POST.get("reason", ""),
            )
        except RefusedError as refusal:
            faults = refusal.faults
        else:
            messages.warning(
                request,
                _("Published. Somebody else has to approve it after the fact."),
            )
            return redirect("desk:case", case.pk)
    context = {
        "page": page,
        "faults": faults,
        "reason": request.POST.get("reason", ""),
        "hours": settings.EMERGENCY_CONFIRM_HOURS,
        "edit_url": _edit(page),
        "header_title": _("Publish in an emergency"),
        "breadcrumbs_items": crumbs(_("Publish in an emergency")),
    }
    return TemplateResponse(request, EMERGENCY, context)


def _newest(page_id: int) -> BasePage:
    page: Any = get_object_or_404(Page, pk=page_id).specific
    newest: Any = page.get_latest_revision_as_object()
    if not isinstance(newest, BasePage):
        raise PermissionDenied
    return newest


def _edit(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
