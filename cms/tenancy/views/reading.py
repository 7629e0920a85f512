"""Drafts, versions and histories, for whoever may read and not write as well.

Wagtail shows them to those who may edit. An auditor reads all and changes nothing, and a
field reviewer or a proof-reader has to see what they are asked about (ROLE-12).
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from wagtail.admin.views.pages.history import PageHistoryView
from wagtail.admin.views.pages.revisions import RevisionsCompareView, RevisionsView
from wagtail.models import Page, PagePermissionTester

from sites.policies.pages import LOOK


def _rights(page: Page, user: Any) -> PagePermissionTester:
    """Return what somebody may do with a page they may read; raise if they may not."""
    rights: PagePermissionTester = page.permissions_for_user(user)
    may = rights.can_edit() or rights.can_publish() or "view" in rights.permissions
    if not may:
        raise PermissionDenied
    return rights


def view_draft(request: HttpRequest, page_id: int) -> HttpResponse:
    page = get_object_or_404(Page, pk=page_id).get_latest_revision_as_object()
    _rights(page, request.user)
    if not page.is_previewable():
        raise PermissionDenied
    mode = request.GET.get("mode", page.default_preview_mode)
    preview: HttpResponse = page.make_preview_request(request, mode)
    return preview


class ReadablePage:
    """For views that are about a version of one page."""

    request: HttpRequest
    pk: Any

    def get_object(self, queryset: Any = None) -> Page:
        page: Page = get_object_or_404(Page, pk=self.pk).specific
        self.rights = _rights(page, self.request.user)
        return page


class ReadVersionView(ReadablePage, RevisionsView):
    pass


class ReadComparisonView(ReadablePage, RevisionsCompareView):
    pass


class ReadHistoryView(ReadablePage, PageHistoryView):
    """Offers a reader no link to a form that would be refused."""

    any_permission_required = LOOK

    def get_object(self, queryset: Any = None) -> Page:
        page = super().get_object(queryset)
        if not self.rights.can_edit():
            self.edit_url_name = self.revisions_revert_url_name = None
        return page

    @cached_property
    def header_buttons(self) -> list[Any]:
        return list(super().header_buttons) if self.rights.can_edit() else []
