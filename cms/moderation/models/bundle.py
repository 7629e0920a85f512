"""Several items that reach readers at one instant."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from cms.moderation.querysets import BundleQuerySet
from sites.models import Portal


class Bundle(models.Model):
    """Items of one portal that wait for each other.

    None of them is released before all are approved and the moment has come.
    """

    portal = models.ForeignKey(
        Portal,
        verbose_name=_("portal"),
        on_delete=models.CASCADE,
        related_name="bundles",
    )
    name = models.CharField(_("name"), max_length=150)
    release_at = models.DateTimeField(
        _("not before"),
        null=True,
        blank=True,
        help_text=_("Empty: as soon as all of its items are approved."),
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
    )
    released_at = models.DateTimeField(
        pgettext_lazy("of a bundle", "released"), null=True, editable=False
    )

    objects: ClassVar[BundleQuerySet] = BundleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("bundle")
        verbose_name_plural = _("bundles")
        default_permissions = ()
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name
