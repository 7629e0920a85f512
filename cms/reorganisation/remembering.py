"""What the security log is told of changes of units."""

from collections.abc import Iterable

from allauth.core import context

from cms.audit.kinds import Kind
from cms.audit.services import record
from cms.reorganisation.models import Change
from cms.reorganisation.report import Given
from cms.users.models import User


def remember(
    kind: Kind, roles: Iterable[Given], *, change: Change, actor: User
) -> None:
    """Write down each role that a change gave or took, one entry for each.

    Called last in a transaction, as :func:`remember_deed`: the log is locked then.
    """
    for person, unit, capability in roles:
        record(
            kind=kind,
            actor=actor,
            unit=unit,
            subject=person,
            request=context.request,
            facts={"capability": capability.value, "decision": change.decision},
        )


def remember_deed(deed: str, *, change: Change, actor: User) -> None:
    """Write down once for each unit that ends what was done to the plan."""
    units = list(change.passings.select_related("predecessor", "successor"))
    for unit in {passing.predecessor for passing in units} or {None}:
        record(
            kind=Kind.UNITS_CHANGED,
            actor=actor,
            unit=unit,
            subject=change,
            request=context.request,
            facts={
                "deed": deed,
                "decision": change.decision,
                "passings": [str(passing) for passing in units],
                "parents": [str(one) for one in change.subordinations.all()],
            },
        )
