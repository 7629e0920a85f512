"""The words routes are made of."""

from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class Subject(models.TextChoices):
    """What kind of thing wants to reach readers."""

    ITEM = "item", pgettext_lazy("of a route", "Items")
    PAGE = "page", _("Pages, sections and front pages")
    MEND = "mend", _("Quick mends of what is published")


class Destination(models.TextChoices):
    """Where it wants to be read; each may await another body (plans S1, S2)."""

    PORTAL = "portal", _("Portal")
    FANPAGE = "fanpage", "Fanpage"
    GROUP = "group", _("Facebook group")
    ZALO = "zalo", "Zalo OA"
    YOUTUBE = "youtube", "YouTube"


class PartyKind(models.TextChoices):
    """Whose word a step waits for."""

    ROLE = "role", _("Whoever holds a role")
    PERSON = "person", _("A named person")
    DUTY = "duty", _("Whoever is charged with the section or topic")
    FIELD = "field", _("The field reviewer of the topic")
    HEAD = "head", _("The head of the unit, or a deputy acting by decision")
    LIABLE = "liable", _("The liable person")


class WhoseUnit(models.TextChoices):
    """For which unit the role is held."""

    PORTAL = "portal", _("the portal’s unit")
    LIABLE = "liable", _("the liable unit")
    ABOVE = "above", _("the unit above")
    NAMED = "named", _("a named unit")


class Check(models.TextChoices):
    """What an approver looks at (ED-01); three checks may be three people."""

    CONTENT = "content", pgettext_lazy("check", "Content")
    PICTURES = "pictures", pgettext_lazy("check", "Pictures")
    LAYOUT = "layout", pgettext_lazy("check", "Layout")
