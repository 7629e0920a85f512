"""Wagtail's own site screen and commands change sites behind our services' back."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import Site

from sites.models import MenuItem
from sites.services import announce_portal_changed, announce_site_changed


def site_changed(sender: type[Site], instance: Site, **kwargs: Any) -> None:
    announce_site_changed(site=instance)


def menu_item_deleted(
    sender: type[MenuItem], instance: MenuItem, **kwargs: Any
) -> None:
    """Tell the menu's portal: deleting a page takes along what leads to it anywhere."""
    announce_portal_changed(portal_id=instance.portal_id)


def connect() -> None:
    post_save.connect(site_changed, sender=Site, dispatch_uid="portals_site_saved")
    post_delete.connect(site_changed, sender=Site, dispatch_uid="portals_site_deleted")
    post_delete.connect(
        menu_item_deleted, sender=MenuItem, dispatch_uid="portals_menu_item_deleted"
    )
