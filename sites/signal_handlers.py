"""Wagtail's own site screen and commands change sites behind our services' back."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import Site

from sites.services import announce_site_changed


def site_changed(sender: type[Site], instance: Site, **kwargs: Any) -> None:
    announce_site_changed(site=instance)


def connect() -> None:
    post_save.connect(site_changed, sender=Site, dispatch_uid="portals_site_saved")
    post_delete.connect(site_changed, sender=Site, dispatch_uid="portals_site_deleted")
