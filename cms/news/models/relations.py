"""Who made an item, and in which other sections it is shown."""

from typing import Any

from django import forms
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.coreutils import string_to_ascii
from wagtail.models import Orderable

from cms.core.gate import RowOfPage
from search.text import slugify

SLUG_LENGTH = 80


def author_slug(name: str) -> str:
    """Return the address part of a name; other scripts are written in Latin letters.

    Names that differ in their marks alone share one; ``cms.finding`` tells them apart.
    """
    latin = slugify(name, max_length=SLUG_LENGTH)
    return latin or slugify(string_to_ascii(name), max_length=SLUG_LENGTH)


class BylineRole(models.TextChoices):
    AUTHOR = "author", _("Author")
    PHOTO = "photo", _("Photographs")
    VIDEO = "video", _("Film")
    TRANSLATOR = "translator", _("Translation")
    COMPILER = "compiler", _("Compiled by")


class Byline(RowOfPage, Orderable):
    """One name under an item.

    The name stands as shown, usually a pen name; the person behind it is kept for
    statistics and royalties (CT-12) and not shown.
    """

    page = ParentalKey(
        "news.NewsPage", on_delete=models.CASCADE, related_name="bylines"
    )
    name = models.CharField(_("name shown"), max_length=120)
    # Where everything under this name is listed; empty for a name without letters.
    # It follows from the name, so revisions and evidence do without it.
    slug = models.SlugField(
        _("slug"),
        max_length=SLUG_LENGTH,
        blank=True,
        editable=False,
        serialize=False,
    )
    role = models.CharField(
        _("part in the work"),
        max_length=12,
        choices=BylineRole,
        default=BylineRole.AUTHOR,
    )
    unit = models.CharField(_("unit shown"), max_length=200, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("role")]),
        FieldRowPanel([FieldPanel("unit"), FieldPanel("person")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ["sort_order", "pk"]  # what no form has numbered stands as it came

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = author_slug(self.name)
        super().save(*args, **kwargs)


class AlsoShownIn(RowOfPage, Orderable):
    """A further section of the same portal that lists the item."""

    page = ParentalKey(
        "news.NewsPage", on_delete=models.CASCADE, related_name="also_shown_in"
    )
    section = models.ForeignKey(
        "pages.SectionPage",
        verbose_name=_("section"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [FieldPanel("section", widget=forms.Select)]

    class Meta(Orderable.Meta):
        verbose_name = _("further section")
        verbose_name_plural = _("further sections")
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "section"], name="also_shown_in_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.section)
