"""What becomes of roles, events, days and items when their unit changes (ADR 0033)."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from cms.almanac.models import Occasion
from cms.core.lifecycle import Fate, declare, follows, goes_with_portal, stays
from cms.core.models import EditorialRecord, Event
from sites.models import Portal, RoleAssignment, Unit
from sites.services import end_role


def units_below(unit: Unit) -> "QuerySet[Unit]":
    return Unit.objects.existing().filter(parent=unit)


def roles_of(unit: Unit) -> "QuerySet[RoleAssignment]":
    return RoleAssignment.objects.overlapping(timezone.now()).filter(unit=unit)


def events_of(unit: Unit) -> "QuerySet[Event]":
    return Event.objects.filter(unit=unit)


def days_of(unit: Unit) -> "QuerySet[Occasion]":
    return Occasion.objects.filter(unit=unit)


def unpublished_of(unit: Unit) -> "QuerySet[EditorialRecord]":
    """Return items that nobody has read yet.

    For what was published the unit that was liable then stays named.
    """
    unread = EditorialRecord.objects.filter(first_published_at__isnull=True)
    return unread.filter(liable_unit=unit)


def place_below(units: "QuerySet[Any]", successor: Unit | None) -> int:
    return units.update(parent=successor)


def end_each(roles: "QuerySet[Any]", successor: Unit | None) -> int:
    """End the roles; which of them are held on is the change's own list."""
    held = list(roles)
    for role in held:
        end_role(assignment=role)
    return len(held)


def portals_of(unit: Unit) -> "QuerySet[Portal]":
    return Portal.objects.filter(unit=unit)


def records_of(unit: Unit) -> "QuerySet[EditorialRecord]":
    """Return the items of a unit's portal; whose page moves away follows the page."""
    return EditorialRecord.objects.filter(unit=unit)


def keep(rows: "QuerySet[Any]", successor: Unit | None) -> int:
    return rows.update(unit=successor)


def answer_for(records: "QuerySet[Any]", successor: Unit | None) -> int:
    return records.update(liable_unit=successor)


OVER = {"merge": Fate.ENDS, "split": Fate.ENDS, "close": Fate.ENDS}
INHERITED = {"merge": Fate.MOVES, "split": Fate.MOVES}


def register() -> None:
    """Declare the keys of the foundation and of this app; called once."""
    goes_with_portal("portals.Portal.unit", held=portals_of, deed=keep)
    goes_with_portal("core.EditorialRecord.unit", held=records_of, deed=keep)
    declare("portals.Unit.parent", held=units_below, deed=place_below, **INHERITED)
    declare("portals.RoleAssignment.unit", held=roles_of, deed=end_each, **OVER)
    declare("almanac.Occasion.unit", held=days_of, deed=keep, **INHERITED)
    declare("core.Event.unit", held=events_of, deed=keep, **INHERITED)
    declare(
        "core.EditorialRecord.liable_unit",
        held=unpublished_of,
        deed=answer_for,
        **INHERITED,
    )
    stays(
        "portals.OfficeHours.unit",
        "portals.UnitSuccession.predecessor",
        "portals.UnitSuccession.successor",
        "core.EditorialRecord.issuing_unit",
        "audit.SecurityEntry.unit",  # sealed: the log is never rewritten
    )
    follows(
        "core.EditorialRecord.event",
        "core.EventPicture.event",
        "core.Duty.assignment",
        "portals.RoleAssignment.delegated_from",
        *(
            f"portals.{model}.portal"
            for model in ("PortalHostname", "PortalLanguage", "Branding", "RoleName")
        ),
        *(
            f"portals.{model}.portal"
            for model in ("RetiredHostname", "OwnerText", "MenuItem")
        ),
    )
