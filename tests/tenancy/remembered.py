"""What stands in a unit's calendar: a day to remember, a plan, a release to come."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from cms.almanac.models import Occasion
from cms.moderation.models import Case
from cms.planning.models import Assignment
from cms.users.models import User
from sites.models import Unit


@dataclass(frozen=True)
class Remembered:
    occasion: Occasion
    planned: Assignment
    release: Case


def build_remembered(name: str, unit: Unit, person: User) -> Remembered:
    """Build them; the release is that of the unit’s newest case."""
    tomorrow = timezone.now() + timedelta(days=1)
    day = timezone.localdate(tomorrow)
    occasion = Occasion.objects.create(
        unit=unit, name=f"{name}-ngay", kind="local", day=day.day, month=day.month
    )
    planned = Assignment.objects.create(
        unit=unit, title=f"{name}-decuong", due_on=day, created_by=person
    )
    case = Case.objects.filter(unit=unit).latest("pk")
    Case.objects.filter(pk=case.pk).update(release_at=tomorrow)
    return Remembered(occasion, planned, case)
