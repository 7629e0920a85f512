"""What the admin shows of editorial records, and what its editor lacks."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.urls import URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from cms.core.models import EditorialRecord
from cms.desk.bundles import urls as of_bundles
from cms.desk.bundles.menus import BundlesItem
from cms.desk.history import RecordEdited
from cms.desk.mending import urls as of_mending
from cms.desk.mending.views import may_mend
from cms.desk.outside import urls as of_outside
from cms.desk.permissions import RECORDS
from cms.desk.viewsets import RecordViewSet

register_permission_policy(EditorialRecord, RECORDS)


@hooks.register("register_admin_viewset")
def records() -> RecordViewSet:
    return RecordViewSet()


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
