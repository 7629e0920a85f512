"""What is to be written in the demonstration: plans, a campaign, a note, a meeting."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms.core.models import EditorialRecord, Topic
from cms.demo.underway import person
from cms.planning.models import (
    Assignment,
    Campaign,
    Meeting,
    Orientation,
    Target,
    WritingPlan,
)
from cms.planning.reading import Line
from cms.planning.services import (
    acknowledge,
    cancel_assignment,
    fulfil,
    issue_orientation,
    note_meeting,
    plan_item,
    save_campaign,
    save_plan,
    set_target,
)
from search.text import slugify
from sites.models import Portal, Unit

WRITTEN = Path(__file__).parent / "planning.yaml"
Raw = dict[str, Any]
FACTS = ("name", "year", "number", "decided_on", "term")


@cache
def written() -> Raw:
    text = WRITTEN.read_text(encoding="utf-8")
    found: Raw = yaml.load(text, Loader=yaml.CSafeLoader)
    return found


def plan_ahead() -> None:
    """Write down what is not there yet, wherever the portals are there."""
    campaign = _started(written()["campaign"])
    for plan in written()["plans"]:
        _draw_up(plan, campaign)
    _tell(written()["note"])
    _meet(written()["meeting"])


def _unit(raw: Raw) -> Unit | None:
    portals = Portal.objects.filter(unit__code=raw["unit"])
    found = portals.select_related("unit").first()
    return found.unit if found else None


def _day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


@transaction.atomic
def _started(raw: Raw) -> Campaign | None:
    unit = _unit(raw)
    if unit is None:
        return None
    there = Campaign.objects.filter(unit=unit, name=raw["name"]).first()
    if there is not None:
        return there
    topics = [
        Topic.objects.get_or_create(slug=slugify(name), defaults={"name": name})[0]
        for name in raw["topics"]
    ]
    campaign = Campaign(
        unit=unit,
        name=raw["name"],
        legal_basis=raw["legal_basis"],
        starts_on=_day(raw["from_days"]),
        ends_on=_day(raw["to_days"]),
    )
    return save_campaign(campaign=campaign, topics=topics, actor=person(raw["by"]))


@transaction.atomic
def _draw_up(raw: Raw, campaign: Campaign | None) -> None:
    unit = _unit(raw)
    if unit is None or WritingPlan.objects.filter(unit=unit, name=raw["name"]).exists():
        return
    told = {name: raw[name] for name in FACTS if name in raw}
    planner = person(raw["by"])
    plan = save_plan(plan=WritingPlan(unit=unit, **told), actor=planner)
    for target in raw["targets"]:
        who = person(target["person"]) if "person" in target else None
        set_target(target=Target(plan=plan, **{**target, "person": who}), actor=planner)
    for assignment in raw["assignments"]:
        _assign(assignment, plan, campaign, raw["by"])


def _assign(raw: Raw, plan: WritingPlan, campaign: Campaign | None, by: str) -> None:
    folder = Portal.objects.home_of(plan.unit_id)
    pages = Page.objects.filter(path__startswith=folder)
    planner = person(by)
    made = plan_item(
        assignment=Assignment(
            unit=plan.unit,
            plan=plan,
            campaign=campaign if raw.get("campaign") else None,
            title=raw["title"],
            outline=raw.get("outline", ""),
            form=raw.get("form", ""),
            room=raw.get("room", ""),
            person=person(raw["person"]) if "person" in raw else None,
            section=pages.filter(slug=raw.get("section", "")).first(),
            due_on=_day(raw["in_days"]),
        ),
        actor=planner,
    )
    page = pages.filter(slug=raw.get("item", "")).first()
    if page is not None:
        record = EditorialRecord.objects.get(translation_key=page.translation_key)
        fulfil(assignment=made, record=record, actor=planner)
    if raw.get("cancelled"):
        cancel_assignment(assignment=made, actor=planner)


@transaction.atomic
def _tell(raw: Raw) -> None:
    unit = _unit(raw)
    if unit is None or Orientation.objects.filter(subject=raw["subject"]).exists():
        return
    note = issue_orientation(
        note=Orientation(
            unit=unit,
            subject=raw["subject"],
            body=raw["body"],
            document_number=raw["document_number"],
            document_date=raw["document_date"],
            valid_until=_day(raw["for_days"]),
        ),
        units=list(Unit.objects.filter(code__in=raw["units"])),
        actor=person(raw["by"]),
    )
    for username in raw["read_by"]:
        acknowledge(note=note, actor=person(username))


@transaction.atomic
def _meet(raw: Raw) -> None:
    unit = _unit(raw)
    if unit is None or Meeting.objects.filter(unit=unit).exists():
        return
    monday = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    lines = [
        Line(
            number,
            decision["title"],
            title=decision["title"],
            who=decision.get("who", ""),
            due_on=_day(decision["in_days"]),
            person_id=person(decision["person"]).pk if "person" in decision else None,
        )
        for number, decision in enumerate(raw["decisions"], start=1)
    ]
    note_meeting(
        unit=unit,
        held_on=monday,
        minutes=raw["minutes"],
        lines=lines,
        actor=person(raw["by"]),
    )
