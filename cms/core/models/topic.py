"""Topics: what items are about, across sections and portals."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from search.text import nfc, slugify
from sites.order import InOrder, InOrderQuerySet, OrderKey


class Topic(index.Indexed, InOrder):
    name = models.CharField(_("name"), max_length=100, unique=True)
    sort_key = OrderKey("name", max_length=202)
    slug = models.SlugField(_("slug"), max_length=80, unique=True, editable=False)

    objects: ClassVar[InOrderQuerySet] = InOrderQuerySet.as_manager()  # type: ignore[assignment]

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["sort_key", "pk"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name = nfc(self.name).strip()
        self.slug = self.slug or slugify(self.name)
        super().save(*args, **kwargs)
