"""Old addresses of a portal, and lists of them that were brought in."""

from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext, gettext_lazy as _
from wagtail.models import Page

from cms.addresses.querysets import AddressImportQuerySet, AddressRuleQuerySet
from cms.addresses.reading import LONGEST, Source, Target, read_source, read_target
from sites.addresses import address_of
from sites.models import Portal


class AddressRule(models.Model):
    """One address, or one form of addresses, that the portal had elsewhere or before.

    ``source`` is what was written, without its host. ``digest`` names what it matches,
    ``names`` the parameters it asks for: both are made of it (``services.settle``).
    A page that is deleted leaves a rule without an end, which says that it is gone.
    """

    portal = models.ForeignKey(
        Portal,
        verbose_name=_("portal"),
        on_delete=models.CASCADE,
        related_name="address_rules",
    )
    host = models.CharField(
        _("hostname"),
        max_length=253,
        blank=True,
        help_text=_("Empty: at every hostname of the portal."),
    )
    source = models.CharField(_("old address"), max_length=LONGEST)
    page = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    target = models.CharField(_("new address"), max_length=LONGEST, blank=True)
    is_gone = models.BooleanField(
        _("withdrawn for good"),
        default=False,
        help_text=_("Answers 410: search engines forget the address."),
    )
    digest = models.CharField(max_length=64, editable=False)
    names = models.CharField(max_length=LONGEST, blank=True, editable=False)
    is_pattern = models.BooleanField(default=False, editable=False)
    hits = models.PositiveBigIntegerField(_("hits"), default=0, editable=False)
    last_hit_on = models.DateField(_("last hit"), null=True, editable=False)

    # A page's old addresses are no use of the page.
    wagtail_reference_index_ignore = True

    objects: ClassVar[AddressRuleQuerySet] = AddressRuleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        ordering = ["source", "host"]
        constraints = [
            models.UniqueConstraint(
                fields=["portal", "digest"],
                name="address_rule_once",
                violation_error_message=_("This old address is in the list already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.host}{self.source}"

    @cached_property
    def parsed(self) -> Source:
        return read_source(self.source, self.host)

    @cached_property
    def end(self) -> Target:
        return read_target(self.target, self.parsed.gaps)

    @property
    def answers_gone(self) -> bool:
        return self.is_gone or (self.page_id is None and not self.target)

    @property
    def old_address(self) -> str:
        """Return the old address as a list names it."""
        return f"http://{self.host}{self.source}" if self.host else self.source

    @property
    def new_address(self) -> str:
        """Return the new address as a list names it; empty for what is gone."""
        if self.is_gone or self.page is None:
            return "" if self.is_gone else self.target
        return address_of(self.page.url_path, None) or ""

    @property
    def code(self) -> str:
        return "410" if self.answers_gone else "301"

    def where(self) -> str:
        """Return in words where it leads."""
        if self.is_gone:
            return gettext("withdrawn (410)")
        if self.answers_gone:
            return gettext("its page was deleted (410)")
        return str(self.page.title if self.page else self.target)


class ImportState(models.TextChoices):
    TRIED = "tried", _("Checked, not brought in")
    DONE = "done", _("Brought in")


class AddressImport(models.Model):
    """A list as it was sent in. What could not be taken over stays, with the reason.

    ``lines`` holds lists of line number, old address, new address and code; once it is
    done only the lines that were left out.
    """

    portal = models.ForeignKey(
        Portal, verbose_name=_("portal"), on_delete=models.CASCADE, related_name="+"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("sent in by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    created_at = models.DateTimeField(_("sent in at"), auto_now_add=True)
    name = models.CharField(_("file"), max_length=200)
    lines = models.JSONField(default=list)
    encoding = models.CharField(max_length=20, blank=True)
    straightens = models.BooleanField(default=True)
    state = models.CharField(_("state"), max_length=10, choices=ImportState)
    brought_in = models.PositiveIntegerField(_("brought in"), default=0)

    objects: ClassVar[AddressImportQuerySet] = AddressImportQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("list of old addresses")
        verbose_name_plural = _("lists of old addresses")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.name


def new_rule(portal: Portal, **values: Any) -> AddressRule:
    """Return a rule, not stored, with what is made of its source.

    Raises ``AddressError`` for an address that can't be used.
    """
    return settled(AddressRule(portal=portal, **values))


def settled(rule: AddressRule, read: Source | None = None) -> AddressRule:
    """Write into a rule what is made of its source, which may have been read before.

    Raises ``AddressError``.
    """
    for name in ("parsed", "end"):
        vars(rule).pop(name, None)
    source = read or rule.parsed
    rule.host = source.host
    rule.digest = source.digest
    rule.names = "&".join(source.names)
    rule.is_pattern = not source.is_exact
    return rule
