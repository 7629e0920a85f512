"""The facts of an entry in words."""

from collections.abc import Iterator
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from cms.audit.models import SecurityEntry
from sites.models import Capability

# How facts are called. A fact without a name of its own keeps its key: other rooms write
# what they know, and nothing that was written is left out.
NAMES: dict[str, str | Promise] = {
    "address": gettext_lazy("Address"),
    "by": gettext_lazy("By way of"),
    "capability": gettext_lazy("Capability"),
    "count": gettext_lazy("Count"),
    "decision": gettext_lazy("Decision"),
    "email": gettext_lazy("E-mail"),
    "en": gettext_lazy("In English"),
    "enabled": gettext_lazy("Account opened"),
    "factor": gettext_lazy("Second factor"),
    "factors": gettext_lazy("Second factors taken away"),
    "from": gettext_lazy("From"),
    "hosts": gettext_lazy("Portals"),
    "known": gettext_lazy("Known account"),
    "line": gettext_lazy("Signature"),
    "locked": gettext_lazy("Was locked"),
    "method": gettext_lazy("Method"),
    "minutes": gettext_lazy("Minutes of handover"),
    "office": gettext_lazy("For the office"),
    "path": gettext_lazy("Page of the administration"),
    "person": gettext_lazy("Full name"),
    "position": gettext_lazy("Position"),
    "query": gettext_lazy("Narrowed by"),
    "reason": gettext_lazy("Reason"),
    "roles": gettext_lazy("Roles"),
    "seal": gettext_lazy("Seal"),
    "setting": gettext_lazy("Setting"),
    "severity": gettext_lazy("Severity"),
    "successor": gettext_lazy("Successor"),
    "until": gettext_lazy("Until"),
    "upto": gettext_lazy("Up to entry"),
    "vi": gettext_lazy("In Vietnamese"),
    "why": gettext_lazy("Reason"),
}
CAPABILITIES = frozenset({"capability", "roles"})


def facts_of(entry: SecurityEntry) -> Iterator[str]:
    """Yield each fact as “name: value”."""
    for name, value in entry.facts.items():
        if value not in ("", None, []):
            yield f"{NAMES.get(name, name)}: {_value(name, value)}"


def facts_in_words(entry: SecurityEntry) -> str:
    return "; ".join(facts_of(entry))


def _value(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    values = value if isinstance(value, list) else [value]
    if name in CAPABILITIES:
        names = dict(Capability.choices)
        values = [names.get(one, one) for one in ", ".join(values).split(", ")]
    return ", ".join(map(str, values))
