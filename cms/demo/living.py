"""Unfinished work of the demonstration, whose hours are near whenever the house starts.

One item is overdue, one due within the hour, one came back, one publishes itself in three
minutes. What somebody finished since is followed by the next of its series; a series that
has no next one is over until the demonstration is loaded anew.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone

from cms.core.announcements import event_changed
from cms.core.models import EditorialRecord, Event
from cms.deadlines.choices import Stop
from cms.deadlines.models import Due
from cms.demo.underway import draft_of, item_at, person, play_deeds
from cms.moderation.models import Case, CaseState
from cms.moderation.services import schedule
from cms.routes.models import Destination
from sites.models import Portal

WRITTEN = Path(__file__).parent / "living.yaml"
Raw = dict[str, Any]


@cache
def _written() -> Raw:
    found: Raw = yaml.safe_load(WRITTEN.read_text(encoding="utf-8"))
    return found


def keep_living(*, now: datetime | None = None) -> None:
    """Bring every series up to date, where its portal is there."""
    moment = now or timezone.now()
    code = _written()["portal"]
    portal = Portal.objects.filter(unit__code=code, routes__isnull=False).first()
    if portal is None:
        return
    for series in _written()["series"]:
        with transaction.atomic():
            KINDS[series["kind"]](series, portal, moment)


def _date_event(series: Raw, portal: Portal, now: datetime) -> None:
    """Let the event of an item that was not submitted end when its time is nearly over."""
    ends = now - timedelta(**series["ended_ago"])
    item = next((one for one in series["items"] if not _is_done(one, portal)), None)
    if item is None:
        return
    page = item_at(item["slug"], portal)
    if page is None:
        facts = item["event"]
        length = timedelta(minutes=facts["minutes"])
        event = Event.objects.create(
            unit=portal.unit,
            name=facts["name"],
            place=facts["place"],
            starts_at=ends - length,
            ends_at=ends,
        )
        _write(item, portal, event)
        return
    found = EditorialRecord.objects.get(translation_key=page.translation_key).event
    if found is not None:
        found.starts_at, found.ends_at = ends - (found.ends_at - found.starts_at), ends
        found.save()
        event_changed.send(sender=Event, event=found, actor=None)


def _is_done(item: Raw, portal: Portal) -> bool:
    """Tell whether somebody submitted an item, or took it away from its event."""
    page = item_at(item["slug"], portal)
    if page is None:
        return False
    waiting = Due.objects.open().filter(rule__stop=Stop.SUBMISSION)
    return not waiting.filter(record__page_id=page.pk).exists()


def _write(item: Raw, portal: Portal, event: Event) -> None:
    page = draft_of({**item, "event": None}, portal)
    page.event = event
    page.save_revision(user=page.owner)


def _return_one(series: Raw, portal: Portal, _now: datetime) -> None:
    for item in series["items"]:
        page = item_at(item["slug"], portal)
        if page is None:
            play_deeds(item["deeds"], draft_of(item, portal), Destination.PORTAL)
            return
        if Case.objects.filter(page=page.pk, state=CaseState.RETURNED).exists():
            return


def _count_down(series: Raw, portal: Portal, now: datetime) -> None:
    """Let an approved item wait some minutes more, or send the next one on its way."""
    [item] = series["items"]
    at = now + timedelta(minutes=series["minutes"])
    approver = person(item["deeds"][-1]["approve"])
    stem = item["slug"].format(stamp="")
    waiting = Case.objects.filter(
        state=CaseState.APPROVED, page__slug__startswith=stem, unit=portal.unit
    )
    case = waiting.first()
    if case is None:
        page = draft_of(_dated(item, at), portal)
        case = play_deeds(item["deeds"], page, Destination.PORTAL)
    schedule(case=case, actor=approver, at=at)


def _dated(item: Raw, at: datetime) -> Raw:
    local = timezone.localtime(at)
    words = {"hour": f"{local:%H:%M}", "day": f"{local:%d/%m}"}
    return {
        **item,
        "slug": item["slug"].format(stamp=f"{local:%Y%m%d-%H%M}"),
        "title": item["title"].format(**words),
    }


KINDS: dict[str, Callable[[Raw, Portal, datetime], None]] = {
    "event": _date_event,
    "returned": _return_one,
    "countdown": _count_down,
}
