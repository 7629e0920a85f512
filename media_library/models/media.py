"""Clips and recordings."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.search import index
from wagtailmedia.models import AbstractMedia

from media_library.models.assets import Asset, AssetText


class Media(Asset, AbstractMedia):
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
