"""Wagtail's screens of pages and pictures, with lists to choose from narrowed."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.images.views.chooser import ImageChooserViewSet, ImageChooseView
from wagtail.models import Page

from cms.tenancy.filters import TAGS, OwnGenericPageFilterSet, OwnPageFilterSet
from cms.tenancy.reachable import reachable_tags
from sites.reach import FOLDER_DEPTH
from sites.requests import page_asked


class OwnIndexView(ExplorableIndexView):
    """The explorer within the person's own folder.

    Asks once for what the wall has read, and not at all for what a list of one parent's
    children has in common: their parent, their language.
    """

    filterset_class = OwnGenericPageFilterSet
    base_columns = [
        column for column in ExplorableIndexView.base_columns if column.name != "parent"
    ]

    def get(
        self, request: HttpRequest, parent_page_id: int | None = None
    ) -> HttpResponseBase:
        root = self.permission_policy.explorable_root_instance(request.user)
        if not parent_page_id and not root.is_root():
            return redirect(self.index_url_name, root.pk)
        asked = page_asked(request, parent_page_id or root.pk)
        if asked is None:
            raise Http404
        if not asked.path.startswith(root.path):
            return redirect(self.index_url_name, root.pk)
        self._look_at(asked)
        # Wagtail's own “get” of the explorer would read the page again.
        answer: HttpResponseBase = super(ExplorableIndexView, self).get(request)
        return answer

    def _look_at(self, page: Page) -> None:
        self.parent_page = page.specific
        if not page.is_under_way:  # what Wagtail's own prefetch would find
            self.parent_page._current_workflow_states = []
        # Nothing is released by Wagtail's own clock (docs/reference/doors.md).
        self.scheduled_page, self.parent_page._approved_schedule = None, False
        self.permissions = self.parent_page.permissions_for_user(self.request.user)
        self.locale = None if page.is_root() else page.locale
        inside = page.depth > FOLDER_DEPTH  # a folder holds the homes of all languages
        is_told = inside and page.is_translated
        self.translations = self.get_translations() if is_told else []

    def annotate_queryset(self, pages: Any) -> Any:
        pages = pages.defer_streamfields().specific().prefetch_workflow_states()
        if self.show_locale_labels:
            pages = pages.prefetch_related("locale")
        pages = pages.annotate_has_untranslated_locale()
        return pages.annotate_site_root_state().annotate_approved_schedule()


class OwnTypeUseView(ContentTypeUseView):
    filterset_class = OwnPageFilterSet


class UnitPageViewSet(PageViewSet):
    """Every page of the house, whatever its type."""

    model = Page
    index_view_class = OwnIndexView
    content_type_use_view_class = OwnTypeUseView
    filterset_class = OwnGenericPageFilterSet


PAGES = UnitPageViewSet()


class OwnImageChooseView(ImageChooseView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        tags: QuerySet[Any] = reachable_tags(self.request.user, self.model)
        return {**context, "popular_tags": tags[:TAGS]}


class UnitImageChooserViewSet(ImageChooserViewSet):
    choose_view_class = OwnImageChooseView


IMAGE_CHOOSER = UnitImageChooserViewSet(
    "wagtailimages_chooser", url_prefix="images/chooser"
)
