"""The library for people who may look at it and change nothing.

Wagtail shows a file to those who may change it. Whoever only reads (an auditor, a field
reviewer) meets the same addresses; behind them stand a list without deeds and a page
about one file.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic

from cms.tenancy.filters import (
    OwnDocumentsFilterSet,
    OwnImagesFilterSet,
    OwnMediaFilterSet,
)
from cms.tenancy.uses import uses_of
from media_library.models import Document, Image, Media
from sites.columns import MomentColumn, moment
from sites.policies.files import VIEW

NAMES: dict[type[Any], str] = {
    Image: "wagtailimages",
    Document: "wagtaildocs",
    Media: "wagtailmedia",
}
THUMBNAIL = "max-165x165"
TEXTS = ("title", "alt", "caption", "transcript")
FACTS = ("collection", "source", "credit", "rights", "uploaded_by_user", "created_at")


class PictureColumn(Column):
    cell_template_name = "wagtailimages/images/image_preview_column_cell.html"


class ShelfView(generic.IndexView):
    """The files of the units a person may look at."""

    any_permission_required = (VIEW,)
    paginate_by = 20
    page_kwarg = "p"
    default_ordering = "-created_at"
    list_empty = _("The units you read for have put nothing here yet.")
    list_help = _("You may look at these files; their units keep them.")
    template_name = "wagtailadmin/generic/index.html"

    def get_base_queryset(self) -> "QuerySet[Any]":
        files: QuerySet[Any] = (
            self.permission_policy.instances_user_has_any_permission_for(
                self.request.user, (VIEW,)
            )
        )
        return files.select_related("collection")

    def get_edit_url(self, instance: Any) -> str:
        """Lead to the file's address, behind which readers find it described."""
        return reverse(f"{NAMES[self.model]}:edit", args=[instance.pk])

    @cached_property
    def columns(self) -> list[Any]:
        return [
            TitleColumn(
                "title", label=_("Title"), sort_key="title", get_url=self.get_edit_url
            ),
            Column("filename", label=_("File")),
            Column("collection", label=_("Collection"), accessor="collection.name"),
            MomentColumn("created_at", label=_("Uploaded"), sort_key="created_at"),
        ]


class ImageShelfView(ShelfView):
    model = Image
    filterset_class = OwnImagesFilterSet
    header_icon = "image"
    page_title = _("Images")
    index_url_name = "wagtailimages:index"
    index_results_url_name = "wagtailimages:index_results"

    def get_base_queryset(self) -> "QuerySet[Any]":
        pictures: Any = super().get_base_queryset()
        return pictures.prefetch_renditions(THUMBNAIL)  # type: ignore[no-any-return]

    @cached_property
    def columns(self) -> list[Any]:
        picture = PictureColumn(
            "preview", label=_("Preview"), accessor="pk", classname="image-preview"
        )
        return [picture, *super().columns]


class DocumentShelfView(ShelfView):
    model = Document
    filterset_class = OwnDocumentsFilterSet
    header_icon = "doc-full-inverse"
    page_title = _("Documents")
    index_url_name = "wagtaildocs:index"
    index_results_url_name = "wagtaildocs:index_results"


class MediaShelfView(ShelfView):
    model = Media
    filterset_class = OwnMediaFilterSet
    header_icon = "media"
    page_title = _("Media")
    index_url_name = "wagtailmedia:index"
    index_results_url_name = "tenancy:media_results"


class AssetView(generic.InspectView):
    """What there is to know of one file, and where it is used."""

    any_permission_required = (VIEW,)
    page_title = _("Details")
    template_name = "admin/tenancy/asset.html"
    is_picture = False
    facts: tuple[str, ...] = FACTS

    def get_object(self, queryset: Any = None) -> Any:
        asset = get_object_or_404(self.model, pk=self.pk)
        if not self.user_has_permission_for_instance(VIEW, asset):
            raise PermissionDenied
        return asset

    def get_fields(self) -> list[str]:
        known = {field.name for field in self.model._meta.get_fields()}
        return [name for name in self.facts if name in known]

    def get_created_at_display_value(self) -> str:
        return moment(self.object.created_at)

    def get_fields_context(self) -> list[dict[str, Any]]:
        return [fact for fact in super().get_fields_context() if fact["value"]]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        named, unnamed = uses_of(self.object, self.request.user)
        return {
            **super().get_context_data(**kwargs),
            "texts": list(self._texts()),
            "uses": named,
            "uses_elsewhere": unnamed,
        }

    def _texts(self) -> Any:
        """Yield the words of the file: language, what they are, the words."""
        for text in self.object.texts.select_related("locale"):
            for name in TEXTS:
                words = getattr(text, name, "")
                if words:
                    label = text._meta.get_field(name).verbose_name
                    yield text.locale.get_display_name(), label, words


class ImageView(AssetView):
    model = Image
    pk_url_kwarg = "image_id"
    header_icon = "image"
    index_url_name = "wagtailimages:index"
    is_picture = True
    facts = ("width", *FACTS)

    def get_field_label(self, field_name: str, field: Any) -> str:
        if field_name == "width":
            return str(_("Size"))
        label: str = super().get_field_label(field_name, field)
        return label

    def get_width_display_value(self) -> str:
        return f"{self.object.width} × {self.object.height} px"


class DocumentView(AssetView):
    model = Document
    pk_url_kwarg = "document_id"
    header_icon = "doc-full-inverse"
    index_url_name = "wagtaildocs:index"


class MediaView(AssetView):
    model = Media
    pk_url_kwarg = "media_id"
    header_icon = "media"
    index_url_name = "wagtailmedia:index"
    facts = ("type", "duration", *FACTS)
