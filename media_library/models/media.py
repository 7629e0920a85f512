"""Clips and recordings."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.search import index
from wagtailmedia.models import AbstractMedia, MediaType

from media_library.models.assets import Asset, AssetText


def _name_of(field: str) -> str:
    name: str = AbstractMedia._meta.get_field(field).verbose_name
    return name


def clip_place(clip: "Media", filename: str) -> str:
    """Return where the file of a clip goes."""
    return clip.place_for(f"media/{filename}")


def thumbnail_place(clip: "Media", filename: str) -> str:
    """Return where the picture goes that stands for a clip."""
    return clip.place_for(f"media_thumbnails/{filename}")


class Media(Asset, AbstractMedia):
    # wagtailmedia's own, by their names, but for where the files go.
    file = models.FileField(_name_of("file"), upload_to=clip_place)
    thumbnail = models.FileField(
        _name_of("thumbnail"), upload_to=thumbnail_place, blank=True
    )
    # Named for the same reason as in images.py.
    tags = TaggableManager(
        _("tags"), blank=True, help_text=None, related_name="library_media"
    )
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="uploaded_media",
    )
    uploaded_by_user.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]

    admin_form_fields = (
        "title",
        "file",
        "collection",
        "duration",
        "width",
        "height",
        "thumbnail",
        "tags",
        "source",
        "credit",
        "rights",
    )
    search_fields = [
        *AbstractMedia.search_fields,
        index.SearchField("credit"),
    ]

    class Meta:
        verbose_name = _("clip or recording")
        verbose_name_plural = _("clips and recordings")

    def clean(self, *args: Any, **kwargs: Any) -> None:
        """Refuse what is neither a clip nor a recording.

        wagtailmedia's address for uploads takes a third kind, “media”, and looks at no
        file's ending there: a page with a script would lie in the store.
        """
        super().clean(*args, **kwargs)
        if self.type not in MediaType.values:
            raise ValidationError(_("A file here is a clip or a recording."))


class MediaText(AssetText):
    media = models.ForeignKey(Media, on_delete=models.CASCADE, related_name="texts")
    transcript = models.TextField(_("transcript"), blank=True)

    class Meta:
        verbose_name = _("media text")
        verbose_name_plural = _("media texts")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["media", "locale"], name="media_text_once_per_language"
            )
        ]
