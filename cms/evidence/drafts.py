"""What is to be written, checked before it takes its place in a chain."""

from collections.abc import Mapping
from typing import Any

from cms.core.models import EditorialRecord
from cms.users.models import User
from search.text import nfc
from sites.models import RoleAssignment, Unit
from sites.permissions import FROM_ABOVE

LONGEST_FACT = 1_000
DEEPEST = 3


def unit_acted_for(actor: User, record: EditorialRecord) -> Unit | None:
    """Return the unit whose role lets a person act on an item.

    The item's own unit goes first, then one that looks at it from above (ORG-11), then
    the one that the person has served longest: a body of another unit that takes part.
    """
    roles = (
        RoleAssignment.objects.active()
        .filter(user=actor)
        .select_related("unit")
        .order_by("valid_from", "pk")
    )
    held = list(roles)
    own = [role for role in held if role.unit_id == record.unit_id]
    above = [role for role in held if role.capability in FROM_ABOVE]
    chosen = [*own, *above, *held]
    return chosen[0].unit if chosen else None


def identity(
    record: EditorialRecord,
    actor: User | None,
    unit: Unit | None,
    acting_for: User | str | None,
    grounds: str,
) -> dict[str, Any]:
    """Return who acts, in full and as of this moment, and in whose place."""
    unit = unit or (unit_acted_for(actor, record) if actor else None)
    if isinstance(acting_for, User):
        acting_for = named_in_full(acting_for, unit)
    return {
        "actor": actor,
        "actor_name": str(actor) if actor else "",
        "actor_position": actor.position if actor else "",
        "actor_unit": unit.name if unit else "",
        "acting_for": plain(acting_for or ""),
        "grounds": plain(grounds),
    }


def named_in_full(person: User, unit: Unit | None = None) -> str:
    """Return a person as papers name them: full name, position, unit."""
    parts = (str(person), person.position, unit.name if unit else "")
    return ", ".join(part for part in parts if part)


def plain(text: str) -> str:
    """Return composed text that every database stores and gives back."""
    return nfc(text.replace("\x00", "")).strip()


def checked_facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return facts that may stand in an entry for good. Raises ``ValueError``.

    They are numbers, names and keys. Words about the content belong into the remark,
    which can be removed; a fraction has more than one way to be written.
    """
    return {str(name): _checked(name, value, 1) for name, value in facts.items()}


def _checked(name: str, value: Any, depth: int) -> Any:
    if isinstance(value, str):
        if len(value) > LONGEST_FACT:
            raise ValueError(f"“{name}” is too long for a fact: remark it instead")
        return plain(value)
    if value is None or isinstance(value, bool | int):
        return value
    if depth > DEEPEST:
        raise ValueError(f"“{name}” is no fact: too much lies in it")
    if isinstance(value, list | tuple):
        return [_checked(name, one, depth + 1) for one in value]
    if isinstance(value, Mapping):
        return {str(key): _checked(name, one, depth + 1) for key, one in value.items()}
    raise ValueError(f"“{name}” is no text, number, truth or list of them")
