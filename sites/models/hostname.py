"""Hostnames that a portal gave up: nobody else gets them (ORG-07)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sites.models.portal import Portal
from sites.querysets import RetiredHostnameQuerySet


class RetiredHostname(models.Model):
    """A name that readers, printed matter and search engines still know.

    Another institution at this name would be taken for the first one. It is free for
    others only once somebody above has released it, with a reason.
    """

    hostname = models.CharField(_("hostname"), max_length=253, unique=True)
    portal = models.ForeignKey(
        Portal,
        verbose_name=_("portal that had it"),
        on_delete=models.CASCADE,
        related_name="retired_hostnames",
    )
    retired_on = models.DateField(_("given up on"))
    released_on = models.DateField(_("released on"), null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("released by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    reason = models.CharField(_("reason of the release"), max_length=500, blank=True)

    objects: ClassVar[RetiredHostnameQuerySet] = RetiredHostnameQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("retired hostname")
        verbose_name_plural = _("retired hostnames")
        ordering = ["hostname"]

    def __str__(self) -> str:
        return self.hostname

    @property
    def is_reserved(self) -> bool:
        return self.released_on is None
