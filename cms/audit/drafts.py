"""What is to be written, in the form in which it will be sealed."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone

from cms.audit.kinds import Kind
from cms.audit.models import LONGEST
from cms.users.models import User
from search.text import nfc
from sites.models import RoleAssignment, Unit
from sites.requests import client_address

Fact = str | int | bool | None | list[str]
LONGEST_FACT = 1_000
# Names of things that must never be written down, however they are called.
SECRET = re.compile(r"password|passwd|secret|token|otp|session_?key|cookie|mat_?khau")


@dataclass(frozen=True)
class Draft:
    """An entry before it has its place in the chain."""

    kind: Kind
    happened_at: datetime
    actor_id: int | None
    actor_name: str
    unit_id: int | None
    subject_type: str
    subject_id: str
    subject: str
    address: str
    agent: str
    facts: dict[str, Fact] = field(default_factory=dict)


def draft(
    *,
    kind: Kind,
    actor: Any = None,
    unit: Unit | None = None,
    subject: Model | str | None = None,
    request: HttpRequest | None = None,
    facts: Mapping[str, Fact] | None = None,
    happened_at: datetime | None = None,
) -> Draft:
    """Put together what an entry says: who, for whom, about what, from where."""
    person = actor or _person_of(request)
    whom = person or (subject if isinstance(subject, User) else None)
    is_row = isinstance(subject, Model)
    return Draft(
        kind=kind,
        happened_at=happened_at or timezone.now(),
        actor_id=person.pk if person else None,
        actor_name=_short("actor_name", _name_of(person)),
        unit_id=unit.pk if unit else _unit_of(whom),
        subject_type=subject._meta.label_lower if is_row else "",  # type: ignore[union-attr]
        subject_id=_short("subject_id", subject.pk if is_row else ""),  # type: ignore[union-attr]
        subject=_short("subject", getattr(subject, "log_name", subject) or ""),
        address=_short("address", client_address(request) if request else ""),
        agent=_short("agent", request.headers.get("User-Agent", "") if request else ""),
        facts=_told(facts or {}),
    )


def _person_of(request: HttpRequest | None) -> User | None:
    person: Any = getattr(request, "user", None)
    return person if isinstance(person, User) else None


def _name_of(person: User | None) -> str:
    return f"{person} ({person.username})" if person else ""


def _unit_of(person: User | None) -> int | None:
    """Return the unit a person works in: the one chosen, else the longest served."""
    if person is None:
        return None
    chosen: int | None = getattr(person, "working_unit_id", None)
    if chosen is not None:
        return chosen
    roles = RoleAssignment.objects.active().filter(user=person.pk)
    unit_id: int | None = (
        roles.order_by("valid_from", "pk").values_list("unit", flat=True).first()
    )
    return unit_id


def _told(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """Return facts that can be stored. Raises ``ValueError`` for what never may."""
    for name, value in facts.items():
        if SECRET.search(name.lower()):
            raise ValueError(f"“{name}” must not be written to the security log")
        _check_kind(name, value)
    return {name: _plain_fact(value) for name, value in facts.items()}


def _check_kind(name: str, value: Any) -> None:
    values = value if isinstance(value, list) else [value]
    kinds = (str,) if isinstance(value, list) else (str, int, type(None))
    if not all(isinstance(one, kinds) for one in values):
        raise ValueError(f"“{name}” is no text, number, truth or list of texts")


def _plain_fact(value: Fact) -> Fact:
    if isinstance(value, list):
        return [_plain(one)[:LONGEST_FACT] for one in value]
    return _plain(value)[:LONGEST_FACT] if isinstance(value, str) else value


def _short(column: str, value: Any) -> str:
    return _plain(str(value))[: LONGEST[column]]


def _plain(text: str) -> str:
    """Return a line of composed text that every database stores and gives back."""
    kept = "".join(
        " " if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} else char
        for char in text
    )
    return nfc(kept).strip()
