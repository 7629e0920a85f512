"""What the login door remembers of an account."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone


class AccountState(models.Model):
    """Since when a password is in use and who chose it; one row per account."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="account_state"
    )
    password_set_at = models.DateTimeField(default=timezone.now)
    # Given by somebody else: by an administrator, a specification or a command.
    password_is_given = models.BooleanField(default=True)
    # Long enough, and of enough kinds of characters, for an account without second factor.
    password_stands_alone = models.BooleanField(default=False)
    # From here the days without a login are counted, where the last one lies before.
    idle_from = models.DateTimeField(null=True, blank=True)

    objects: "models.Manager[AccountState]" = models.Manager()

    def __str__(self) -> str:
        return str(self.user_id)


class FormerPassword(models.Model):
    """The hash of a password that was in use, so that it is not chosen again soon."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="former_passwords"
    )
    encoded = models.CharField(max_length=128)
    created_at = models.DateTimeField(default=timezone.now)

    objects: "models.Manager[Any]" = models.Manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return str(self.user_id)
