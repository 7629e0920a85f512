"""What a unit keeps of deadlines: a rule, hours, a day off; and what falls due by it."""

from datetime import date, time, timedelta

from django.utils import timezone

from cms.deadlines.models import DayOverride, DeadlineRule, DutyShift
from cms.notifications.services import add_recipient
from cms.users.models import User
from sites.models import OfficeHours, Unit
from tests.factories.deadlines import rule_of


def build_deadlines(name: str, unit: Unit, person: User) -> DeadlineRule:
    OfficeHours.objects.create(unit=unit, weekday=1, opens=time(8), closes=time(17))
    DayOverride.objects.create(unit=unit, day=date(2026, 9, 3), decision=f"{name}-qd")
    begins = timezone.now()
    DutyShift.objects.create(
        unit=unit, person=person, begins=begins, ends=begins + timedelta(hours=1)
    )
    add_recipient(unit=unit, kind="deadline.near", address=f"{name}@thu.example")
    return rule_of(unit, name=f"{name}-han", source=f"{name}-kh", start="receipt")
