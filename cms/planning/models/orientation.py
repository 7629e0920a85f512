"""Notes from above that writers take up (CAL-04): định hướng công tác tuyên truyền."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from cms.planning.querysets import AcknowledgementQuerySet, OrientationQuerySet
from sites.models import Unit


class Orientation(models.Model):
    """What writers of some units are told; it is for them, never for readers.

    It is written once, when it is issued: whoever acknowledged it acknowledged these
    words. A mistake is mended by withdrawing it and issuing another one.
    """

    unit = models.ForeignKey(
        Unit, verbose_name=_("issuing unit"), on_delete=models.PROTECT, related_name="+"
    )
    subject = models.CharField(pgettext_lazy("of a note", "subject"), max_length=255)
    body = models.TextField(_("what it says"))
    document_number = models.CharField(
        _("number and symbol of the document"), max_length=80, blank=True
    )
    document_date = models.DateField(_("document dated"), null=True, blank=True)
    valid_until = models.DateField(_("in force until"))
    units = models.ManyToManyField(
        Unit, verbose_name=_("for the writers of"), related_name="+"
    )
    issued_at = models.DateTimeField(default=timezone.now, editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[OrientationQuerySet] = OrientationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("orientation note")
        verbose_name_plural = _("orientation notes")
        ordering = ["-issued_at", "-pk"]

    def __str__(self) -> str:
        return self.subject


class Acknowledgement(models.Model):
    """One writer whom a note was given to, and when they said that they had read it."""

    orientation = models.ForeignKey(
        Orientation, on_delete=models.CASCADE, related_name="acknowledgements"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    read_at = models.DateTimeField(null=True)

    objects: ClassVar[AcknowledgementQuerySet] = AcknowledgementQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="acknowledged_once", fields=["orientation", "person"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.orientation}"
