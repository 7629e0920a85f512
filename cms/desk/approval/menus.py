"""What the editor offers instead of Wagtail's own buttons about workflows."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import (
    ActionMenuItem,
    CancelWorkflowMenuItem,
    RestartWorkflowMenuItem,
    SubmitForModerationMenuItem,
    WorkflowMenuItem,
)
from wagtail.models import Page

from cms.core.models import BasePage
from cms.moderation.models import Case, CaseState
from cms.moderation.permissions import may_publish_in_emergency

SUBMIT = "desk-submit"
WAGTAILS = (
    CancelWorkflowMenuItem,
    RestartWorkflowMenuItem,
    SubmitForModerationMenuItem,
    WorkflowMenuItem,
)


class SubmitItem(ActionMenuItem):
    """Saves the draft as it stands in the form, then leads to the screen “Submit”."""

    name = SUBMIT
    label = _("Submit for approval…")
    icon_name = "upload"
    order = 10

    def is_shown(self, context: dict[str, Any]) -> bool:
        if context["view"] == "create":
            return issubclass(_model(context), BasePage)
        page = context.get("page")
        if context["locked_for_user"] or not isinstance(page, BasePage):
            return False
        return page.alias_of_id is None and not _under_way(page)


class EmergencyItem(ActionMenuItem):
    """Leads to the screen on which somebody publishes on their own responsibility."""

    name = "desk-emergency"
    label = _("Publish in an emergency…")
    icon_name = "warning"
    order = 90

    def is_shown(self, context: dict[str, Any]) -> bool:
        page = context.get("page")
        return (
            context["view"] == "edit"
            and isinstance(page, BasePage)
            and page.alias_of_id is None
            and may_publish_in_emergency(context["request"].user, page)
        )

    def get_url(self, context: dict[str, Any]) -> str:
        return reverse("desk:emergency", args=[context["page"].pk])


class CaseItem(ActionMenuItem):
    """Leads to the case under way: there it is read, decided and withdrawn."""

    name = "desk-case"
    label = _("Approval under way…")
    icon_name = "clipboard-list"
    order = 20

    def is_shown(self, context: dict[str, Any]) -> bool:
        page = context.get("page")
        return context["view"] == "edit" and page is not None and bool(_under_way(page))

    def get_url(self, context: dict[str, Any]) -> str:
        case = _under_way(context["page"])
        return reverse("desk:case", args=[case.pk]) if case else ""


def give_way(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Leave Wagtail's own items out. What they set off still works (engine)."""
    items[:] = [item for item in items if not isinstance(item, WAGTAILS)]


def lead_on(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Go on to the screen “Submit” once the draft is saved."""
    return redirect("desk:submit", page.pk) if SUBMIT in request.POST else None


def _model(context: dict[str, Any]) -> type[Any]:
    page = context.get("page")
    return type(page) if page is not None else BasePage


def _under_way(page: Page) -> Case | None:
    found: Case | None = (
        Case.objects.open()
        .of_page(page.pk)
        .filter(destination="portal")
        .exclude(state=CaseState.RETURNED)
        .first()
    )
    return found
