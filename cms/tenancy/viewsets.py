"""Wagtail's screens of pages and pictures, with lists to choose from narrowed."""

from typing import Any

from django.db.models import QuerySet
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.images.views.chooser import ImageChooserViewSet, ImageChooseView
from wagtail.models import Page

from cms.tenancy.filters import TAGS, OwnGenericPageFilterSet, OwnPageFilterSet
from cms.tenancy.reachable import reachable_tags


class OwnIndexView(ExplorableIndexView):
    filterset_class = OwnGenericPageFilterSet


class OwnTypeUseView(ContentTypeUseView):
    filterset_class = OwnPageFilterSet


class UnitPageViewSet(PageViewSet):
    """Every page of the house, whatever its type."""

    model = Page
    index_view_class = OwnIndexView
    content_type_use_view_class = OwnTypeUseView
    filterset_class = OwnGenericPageFilterSet


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
