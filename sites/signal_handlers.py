"""Wagtail's own site screen and commands change sites behind our services' back."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save
from wagtail.models import Site

from sites.models import MenuItem, PortalHostname
from sites.services import (
    announce_portal_changed,
    announce_site_changed,
    reserve_hostname,
)


def site_changed(sender: type[Site], instance: Site, **kwargs: Any) -> None:
    announce_site_changed(site=instance)


def menu_item_deleted(
    sender: type[MenuItem], instance: MenuItem, **kwargs: Any
) -> None:
    """Tell the menu's portal: deleting a page takes along what leads to it anywhere."""
    announce_portal_changed(portal_id=instance.portal_id)


def hostname_deleted(
    sender: type[PortalHostname], instance: PortalHostname, **kwargs: Any
) -> None:
    """Keep the name for its portal; with the portal itself nothing is left to keep it."""
    origin = kwargs.get("origin")
    of_itself = isinstance(origin, PortalHostname) or (
        isinstance(origin, QuerySet) and origin.model is PortalHostname
    )
    if of_itself:
        reserve_hostname(hostname=instance.hostname, portal_id=instance.portal_id)


def connect() -> None:
    post_delete.connect(
        hostname_deleted,
        sender=PortalHostname,
        dispatch_uid="portals_hostname_deleted",
    )
    post_save.connect(site_changed, sender=Site, dispatch_uid="portals_site_saved")
    post_delete.connect(site_changed, sender=Site, dispatch_uid="portals_site_deleted")
    post_delete.connect(
        menu_item_deleted, sender=MenuItem, dispatch_uid="portals_menu_item_deleted"
    )
