"""Words that stand in rules, dues and their changes."""

from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class ClockKind(models.TextChoices):
    CALENDAR = "calendar", _("Calendar days")
    OFFICE = "office", pgettext_lazy("a clock", "Office hours")


class Start(models.TextChoices):
    """From when a rule counts. ``SUBMISSION`` makes it the board's own time."""

    EVENT_END = "event_end", _("The end of the event")
    RECEIPT = "receipt", _("The item’s first version")
    ISSUE = "issue", _("Publication at the source")
    SUBMISSION = "submission", pgettext_lazy("start of a deadline", "Submission")


class Stop(models.TextChoices):
    """What a rule waits for."""

    SUBMISSION = "submission", pgettext_lazy("end of a deadline", "First submission")
    APPROVAL = "approval", pgettext_lazy("end of a deadline", "The board’s decision")
    PUBLICATION = "publication", pgettext_lazy("end of a deadline", "Publication")


class Combination(models.TextChoices):
    """Which of several rules that wait for the same governs."""

    ALL = "all", _("Each counts by itself")
    EARLIER = "earlier", _("Whichever is due first")
    LATER = "later", _("Whichever is due last")
    RANK = "rank", _("The first by order")


class Cause(models.TextChoices):
    """Why a deadline was counted anew."""

    ITEM = "item", _("The item’s facts changed")
    EVENT = "event", _("The event was changed")
    BEFORE = "before", _("Submitted before the event ended: an announcement")
    DAYS = "days", _("A day off or a working day was decided or withdrawn")
    TIMETABLE = "timetable", _("The unit’s office hours changed")
    RULE = "rule", _("The rule, or how rules combine, was changed")


class Superior(models.TextChoices):
    """Who is told of a deadline that passed, in office hours."""

    HEAD = "head", _("Head of unit")
    OFFICE = "office", _("Standing office")
