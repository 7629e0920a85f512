"""Rows that readers may read as soon as they are stored."""

from typing import Any

from django.db import models
from wagtail import hooks


class Said(models.Model):
    """Whoever guards what readers are told joins by Wagtail's hook ``words_saved``.

    This layer knows no desk; the guard raises what it has to say.
    """

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        for guards in hooks.get_hooks("words_saved"):
            guards(self)
        super().save(*args, **kwargs)
