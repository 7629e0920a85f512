"""Special modes of the demonstration: a season that is on, and the Tết to come."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.contrib.auth import get_user_model
from django.utils import timezone

from cms.demo.assets import Assets, catalogue
from cms.modes import tet
from cms.modes.models import Mode
from cms.modes.services import approve_mode, plan_mode
from sites.models import Portal, Unit

WRITTEN = Path(__file__).parent / "modes.yaml"


def prepare_modes() -> None:
    """Draw up and approve what is written, where its unit is; what exists stays."""
    for written in yaml.safe_load(WRITTEN.read_text(encoding="utf-8"))["modes"]:
        unit = Unit.objects.filter(code=written["unit"]).first()
        known = Mode.objects.filter(unit=unit, kind=written["kind"])
        if unit is not None and not known.exists():
            _prepare(unit, written)


def _prepare(unit: Unit, written: Mapping[str, Any]) -> None:
    people = get_user_model().objects
    portal = Portal.objects.select_related("collection").get(unit=unit)
    begins, ends = _days(written)
    mode = Mode(unit=unit, begins_at=begins, ends_at=ends, **written["words"])
    mode.kind, mode.scope = written["kind"], written["scope"]
    if "picture" in written:
        entry = catalogue()[written["picture"]]
        mode.picture = Assets(portal.collection).image(written["picture"])
        mode.alt_vi, mode.alt_en = entry["alt_vi"], entry["alt_en"]
    author, second = (people.get(username=name) for name in written["people"])
    portals = [portal] if mode.scope == "chosen" else []
    stored = plan_mode(mode=mode, portals=portals, actor=author)
    approve_mode(mode=stored, actor=second)


def _days(written: Mapping[str, Any]) -> tuple[datetime, datetime]:
    """Return both ends: counted from today, or from the first day of the next Tết."""
    day = timezone.localdate()
    if written["from"] == "tet":
        day = _next_new_year(day)
    first = day - timedelta(days=written["days_before"])
    last = day + timedelta(days=written["days_after"])
    return _midnight(first), _midnight(last)


def _next_new_year(today: date) -> date:
    days = (tet.new_year(year) for year in (today.year, today.year + 1))
    soon = today + timedelta(days=10)
    return next((day for day in days if day and day > soon), today + timedelta(days=90))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
