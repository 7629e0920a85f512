"""How far along what stands in the calendar is."""

from django.db import models
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """The four states of an entry; their values stand in addresses."""

    PLANNED = "du-kien", pgettext_lazy("in the calendar", "Planned")
    SUBMITTED = "da-trinh", pgettext_lazy("in the calendar", "Submitted")
    SCHEDULED = "da-len-lich", pgettext_lazy("in the calendar", "Scheduled")
    PUBLISHED = "da-dang", pgettext_lazy("in the calendar", "Published")


ICONS = {
    State.PLANNED: "radio-empty",
    State.SUBMITTED: "time",
    State.SCHEDULED: "calendar-check",
    State.PUBLISHED: "check",
}
LOOKS = {
    State.PLANNED: "plan",
    State.SUBMITTED: "sub",
    State.SCHEDULED: "sch",
    State.PUBLISHED: "pub",
}
# As they stand in a day: what readers have first.
ORDER = (State.PUBLISHED, State.SCHEDULED, State.SUBMITTED, State.PLANNED)
