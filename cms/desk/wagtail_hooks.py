"""What the admin shows of editorial records, and what its editor lacks."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from cms.core.models import EditorialRecord
from cms.desk import screens
from cms.desk.approval import menus
from cms.desk.bundles import urls as of_bundles
from cms.desk.bundles.menus import BundlesItem
from cms.desk.history import RecordEdited
from cms.desk.mending import urls as of_mending
from cms.desk.mending.views import may_mend
from cms.desk.outside import urls as of_outside
from cms.desk.permissions import RECORDS
from cms.desk.routing.history import RouteForced, RouteRetired, RoutesOrdered
from cms.desk.routing.viewsets import RoutesViewSet
from cms.desk.views import timeline_button
from cms.desk.viewsets import RecordViewSet
from cms.desk.work.menus import WorkItem
from cms.desk.work.panels import (
    AwaitingMe,
    DeskFigures,
    Emergencies,
    GoingOut,
    Notices,
    ReturnedToMe,
)
from cms.routes.models import Route
from cms.routes.permissions import ROUTES
from sites.reach import reach_of

register_permission_policy(EditorialRecord, RECORDS)
register_permission_policy(Route, ROUTES)


@hooks.register("register_admin_viewset")
def records() -> RecordViewSet:
    return RecordViewSet()


@hooks.register("register_admin_viewset")
def routes() -> RoutesViewSet:
    return RoutesViewSet()


@hooks.register("register_log_actions")
def route_actions(actions: Any) -> None:
    actions.register_action("dinh.force_route")(RouteForced)
    actions.register_action("dinh.retire_route")(RouteRetired)
    actions.register_action("dinh.order_routes")(RoutesOrdered)


@hooks.register("register_log_actions")
def desk_actions(actions: Any) -> None:
    actions.register_action("dinh.edit_record")(RecordEdited)


@hooks.register("register_page_header_buttons")
def record_button(
    page: Page, user: AbstractUser, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Lead from an item to its record; sections and homes have none to lead to."""
    if not hasattr(page.specific_class, "form"):
        return
    visible = EditorialRecord.objects.visible_to(user).items()
    record = visible.filter(translation_key=page.translation_key).first()
    if record is None:
        return
    may_edit = RECORDS.user_has_permission_for_instance(user, "change", record)
    url = reverse(f"records:{'edit' if may_edit else 'inspect'}", args=[record.pk])
    yield Button(_("Editorial record"), url=url, icon_name="clipboard-list", priority=8)
    yield timeline_button(record)


@hooks.register("register_admin_urls")
def rooms() -> list[URLResolver]:
    return [
        path("y-kien/", include(of_outside)),
        path("sua-nhanh/", include(of_mending)),
        path("gom-dang/", include(of_bundles)),
    ]


@hooks.register("register_admin_menu_item")
def bundles_item() -> BundlesItem:
    return BundlesItem()


@hooks.register("register_page_header_buttons")
def mend_button(
    page: Page, user: AbstractUser, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Lead from a changed live item to the short way."""
    if view_name == "edit" and may_mend(page.specific, user):
        url = reverse("mending:mend", args=[page.pk])
        yield Button(_("Quick mend…"), url=url, icon_name="edit", priority=9)


@hooks.register("insert_editor_js")
def late_edits() -> SafeString:
    """Let autosave take words that were typed while it was saving."""
    script = versioned_static("desk/late-edits.js")
    return format_html('<script src="{}" defer></script>', script)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    return [path("duyet/", include(screens))]


@hooks.register("register_icons")
def icons(icons: list[str]) -> list[str]:
    return [*icons, "wagtailadmin/icons/undo.svg"]


@hooks.register("register_admin_menu_item")
def work_item() -> WorkItem:
    return WorkItem()


@hooks.register("construct_homepage_panels")
def work_cards(request: HttpRequest, panels: list[Any]) -> None:
    cards = (Emergencies, AwaitingMe, ReturnedToMe, Notices)
    panels.extend(card(request) for card in cards)


@hooks.register("construct_later_panels")
def coming_cards(request: HttpRequest, panels: list[Any]) -> None:
    user: Any = request.user
    if user.is_superuser or "moderation.view_case" in reach_of(user).permissions:
        panels.append(GoingOut(request))


@hooks.register("construct_homepage_summary_items")
def work_figures(request: HttpRequest, items: list[Any]) -> None:
    items.append(DeskFigures(request))


@hooks.register("register_page_action_menu_item")
def submit_item() -> menus.SubmitItem:
    return menus.SubmitItem()


@hooks.register("register_page_action_menu_item")
def case_item() -> menus.CaseItem:
    return menus.CaseItem()


@hooks.register("register_page_action_menu_item")
def emergency_item() -> menus.EmergencyItem:
    return menus.EmergencyItem()


hooks.register("construct_page_action_menu", menus.give_way)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def go_on_to_submit(request: HttpRequest, page: Page) -> HttpResponse | None:
    return menus.lead_on(request, page)
