"""What people say of pictures: what they show, who agreed, what was made unrecognisable."""

from datetime import date
from pathlib import PurePosixPath
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.quality.querysets import ConsentQuerySet
from media_library.models import Image
from media_library.places import private_name


class ShowsChildren(models.TextChoices):
    UNSAID = "", _("Not said yet")
    NONE = "none", _("No child can be recognised")
    SOME = "some", _("Children can be recognised")


class ShowsTerritory(models.TextChoices):
    """Whether a map of the country shows all of it."""

    UNSAID = "", _("Not said yet")
    NO_MAP = "no_map", _("No map of the country")
    WHOLE = "whole", _("A map of the country, with its islands")


class PictureDeclaration(models.Model):
    """What somebody answers for about exactly these bytes of a picture."""

    image = models.OneToOneField(
        Image, on_delete=models.CASCADE, related_name="declaration", editable=False
    )
    children = models.CharField(
        _("children"), max_length=4, choices=ShowsChildren, blank=True
    )
    territory = models.CharField(
        _("territory"), max_length=6, choices=ShowsTerritory, blank=True
    )
    sha256 = models.CharField(max_length=64, editable=False)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
    )
    declared_at = models.DateTimeField(_("when"), editable=False)

    class Meta:
        verbose_name = _("words about a picture")
        verbose_name_plural = _("words about pictures")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.image_id}: {self.get_children_display()}"


class Consent(models.Model):
    """Somebody agreed that a child's picture may be shown.

    Source of the rule: Luật Trẻ em 102/2016, art. 21 and NĐ 56/2017, art. 33: parents
    or guardians, and a child of seven or more. The paper stays where papers are kept;
    here stands which one it is.
    """

    image = models.ForeignKey(
        Image, on_delete=models.CASCADE, related_name="consents", editable=False
    )
    given_by = models.CharField(
        _("who agreed"), max_length=255, help_text=_("Parent or guardian, full name.")
    )
    given_on = models.DateField(_("agreed on"))
    child_agrees = models.BooleanField(
        _("the child is under seven, or agrees"), default=False
    )
    document = models.CharField(
        _("document"),
        max_length=255,
        help_text=_("Number and date of the paper, and where it is kept."),
    )
    scope = models.CharField(
        _("for what"),
        max_length=255,
        help_text=_("The item, campaign or use agreed to."),
    )
    covers_harm = models.BooleanField(
        _("also beside illness or harm"),
        default=False,
        help_text=_("The paper says so in as many words."),
    )
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
    )
    recorded_at = models.DateTimeField(_("recorded"), editable=False)

    objects: ClassVar[ConsentQuerySet] = ConsentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        default_permissions = ()
        ordering = ["-given_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="consent_in_order",
                condition=Q(ends_on__isnull=True)
                | Q(ends_on__gte=models.F("given_on")),
                violation_error_message=_("The last day can't be before the first."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.given_by}, {self.given_on:%d/%m/%Y}"

    def holds(self, on: date) -> bool:
        begun = self.child_agrees and self.given_on <= on
        return begun and (self.ends_on is None or on <= self.ends_on)


def original_place(redaction: "Redaction", filename: str) -> str:
    """Return where an original lies: apart, and named by no picture.

    The view that hands out private files asks whose a file is; this one is nobody's.
    """
    name = f"goc-{PurePosixPath(filename).name}"
    return private_name(redaction.image.public_id, name)


class Redaction(models.Model):
    """Areas of a picture were made unrecognisable, for good.

    ``areas`` are all of them since the original, in its pixels: left, top, right,
    bottom. The original is kept apart for evidence and handed out to nobody.
    """

    image = models.ForeignKey(
        Image, on_delete=models.CASCADE, related_name="redactions", editable=False
    )
    areas = models.JSONField(_("areas"), editable=False)
    original = models.FileField(upload_to=original_place, editable=False)
    original_sha256 = models.CharField(max_length=64, editable=False)
    result_sha256 = models.CharField(max_length=64, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
    )
    done_at = models.DateTimeField(_("when"), editable=False)

    class Meta:
        verbose_name = _("blurring")
        verbose_name_plural = _("blurrings")
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.image_id}: {len(self.areas)}"
