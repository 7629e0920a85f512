"""Files that were moved and still lie where they were."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class LeftoverQuerySet(models.QuerySet):
    def keep(self, names: list[str]) -> None:
        """Remember files that have to go once the present transaction is over."""
        self.bulk_create([self.model(name=name) for name in names])


class Leftover(models.Model):
    """A file that has to go from the store.

    Written with the change that made it one, in the same transaction, and deleted with
    the file: if the process ends in between, the next move or command still knows.
    """

    name = models.CharField(_("name"), max_length=255)

    objects: ClassVar[LeftoverQuerySet] = LeftoverQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("leftover file")
        verbose_name_plural = _("leftover files")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
