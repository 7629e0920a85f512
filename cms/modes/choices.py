"""Words that stand in modes and in what they did."""

from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class ModeKind(models.TextChoices):
    """What makes days special; the order is the one in which readers meet them."""

    MOURNING = "quoc_tang", _("National mourning")
    ELECTION = "bau_cu", pgettext_lazy("a mode", "Election")
    TET = "tet", _("Tet")
    FESTIVAL = "le_hoi", pgettext_lazy("a mode", "Festival")


# Not shown while there is mourning.
FESTIVE = frozenset({ModeKind.TET, ModeKind.FESTIVAL})


class Scope(models.TextChoices):
    BELOW = "below", _("The unit and all units below it")
    CHOSEN = "chosen", _("Chosen portals")


class EffectKind(models.TextChoices):
    """What a mode did to something."""

    HELD = "held", _("Release held back")
    REROUTED = "rerouted", _("Sent to the stricter route")
    BLOCK = "block", _("Festive block not shown")
