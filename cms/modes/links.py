"""Where a banner leads: an address of another house, or a path on the portal itself."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

# “//” and “/\” would lead elsewhere; no other scheme is an address.
PLACE = r"(?:https?://[^\s/\\@]+(?:/\S*)?|/(?![/\\])\S*)"


class PlaceField(models.URLField):
    """A text that is an address of the web or a path, and nothing else."""

    default_validators: list[Any] = [
        RegexValidator(
            rf"\A{PLACE}\Z",
            _("Write https:// and an address, or a path that begins with one /."),
        )
    ]

    def formfield(self, **kwargs: Any) -> Any:
        """Take paths as they are typed; Django's own field would make hosts of them."""
        return super().formfield(**{"form_class": forms.CharField, **kwargs})
