"""Files for readers to download."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument, Document as WagtailDocument
from wagtail.search import index

from media_library.models.assets import Asset, AssetText


class Document(Asset, AbstractDocument):
    # Named for the same reason as in images.py.
    tags = TaggableManager(
        _("tags"), blank=True, help_text=None, related_name="library_documents"
    )
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="uploaded_documents",
    )
    uploaded_by_user.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]

    admin_form_fields = (
        *WagtailDocument.admin_form_fields,
        "source",
        "rights",
    )
    search_fields = [
        *AbstractDocument.search_fields,
        index.SearchField("source"),
    ]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]


class DocumentText(AssetText):
    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="texts"
    )

    class Meta:
        verbose_name = _("document text")
        verbose_name_plural = _("document texts")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "locale"], name="document_text_once_per_language"
            )
        ]
