"""Where Wagtail lets itself be told what belongs to whom."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Page

from cms.tenancy.api import OwnDocuments, OwnImages, PagesInOneGo
from cms.tenancy.doors import only_looks
from cms.tenancy.reachable import reachable
from cms.tenancy.viewsets import PAGES, UnitPageViewSet
from media_library.models import Media

LAST = 1_000


@hooks.register("register_admin_viewset")
def pages() -> UnitPageViewSet:
    return PAGES


@hooks.register("construct_admin_api", order=LAST)
def own_api(router: Any) -> None:
    """Take the places of Wagtail's, which list the files of the whole house."""
    router.register_endpoint("pages", PagesInOneGo)
    router.register_endpoint("images", OwnImages)
    router.register_endpoint("documents", OwnDocuments)


@hooks.register("register_admin_urls", order=LAST)
def no_direct_publication() -> list[URLPattern]:
    """Take two deeds off the lists of pages: nobody may do them there (cms.core.gate).

    Wagtail has no hook for it. Addresses are made once, when everything is registered.
    """
    bulk_action_registry.get_bulk_actions_for_model("wagtailcore", "page")
    deeds = bulk_action_registry.actions["wagtailcore"]["page"]
    for name in ("publish", "unpublish"):
        deeds.pop(name, None)
    return []


class MediaToLookAt(MenuItem):
    """wagtailmedia's own item asks about deeds, not whether somebody may look."""

    def is_shown(self, request: HttpRequest) -> bool:
        return only_looks(request.user, Media)


@hooks.register("register_admin_menu_item")
def media_to_look_at() -> MediaToLookAt:
    address = reverse("wagtailmedia:index")
    return MediaToLookAt(
        _("Media"), address, name="media", icon_name="media", order=300
    )


@hooks.register("construct_page_chooser_queryset")
def pages_to_choose(pages: Any, request: HttpRequest) -> Any:
    if request.user.is_superuser:
        return pages
    return pages.filter(pk__in=reachable(Page, request.user).values("pk"))
