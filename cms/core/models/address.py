"""Where pages stood before: what keeps printed and linked addresses alive."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.core.querysets import FormerAddressQuerySet

LONGEST = 1_000


class FormerAddress(models.Model):
    """An address below a home page that a page had before it was renamed or moved.

    The row stands for everything below the page, too: a section with thousands of items
    is renamed with one row. It names a page and not an address, so that no chain of
    redirects can arise. (Decision 0021.)
    """

    home = models.ForeignKey(
        Page, verbose_name=_("home page"), on_delete=models.CASCADE, related_name="+"
    )
    path = models.CharField(_("former address"), max_length=LONGEST)
    page = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    # Following a page's history is no use of the page.
    wagtail_reference_index_ignore = True

    objects: ClassVar[FormerAddressQuerySet] = FormerAddressQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        ordering = ["path"]
        constraints = [
            models.UniqueConstraint(fields=["home", "path"], name="former_address_once")
        ]

    def __str__(self) -> str:
        return self.path
