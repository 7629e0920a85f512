"""What every asset has, whatever its kind: identity, origin, rights, fingerprint."""

import hashlib
import uuid
from typing import Any

from django.core.files import File
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import Collection, Locale

from media_library.places import is_private, private_name, stands_apart


class Rights(models.TextChoices):
    """On what ground the unit may publish the asset (ED-15, ORG-09)."""

    OWN = "own", _("Made by the unit")
    LICENSED = "licensed", _("Licensed by its owner")
    FREE = "free", _("Free licence or public domain")
    COURTESY = "courtesy", _("Supplied for this purpose")


class Asset(models.Model):
    """Mixin of images, documents and media.

    None of these can be swapped later, so all that the shared repository needs stands
    in the first migration.
    """

    public_id = models.UUIDField(
        _("public id"), default=uuid.uuid4, unique=True, editable=False
    )
    source = models.CharField(
        _("source"), max_length=255, blank=True, help_text=_("Where the file is from.")
    )
    credit = models.CharField(
        _("credit"), max_length=255, blank=True, help_text=_("Shown under the picture.")
    )
    rights = models.CharField(
        _("rights"), max_length=10, choices=Rights, default=Rights.OWN
    )
    file: Any  # fields of the concrete model
    collection: Collection
    sha256 = models.CharField(max_length=64, blank=True, editable=False, db_index=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.sha256 or not getattr(self.file, "_committed", True):
            self.sha256 = fingerprint(self.file)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Ask whoever guards files that readers see (hook ``file_deleted``).

        Before anything is deleted: a refusal breaks no transaction that is open.
        """
        for guards in hooks.get_hooks("file_deleted"):
            guards(self)
        return super().delete(*args, **kwargs)

    @property
    def is_private(self) -> bool:
        """Tell whether the file stands apart, for the asset's own people only."""
        return is_private(self.file.name)

    def place_for(self, public_name: str) -> str:
        """Return where a new file of the asset goes, given its place in public."""
        if stands_apart(self):
            return private_name(self.public_id, public_name)
        return public_name


class AssetText(models.Model):
    """Words about an asset in one language.

    A row per language and not a translated asset: deleting a translated image would
    delete the file its sibling shares.
    """

    locale = models.ForeignKey(
        Locale, verbose_name=_("language"), on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(_("title"), max_length=255, blank=True)
    caption = models.TextField(_("caption"), blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.locale}: {self.title or self.caption}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Ask whoever guards what readers are told (hook ``words_saved``)."""
        for guards in hooks.get_hooks("words_saved"):
            guards(self)
        super().save(*args, **kwargs)


def fingerprint(file: File) -> str:
    """Return the file's SHA-256 in hex; what was open stays open at its place.

    Raises ``OSError`` when the file can't be read.
    """
    digest = hashlib.sha256()
    was_closed = file.closed
    position = 0 if was_closed else file.tell()
    file.open()
    for chunk in file.chunks():
        digest.update(chunk)
    if was_closed:
        file.close()
    else:
        file.seek(position)
    return digest.hexdigest()
