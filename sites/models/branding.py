"""How a portal looks and how its owner is reached."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.images import get_image_model_string

from sites.models.portal import Portal
from sites.models.said import Said
from sites.theming import BASE_STYLE, HEX, STYLES, THEMES, unreadable_on

COLOUR = RegexValidator(HEX, _("A colour is written like #b52018, in small letters."))


class Branding(Said):
    """Style, theme and the portal's own accent; contact facts of the owner.

    The accent replaces the theme's own in links and marks, so it must reach WCAG AA
    on every surface of the theme it is used on.
    """

    portal = ParentalKey(Portal, on_delete=models.CASCADE, related_name="brandings")
    style = models.CharField(
        _("style"), max_length=20, choices=list(STYLES.items()), default=BASE_STYLE
    )
    theme = models.CharField(
        _("theme"),
        max_length=30,
        choices=[(key, theme.title) for key, theme in THEMES.items()],
    )
    accent_light = models.CharField(
        _("own accent, light scheme"), max_length=7, blank=True, validators=[COLOUR]
    )
    accent_dark = models.CharField(
        _("own accent, dark scheme"), max_length=7, blank=True, validators=[COLOUR]
    )
    emblem = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("logo or emblem"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty: the emblem of the theme."),
    )
    masthead = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("masthead picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty: the masthead of the theme."),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("branding")
        verbose_name_plural = _("brandings")
        constraints = [models.UniqueConstraint(fields=["portal"], name="branding_once")]

    def __str__(self) -> str:
        return f"{self.get_style_display()} · {self.get_theme_display()}"

    def clean(self) -> None:
        faults = {
            **self._accent_fault("accent_light", "light"),
            **self._accent_fault("accent_dark", "dark"),
        }
        if faults:
            raise ValidationError(faults)

    def _accent_fault(self, field: str, scheme: str) -> dict[str, str]:
        accent = getattr(self, field)
        theme = THEMES.get(self.theme)
        if not (accent and HEX.match(accent) and theme):
            return {}
        surfaces = unreadable_on(accent, getattr(theme, scheme))
        if not surfaces:
            return {}
        message = _("This colour can't be read on %(surfaces)s: contrast below 4.5.")
        return {field: message % {"surfaces": ", ".join(surfaces)}}
