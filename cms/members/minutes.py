"""What minutes of a handover say: names, roles and titles as they were at that moment."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from cms.members.models import Handover
from cms.members.selectors import Holding, RoleLine
from cms.users.models import User
from sites.columns import moment
from sites.models import Unit

LAST_MONTH_WITH_ZERO = 2
LANGUAGE = "vi"  # of official documents, whatever language the desk is read in


def draw_up(
    *,
    unit: Unit,
    person: User,
    made_by: User,
    holdings: Sequence[Holding],
    successor: User,
    successors: Mapping[str, User],
    lines: Sequence[RoleLine],
) -> dict[str, Any]:
    """Return the content of minutes; ``successors`` tells who took which kind."""
    with translation.override(LANGUAGE):
        return {
            "unit": _letterhead(unit),
            "person": _party(person),
            "made_by": _party(made_by),
            "successors": [
                _party(one) for one in dict.fromkeys([successor, *successors.values()])
            ],
            "roles": [_role(line) for line in lines],
            "passed": [
                {**_items(one), "to": _party(successors[one.kind.name])}
                for one in holdings
                if not one.kind.is_released
            ],
            "released": [_items(one) for one in holdings if one.kind.is_released],
        }


def seal_of(handover: Handover) -> str:
    """Return the fingerprint of minutes; the security log keeps it."""
    facts = [
        handover.unit_id,
        handover.person_id,
        handover.made_at.isoformat(),
        handover.reason,
        handover.decision,
        handover.content,
    ]
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def official_day(day: date) -> str:
    """Return a date as NĐ 30/2020 writes it: day < 10 and months 1, 2 get a zero."""
    month = f"{day.month:02}" if day.month <= LAST_MONTH_WITH_ZERO else str(day.month)
    return _("day %(day)s month %(month)s year %(year)s") % {
        "day": f"{day.day:02}",
        "month": month,
        "year": day.year,
    }


def _letterhead(unit: Unit) -> dict[str, str]:
    above = unit.parent
    return {
        "name": unit.name,
        "above": above.name if above else "",
        "symbol": unit.symbol,
        "regime": unit.regime,
    }


def _party(person: User) -> dict[str, str]:
    return {"name": person.full_name, "position": person.position}


def _role(line: RoleLine) -> dict[str, Any]:
    return {
        "name": line.name,
        "from": moment(line.role.valid_from),
        "lent_by": str(line.role.delegated_by or ""),
        "duties": [str(duty) for duty in line.duties],
    }


def _items(holding: Holding) -> dict[str, Any]:
    return {
        "kind": holding.kind.name,
        "label": str(holding.kind.label),
        "titles": holding.titles,
    }
