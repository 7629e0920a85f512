"""What the admin shows of checks of content."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.template.loader import render_to_string
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from cms.core.models import BasePage
from cms.quality.history import (
    Blurred,
    ConsentEnded,
    ConsentRecorded,
    Declared,
    Explained,
)
from cms.quality.models import Leader, LegalText, OfficialSource, RuleSetting
from cms.quality.permissions import (
    LEADERS,
    LEGAL_TEXTS,
    RULE_SETTINGS,
    SOURCES,
    may_edit,
)
from cms.quality.rows import DESTINATIONS
from cms.quality.services.explanations import EXPLAINED
from cms.quality.services.pictures import CONSENTED, DECLARED, WITHDRAWN
from cms.quality.services.redaction import REDACTED
from cms.quality.viewsets import QualityGroup

register_permission_policy(RuleSetting, RULE_SETTINGS)
register_permission_policy(OfficialSource, SOURCES)
register_permission_policy(LegalText, LEGAL_TEXTS)
register_permission_policy(Leader, LEADERS)


@hooks.register("register_admin_viewset")
def screens() -> QualityGroup:
    return QualityGroup()


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    return [path("kiem-tra/", include("cms.quality.urls"))]


@hooks.register("register_log_actions")
def deeds(actions: Any) -> None:
    actions.register_action(EXPLAINED)(Explained)
    actions.register_action(DECLARED)(Declared)
    actions.register_action(CONSENTED)(ConsentRecorded)
    actions.register_action(WITHDRAWN)(ConsentEnded)
    actions.register_action(REDACTED)(Blurred)


@hooks.register("register_page_header_buttons")
def check_button(
    page: Page, user: AbstractUser, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    if issubclass(page.specific_class, BasePage) and may_edit(user, page):
        url = reverse("quality:page", args=[page.pk])
        yield Button(_("Checks of content"), url=url, icon_name="check", priority=9)


@hooks.register("insert_editor_js")
def side_panel() -> SafeString:
    """Bring the panel of checks and the script that opens it beside the editor."""
    return render_to_string(
        "admin/quality/side_panel.html",
        {
            "destinations": DESTINATIONS.items(),
            "editor": reverse("wagtailadmin_pages:edit", args=[0]),
            "room": reverse("quality:live", args=[0]),
        },
    )
