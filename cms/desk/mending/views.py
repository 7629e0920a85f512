"""The screen on which a change of a live item is sent the short way."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from cms.core.models import BasePage
from cms.desk.approval.crumbs import crumbs
from cms.moderation.entrance import faults_of_holds
from cms.moderation.mends import faults_of_mend
from cms.moderation.models import Case
from cms.moderation.refusals import RefusedError
from cms.moderation.selectors import languages_behind, record_of
from cms.moderation.services import submit_item
from cms.routes.models import Subject
from cms.users.models import User


def may_mend(page: Any, user: Any) -> bool:
    """Tell whether there is a change of a live item that could go the short way."""
    return (
        isinstance(page, BasePage)
        and page.live
        and page.has_unpublished_changes
        and page.permissions_for_user(user).can_edit()
        and not Case.objects.open().of_page(page.pk).exclude(state="returned").exists()
    )


@require_http_methods(["GET", "POST"])
def mend(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show what was changed and what speaks against it; send it to the second person."""
    page: Any = get_object_or_404(Page, pk=page_id).specific
    if not may_mend(page, request.user):
        raise PermissionDenied
    newest = page.get_latest_revision_as_object()
    faults = [*faults_of_holds(page), *faults_of_mend(newest)]
    if request.method == "POST":
        try:
            return _sent(request, page)
        except RefusedError as refusal:
            faults = refusal.faults
    context = {
        "page": newest,
        "changes": _changes(request, page, newest),
        "faults": faults,
        "note": request.POST.get("note", ""),
        "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "header_title": _("Quick mend"),
        "breadcrumbs_items": crumbs(_("Quick mend")),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "admin/desk/mending/mend.html", context, status=status)


def _sent(request: HttpRequest, page: BasePage) -> HttpResponse:
    submit_item(
        page=page,
        actor=cast("User", request.user),
        subject=Subject.MEND,
        note=request.POST.get("note", "")[:2000],
    )
    messages.success(request, _("Sent to the second person."))
    record = record_of(page)
    behind = languages_behind(record, page) if record else []
    if behind:
        words = _("Once it is out, these languages have to follow: %(languages)s.")
        messages.warning(request, words % {"languages": ", ".join(behind)})
    return redirect("wagtailadmin_pages:edit", page.pk)


def _changes(request: HttpRequest, page: Any, newest: Any) -> list[Any]:
    panel = newest.get_edit_handler().get_bound_panel(
        instance=newest, request=request, form=None
    )
    compared = (compare(page, newest) for compare in panel.get_comparison())
    return [one for one in compared if one.has_changed()]
