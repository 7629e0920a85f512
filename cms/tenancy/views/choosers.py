"""Choosing pages, links and tags among those of the person's units."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from wagtail.admin.views.chooser import (
    BrowseView,
    ChosenMultipleView,
    ExternalLinkView,
    PageTitleColumn,
)
from wagtail.models import Page, Site
from wagtail.permissions import policy_registry

from cms.tenancy.reachable import is_reachable, reachable, reachable_tags

SUGGESTIONS = 10


class ChildTitleColumn(PageTitleColumn):
    """Names a child, whose parent and language are known: asked for each, both cost."""

    def __init__(self, *args: Any, parent: Page, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parent = parent

    def get_value(self, instance: Page) -> str:
        if instance.pk != self.parent.pk:
            instance._cached_parent_obj = self.parent  # treebeard's own memory
            if instance.locale_id == self.parent.locale_id:
                instance.locale = self.parent.locale
        title: str = super().get_value(instance)
        return title


class OwnBrowseView(BrowseView):
    """Opens where the person works, and nowhere above; the rest is the wall's."""

    @property
    def columns(self) -> list[Any]:
        known = {"parent": self.parent_page}
        multiple = {"is_multiple_choice": self.is_multiple_choice}
        return [
            ChildTitleColumn(column.name, label=column.label, **known, **multiple)
            if isinstance(column, PageTitleColumn)
            else column
            for column in super().columns
        ]

    def get_object_list(self) -> Any:
        self.parent_page._approved_schedule = False  # as in the explorer
        pages = super().get_object_list().prefetch_workflow_states()
        return pages.annotate_site_root_state().annotate_approved_schedule()

    def get(
        self, request: HttpRequest, parent_page_id: int | None = None
    ) -> HttpResponseBase:
        if parent_page_id is None and not request.user.is_superuser:
            policy = policy_registry.get_by_type(Page)
            folder = policy.explorable_root_instance(request.user)
            if folder is None:
                raise Http404
            parent_page_id = folder.pk
        answer: HttpResponseBase = super().get(request, parent_page_id)
        return answer


class OwnChosenMultipleView(ChosenMultipleView):
    """Leaves out of the answer what was not the person's to choose."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        asked = request.GET.copy()
        own = [
            key for key in asked.getlist("id") if is_reachable(Page, key, request.user)
        ]
        asked.setlist("id", own)
        request.GET = asked  # type: ignore[assignment]
        answer: HttpResponseBase = super().get(request)
        return answer


class OwnExternalLinkView(ExternalLinkView):
    """Takes an address for a page only where the page is the person's to see.

    Wagtail would answer with the title of any page of the house, drafts included.
    """

    def post(self, request: HttpRequest) -> HttpResponseBase:
        own = set(reachable(Site, request.user).values_list("pk", flat=True))
        known: Any = request
        known._wagtail_cached_site_root_paths = [
            root for root in Site.get_site_root_paths() if root.site_id in own
        ]
        answer: HttpResponseBase = super().post(request)
        return answer


def suggest_tags(
    request: HttpRequest, app_name: str = "taggit", model_name: str = "tag"
) -> JsonResponse:
    """Answer the input of tags with tags that files of the person's units carry."""
    if (app_name, model_name) != ("taggit", "tag"):
        raise Http404
    term = request.GET.get("term", "")
    tags = reachable_tags(request.user).filter(name__istartswith=term)
    names = tags.order_by("name").values_list("name", flat=True)[:SUGGESTIONS]
    return JsonResponse(list(names) if term else [], safe=False)
