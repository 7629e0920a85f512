"""Changes of units: what was decided, what passes to whom, and what was prepared."""

from cms.reorganisation.models.change import (
    NEW_FORMS,
    OCCASIONS,
    SUCCESSIONS,
    Change,
    ChangeKind,
    ChangeState,
)
from cms.reorganisation.models.parts import (
    EarlyRole,
    Moving,
    Passing,
    PortalFate,
    Subordination,
)

__all__ = [
    "NEW_FORMS",
    "OCCASIONS",
    "SUCCESSIONS",
    "Change",
    "ChangeKind",
    "ChangeState",
    "EarlyRole",
    "Moving",
    "Passing",
    "PortalFate",
    "Subordination",
]
