"""The five plans' chains (ED-03 to ED-08) as routes, and items on their way through them.

What is written in ``chains`` is played with the services of the house: evidence, notices
and locks are what they are for everybody.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from cms.core.models import Duty, DutyKind, Topic
from cms.demo.deadlines import set_deadlines
from cms.demo.notifications import put_on_duty, set_notifications
from cms.demo.underway import play_channel, play_item, tie_bundle
from cms.members.services.duties import assign_duty
from cms.members.services.roles import delegate_role
from cms.moderation.services import settle_route
from cms.pages.models import HomePage, SectionPage
from cms.provisioning.approval import resolved
from cms.provisioning.faults import SpecError
from cms.provisioning.ledger import Ledger
from cms.provisioning.reading import read_yaml
from cms.provisioning.routes import RouteRow, parse_routes
from cms.provisioning.spec import AccountSpec, UnitSpec
from cms.provisioning.steps import ensure_account, ensure_unit
from search.text import slugify
from sites.models import Portal, RoleAssignment, Unit

CHAINS = Path(__file__).parent / "chains"
Raw = dict[str, Any]


@cache
def chains() -> tuple[Raw, ...]:
    """Return what is written, one chain per plan, in the order of the files."""
    return tuple(
        yaml.load(text, Loader=yaml.CSafeLoader) | {"routes": _routes(text)}
        for text in (path.read_text("utf-8") for path in sorted(CHAINS.glob("*.yaml")))
    )


def chain_of(code: str) -> Raw:
    """Return the chain of a unit's portal. Raises ``StopIteration`` for none."""
    return next(chain for chain in chains() if chain["portal"] == code)


def people() -> Iterator[str]:
    for chain in chains():
        yield from (person["username"] for person in chain["people"])


def play_all(keeper: str) -> None:
    """Play what has not been played, wherever the portal is there."""
    for chain in chains():
        portal = Portal.objects.filter(unit__code=chain["portal"]).first()
        if portal is not None:
            with transaction.atomic():
                stage(chain, portal, keeper)
            play(chain, portal)


def stage(chain: Raw, portal: Portal, keeper: str) -> None:
    """Make people and bodies, charge them with duties, put the routes in force."""
    for unit in chain.get("units", []):
        if not Unit.objects.filter(code=unit["code"]).exists():
            ensure_unit(UnitSpec(**unit), Ledger())
    for person in chain["people"]:
        _ensure_person(person, portal.unit)
    actor = get_user_model().objects.get(username=keeper)
    for duty in chain.get("duties", []):
        _charge(duty, portal, actor)
    for lending in chain.get("delegations", []):
        _lend(lending, portal.unit, actor)
    set_deadlines(chain.get("deadlines", {}), portal.unit)
    set_notifications(chain.get("notifications", {}), portal.unit)
    put_on_duty(chain.get("duty", []), portal.unit)
    home = HomePage.objects.get(pk=portal.site.root_page_id)
    for row in chain["routes"]:
        if not portal.routes.filter(name=row.spec.name).exists():
            settle_route(portal=portal, spec=resolved(row, home))


def play(chain: Raw, portal: Portal) -> None:
    """Let the items set out and stop where they are written to stand."""
    for item in chain.get("items", []):
        play_item(item, portal)
    for channel in chain.get("channels", []):
        play_channel(channel, portal)
    for bundle in chain.get("bundles", []):
        tie_bundle(bundle, portal)


def _routes(text: str) -> tuple[RouteRow, ...]:
    """Read the routes with the rules of specifications. Raises ``SpecError``."""
    root = read_yaml(text)
    rows = parse_routes(root.at("routes"), None)
    if root.faults:
        raise SpecError(root.faults)
    return rows


def _ensure_person(written: Raw, own: Unit) -> None:
    unit = Unit.objects.get(code=written["unit"]) if "unit" in written else own
    account = AccountSpec(
        **{name: written[name] for name in ("username", "full_name", "position")},
        **{name: written.get(name, "") for name in ("email", "phone", "pen_name")},
        roles=tuple(written["roles"]),
    )
    ensure_account(account, unit, Ledger())


def _role(username: str, capability: str, unit: Unit) -> RoleAssignment:
    return RoleAssignment.objects.active().get(
        user__username=username, unit=unit, capability=capability
    )


def _charge(written: Raw, portal: Portal, actor: Any) -> None:
    """Charge somebody with sections or topics, or with everything; only once."""
    unit = portal.unit
    if "unit" in written:
        unit = Unit.objects.get(code=written["unit"])
    role = _role(written["person"], written["role"], unit)
    for about in _subjects(written, portal):
        kind = DutyKind(written["duty"])
        if not Duty.objects.filter(assignment=role, kind=kind, **about).exists():
            assign_duty(actor=actor, role=role, kind=kind, **about)


def _subjects(written: Raw, portal: Portal) -> Iterator[Raw]:
    if not ("topics" in written or "sections" in written):
        yield {}
    for name in written.get("topics", []):
        slug = slugify(name)
        topic, _made = Topic.objects.get_or_create(slug=slug, defaults={"name": name})
        yield {"topic": topic}
    sections = SectionPage.objects.child_of(portal.site.root_page)
    for slug in written.get("sections", []):
        yield {"section": sections.get(slug=slug).page_ptr}


def _lend(written: Raw, unit: Unit, actor: Any) -> None:
    """Let a deputy act for a head by a dated decision, from now on."""
    to = get_user_model().objects.get(username=written["to"])
    lent = RoleAssignment.objects.filter(user=to, delegated_from__isnull=False)
    if lent.exists():
        return
    begins: datetime = timezone.now()
    delegate_role(
        actor=actor,
        role=_role(written["from"], written["role"], unit),
        to=to,
        begins=begins,
        ends=begins + timedelta(days=written["days"]),
        grounds=written["grounds"],
    )
