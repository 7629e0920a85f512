"""How the units of the demonstration tell their people, and who is on duty."""

from datetime import datetime, time, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from cms.deadlines.models import DutyShift
from cms.deadlines.services import add_shift
from cms.notifications.models import Recipient, UnitSetting
from cms.notifications.services import add_recipient, choose_for_unit
from cms.notifications.timing import Quiet
from sites.models import Unit

Raw = dict[str, Any]


def set_notifications(written: Raw, unit: Unit) -> None:
    """Store what a chain says of notifications; what is there stays."""
    if not written:
        return
    if not UnitSetting.objects.filter(unit=unit).exists():
        hours = [time.fromisoformat(one) for one in written.get("quiet", ())]
        choose_for_unit(
            unit=unit,
            modes=written.get("modes", {}),
            digest_at=time.fromisoformat(written["digest_at"]),
            quiet=Quiet(*hours) if hours else None,
        )
    if not Recipient.objects.filter(unit=unit).exists():
        for row in written.get("besides", []):
            _besides(row, unit)


def _besides(row: Raw, unit: Unit) -> None:
    people = get_user_model().objects.filter(username=row.get("person", ""))
    add_recipient(
        unit=unit,
        kind=row["kind"],
        person=people.first(),
        address=row.get("address", ""),
    )


def put_on_duty(written: list[Raw], unit: Unit) -> None:
    """Let people be on duty one after the other from today's evening on; only once."""
    if DutyShift.objects.filter(unit=unit).exists():
        return
    for shift in written:
        begins = _moment(shift["in_days"], shift["from"])
        add_shift(
            unit=unit,
            person=get_user_model().objects.get(username=shift["person"]),
            begins=begins,
            ends=begins + timedelta(hours=shift["hours"]),
        )


def _moment(days: int, clock: str) -> datetime:
    day = timezone.localdate() + timedelta(days=days)
    moment = datetime.combine(day, time.fromisoformat(clock))
    return timezone.make_aware(moment)
