"""What is done to an item that is out, why, and how far it got."""

from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class Kind(models.TextChoices):
    """How an item leaves its readers."""

    HIDE = "hide", _("Hidden for the time being")
    TAKEDOWN = "takedown", _("Taken down")
    STOP = "stop", _("Stopped at once")


class State(models.TextChoices):
    """How far it got."""

    WAITING = "waiting", pgettext_lazy("of a takedown", "Waits for the board")
    IN_FORCE = "in_force", pgettext_lazy("of a takedown", "In force")
    REFUSED = "refused", pgettext_lazy("of a takedown", "Refused")
    ENDED = "ended", pgettext_lazy("of a takedown", "Lifted")
    PURGED = "purged", pgettext_lazy("of a takedown", "Content removed")


class Reason(models.TextChoices):
    """The class of reason that readers are told (ED-06)."""

    WRONG = "wrong", _("Wrong information")
    SECRECY = "secrecy", _("State secrets or information that must not be public")
    PERSONAL = "personal", _("Personal data")
    WISH = "wish", _("Asked for by a person who is named or shown")
    RIGHTS = "rights", _("No right to use text, picture or clip")
    DIRECTIVE = "directive", _("Directed by a competent body")
    OUTDATED = "outdated", _("No longer in force")
    OTHER = "other", _("Another reason")


class Outcome(models.TextChoices):
    """What a place answered when it was told to take an item down."""

    DONE = "done", pgettext_lazy("of a place", "Taken down")
    PARTLY = "partly", pgettext_lazy("of a place", "Partly taken down")
    PERSON = "person", pgettext_lazy("of a place", "Needs a person")
    ABSENT = "absent", pgettext_lazy("of a place", "Was not there")


# Of these not even the title is repeated.
NAMELESS = frozenset({Reason.SECRECY, Reason.PERSONAL, Reason.WISH})
OPEN = (State.WAITING, State.IN_FORCE)
