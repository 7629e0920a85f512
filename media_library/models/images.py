"""Pictures and their renditions."""

from collections.abc import Iterable
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    Image as WagtailImage,
    SourceImageIOError,
)
from wagtail.search import index

from media_library.models.assets import Asset, AssetText
from media_library.places import PRIVATE, is_private, private_name


class Image(Asset, AbstractImage):
    # Wagtail's own image model stays installed beside ours; without names of their own
    # the two would clash.
    tags = TaggableManager(
        _("tags"), blank=True, help_text=None, related_name="library_images"
    )
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="uploaded_images",
    )
    uploaded_by_user.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]

    admin_form_fields = (
        *WagtailImage.admin_form_fields,
        "source",
        "credit",
        "rights",
    )
    search_fields = [
        *AbstractImage.search_fields,
        index.SearchField("credit"),
        index.SearchField("source"),
        index.FilterField("rights"),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_image", "Can choose image")]

    def get_upload_to(self, filename: str) -> str:
        return self.place_for(super().get_upload_to(filename))

    def create_rendition(self, filter: Filter) -> "Rendition":  # noqa: A002 - Wagtail's name
        made: Rendition = super().create_rendition(filter)
        self.stay_where_the_picture_is()
        return made

    def create_renditions(self, *filters: Filter) -> dict[Filter, "Rendition"]:
        made: dict[Filter, Rendition] = super().create_renditions(*filters)
        if len(filters) > 1:  # Wagtail makes a single one as above
            self.stay_where_the_picture_is()
        return made

    def stay_where_the_picture_is(self) -> None:
        """Forget sizes that were made while the picture itself was moved.

        Raises ``SourceImageIOError``, as for a picture that can't be read: this object
        knows a place that is no longer the picture's.
        """
        now: str = Image.objects.values_list("file", flat=True).get(pk=self.pk)
        if is_private(now) != self.is_private:
            Rendition.objects.misplaced(self.pk, is_private=is_private(now)).delete()
            raise SourceImageIOError(f"{self.file.name} is now {now}")

    @cached_property
    def texts_by_language(self) -> dict[str, "ImageText"]:
        loaded = "texts" in getattr(self, "_prefetched_objects_cache", {})
        texts = self.texts.all() if loaded else self.texts.select_related("locale")
        return {text.locale.language_code: text for text in texts}

    def alt_in(self, language: str) -> str:
        """Return the alternative text in a language, else the general description."""
        text = self.texts_by_language.get(language)
        return (text.alt if text else "") or self.description

    @property
    def default_alt_text(self) -> str:
        return self.alt_in(get_language() or "vi")


class ImageText(AssetText):
    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="texts")
    alt = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        help_text=_("What the picture shows, for people who can't see it."),
    )

    class Meta:
        verbose_name = _("picture text")
        verbose_name_plural = _("picture texts")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["image", "locale"], name="image_text_once_per_language"
            )
        ]


class RenditionQuerySet(models.QuerySet):
    def twins_of(self, image: Image, specs: Iterable[str]) -> Self:
        """Return sizes of the same file kept as another picture.

        A picture that could not be read has no fingerprint, and no twin.
        """
        if not image.sha256:
            return self.none()
        same = self.filter(image__sha256=image.sha256).exclude(image=image)
        return same.filter(filter_spec__in=list(specs))

    def misplaced(self, image_id: int, *, is_private: bool) -> Self:
        """Return a picture's sizes that don't lie where they have to, now that it is so."""
        apart = models.Q(file__startswith=PRIVATE)
        return self.filter(~apart if is_private else apart, image=image_id)


class Rendition(AbstractRendition):
    image = models.ForeignKey(
        Image, related_name="renditions", on_delete=models.CASCADE
    )

    objects: ClassVar[RenditionQuerySet] = RenditionQuerySet.as_manager()  # type: ignore[assignment]

    def get_upload_to(self, filename: str) -> str:
        public_name: str = super().get_upload_to(filename)
        if self.image.is_private:
            return private_name(self.image.public_id, public_name)
        return public_name

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="rendition_once",
            )
        ]
