"""Words of a portal per language: its owner and its menus."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Locale, Page

from sites.models.portal import Portal
from sites.models.said import Said


class OwnerText(Said):
    """Who owns the portal, in one language.

    With e-mail and phone of ``Branding`` these are the five facts that NĐ 174/2026
    demands of a site (domain-vn.md O-01).
    """

    portal = ParentalKey(Portal, on_delete=models.CASCADE, related_name="owner_texts")
    locale = models.ForeignKey(
        Locale, verbose_name=_("language"), on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(_("name shown"), max_length=255, blank=True)
    above = models.CharField(
        _("line above the name"),
        max_length=255,
        blank=True,
        help_text=_("Usually the agency above."),
    )
    address = models.CharField(_("address"), max_length=255, blank=True)
    responsible = models.CharField(
        _("person responsible for content"), max_length=255, blank=True
    )
    reprint_note = models.CharField(
        _("note on re-use"),
        max_length=255,
        blank=True,
        help_text=_("Shown at the foot of every page."),
    )

    class Meta:
        verbose_name = _("owner text")
        verbose_name_plural = _("owner texts")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["portal", "locale"], name="owner_text_once_per_language"
            )
        ]

    def __str__(self) -> str:
        return self.name


class MenuPlace(models.TextChoices):
    FOOTER = "footer", _("Footer")
    LINKS = "links", _("Official links")


class MenuItem(Said):
    """A link in one of a portal's menus, to a page of the house or an address."""

    portal = ParentalKey(Portal, on_delete=models.CASCADE, related_name="menu_items")
    locale = models.ForeignKey(
        Locale, verbose_name=_("language"), on_delete=models.PROTECT, related_name="+"
    )
    place = models.CharField(_("place"), max_length=10, choices=MenuPlace)
    title = models.CharField(_("title"), max_length=120)
    page = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    url = models.URLField(_("address"), blank=True)
    sort_order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("menu item")
        verbose_name_plural = _("menu items")
        ordering = ["place", "sort_order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="menu_item_one_target",
                condition=models.Q(page__isnull=False, url="")
                | (models.Q(page__isnull=True) & ~models.Q(url="")),
                violation_error_message=_(
                    "Choose a page or give an address, not both."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        if bool(self.page_id) == bool(self.url):
            raise ValidationError(_("Choose a page or give an address, not both."))
