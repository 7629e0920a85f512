"""Changes of units that the demonstration plays, with the services of the house.

A specification says how a unit stands in the end. What it passed through on the way is
written in ``changes``: who decided it, who carried it out, and what was left prepared for
somebody to try.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.contrib.auth import get_user_model
from django.db import transaction
from wagtail.models import Page

from cms.core.services import prepare_frame
from cms.core.words import vouched
from cms.demo.assets import Assets
from cms.provisioning.ledger import Ledger
from cms.provisioning.spec import PortalSpec, UnitSpec
from cms.provisioning.steps import ensure_unit
from cms.reorganisation.models import Change, ChangeState, Moving, Passing
from cms.reorganisation.services import go_live, prepare
from sites.models import Branding, Capability, PortalStatus, Unit
from sites.services import grant_role

CHANGES = Path(__file__).parent / "changes"
Raw = dict[str, Any]


@cache
def plays() -> tuple[Raw, ...]:
    """Return what is written, one play per place, in the order of the files."""
    texts = (
        path.read_text(encoding="utf-8") for path in sorted(CHANGES.glob("*.yaml"))
    )
    return tuple(yaml.load(text, Loader=yaml.CSafeLoader) for text in texts)


def passings() -> Iterator[Raw]:
    for play in plays():
        for change in play["changes"]:
            yield from change["passings"]


def as_it_was(spec: PortalSpec) -> PortalSpec:
    """Return a specification as it was before the change that ends its unit."""
    if spec.unit.code not in {passing["unit"] for passing in passings()}:
        return spec
    unit = replace(spec.unit, valid_to=None, successions=())
    return replace(spec, unit=unit, status=PortalStatus.OPEN)


def has_passed_on(code: str) -> bool:
    """Tell whether a change was carried out that ended a unit."""
    live = Passing.objects.filter(change__state=ChangeState.LIVE)
    return live.filter(predecessor__code=code).exists()


def play_all() -> None:
    """Play what has not been played, wherever all units and people are there."""
    for play in plays():
        if _is_possible(play):
            with transaction.atomic():
                _set_the_stage(play)
            for change in play["changes"]:
                _play(change)


def _is_possible(play: Raw) -> bool:
    named = {code for one in play["changes"] for code in _units_of(one)}
    named |= {office["unit"] for office in play["offices"]}
    named -= {unit["code"] for unit in play["units"]}
    return Unit.objects.filter(code__in=named).count() == len(named)


def _units_of(change: Raw) -> Iterator[str]:
    for passing in change["passings"]:
        yield passing["unit"]
        yield passing["to"]


def _set_the_stage(play: Raw) -> None:
    """Make the units without portals, the offices above, and emblems of their own."""
    for unit in play["units"]:
        if not Unit.objects.filter(code=unit["code"]).exists():
            ensure_unit(UnitSpec(**unit), Ledger())
    for office in play["offices"]:
        grant_role(
            user=get_user_model().objects.get(username=office["person"]),
            unit=Unit.objects.get(code=office["unit"]),
            capability=Capability.STANDING_OFFICE,
        )
    for code, stem in play.get("emblems", {}).items():
        _give_emblem(code, stem)


@vouched()
def _give_emblem(code: str, stem: str) -> None:
    branding = Branding.objects.select_related("portal__collection").get(
        portal__unit__code=code
    )
    if branding.emblem_id is None:
        branding.emblem = Assets(branding.portal.collection).image(stem)
        branding.save(update_fields=["emblem"])
        prepare_frame(branding=branding)


@transaction.atomic
def _play(written: Raw) -> None:
    """Plan one change and carry it out, or leave it prepared; only once."""
    first = Unit.objects.get(code=written["passings"][0]["unit"])
    if Passing.objects.filter(predecessor=first).exists():
        return
    actor = get_user_model().objects.get(username=written["by"])
    change = Change.objects.create(
        kind=written["kind"],
        decision=written["decision"],
        decided_on=written["decided_on"],
        effective_on=written["effective_on"],
        created_by=actor,
    )
    for passing in written["passings"]:
        Passing.objects.create(
            change=change,
            predecessor=Unit.objects.get(code=passing["unit"]),
            successor=Unit.objects.get(code=passing["to"]),
            portal_fate=passing.get("portal", "freeze"),
        )
    for moving in written.get("movings", []):
        Moving.objects.create(
            change=change,
            page=_page(moving["page"]),
            target=_page(moving["below"]),
            slug=moving["slug"],
        )
    if written["state"] == ChangeState.PREPARED:
        prepare(change=change, actor=actor)
    else:
        go_live(change=change, actor=actor)


def _page(place: str) -> Page:
    """Return a page by its place in the tree. Raises ``Page.DoesNotExist``."""
    found: Page = Page.objects.get(url_path=f"/{place}/")
    return found
