"""People who work in the house. Whom they work for is ``sites.RoleAssignment``."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from search.text import nfc
from sites.order import PEOPLE, InOrder, InOrderQuerySet, OrderKey
from sites.policies.files import CollectionGrant, collection_grants
from sites.reach import reach_of


class People(UserManager["User"]):
    """Accounts, and lists of people."""

    use_in_migrations = False

    def get_queryset(self) -> "QuerySet[User]":
        return InOrderQuerySet(self.model, using=self._db)


class User(InOrder, AbstractUser):
    """One person, one account. A person may serve several units.

    A Vietnamese name is one field: splitting it into first and last name is wrong for
    half of the names and useless for the rest. Lists are ordered by ``sort_key``
    (given name, then family name).
    """

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField(_("full name"), max_length=150)
    sort_key = OrderKey("full_name", PEOPLE, max_length=400, db_index=True)
    position = models.CharField(_("position"), max_length=150, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    pen_name = models.CharField(
        _("pen name"),
        max_length=100,
        blank=True,
        help_text=_("Shown to readers instead of the full name."),
    )

    objects: ClassVar[People] = People()

    REQUIRED_FIELDS = ["email", "full_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_key", "username"]

    def __str__(self) -> str:
        return self.full_name or self.username

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.full_name = nfc(self.full_name).strip()
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        """Return the given name, by which Vietnamese people address each other."""
        return self.full_name.rsplit(" ", 1)[-1]

    @cached_property
    def _collection_permission_cache(self) -> list[CollectionGrant]:
        """Where Wagtail keeps a person's rights on collections once they were read."""
        return [] if self.is_superuser else collection_grants(reach_of(self))

    @property
    def byline(self) -> str:
        return self.pen_name or self.full_name
