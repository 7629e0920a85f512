"""Where Wagtail lets itself be told what belongs to whom."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page

from cms.tenancy.api import OwnDocuments, OwnImages
from cms.tenancy.reachable import reachable
from cms.tenancy.viewsets import PAGES, UnitPageViewSet

LAST = 1_000


@hooks.register("register_admin_viewset")
def pages() -> UnitPageViewSet:
    return PAGES


@hooks.register("construct_admin_api", order=LAST)
def files_in_api(router: Any) -> None:
    """Take the places of Wagtail's, which list the files of the whole house."""
    router.register_endpoint("images", OwnImages)
    router.register_endpoint("documents", OwnDocuments)


@hooks.register("construct_page_chooser_queryset")
def pages_to_choose(pages: Any, request: HttpRequest) -> Any:
    if request.user.is_superuser:
        return pages
    return pages.filter(pk__in=reachable(Page, request.user).values("pk"))
