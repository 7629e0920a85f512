"""What a unit may have to see to, in the words of the overview."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Need(TextChoices):
    """The most pressing first: what the law demands, then people, then content."""

    OWNER = "owner", _("Owner's facts are missing")
    HANDOVER = "handover", _("People left without a handover")
    REPORTS = "reports", _("Reported mistakes wait")
    STALE = "stale", _("Sections are stale")
    SILENT = "silent", _("Nothing published for 30 days")
