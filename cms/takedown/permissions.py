"""Who may hide, ask for a takedown, decide it, and stop an item."""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractUser
from django.db.models import Model, QuerySet

from cms.takedown.kinds import Kind, State
from cms.takedown.models import Removal
from cms.users.models import User
from sites.models import Capability, RoleAssignment
from sites.permissions import allow
from sites.policies import UnitPolicy
from sites.selectors import people_holding

# Whoever may release an item may hide it, alone and at once.
HIDERS = (
    Capability.PUBLISHER,
    Capability.HEAD_OF_UNIT,
    Capability.UNIT_ADMIN,
    Capability.STANDING_OFFICE,
)
# “… hay gỡ bỏ” is the board's decision (ED-06); anybody who works on items may ask.
BOARD = (Capability.HEAD_OF_UNIT, Capability.PUBLISHER, Capability.STANDING_OFFICE)
ASKERS = (
    *HIDERS,
    Capability.EDITOR,
    Capability.TECHNICAL_EDITOR,
    Capability.SECRETARY,
    Capability.FIELD_REVIEWER,
)
STOPPERS = (Capability.STANDING_OFFICE, Capability.HEAD_OF_UNIT, Capability.PUBLISHER)
ACTIONS = ("view", "hide", "ask", "decide", "stop")


def grant() -> None:
    """Join the house's table of capabilities; called once when apps are ready."""
    allow((*ASKERS, Capability.AUDITOR), "takedown.view_removal")
    allow(HIDERS, "takedown.hide_removal")
    allow(ASKERS, "takedown.ask_removal")
    allow(BOARD, "takedown.decide_removal")
    allow(STOPPERS, "takedown.stop_removal")


class RemovalPolicy(UnitPolicy):
    """A removal belongs to the unit that publishes the item."""

    def instances_user_has_any_permission_for(
        self, user: AbstractUser, actions: Iterable[str]
    ) -> "QuerySet[Model]":
        rows: QuerySet[Model] = Removal.objects.filter(
            record__unit__in=self.units(user, actions)
        )
        return rows

    def may(self, user: AbstractUser, action: str, unit_id: int) -> bool:
        """Tell whether somebody may do a thing to the items of a unit."""
        return bool(self.units(user, [action]).filter(pk=unit_id).exists())

    def users_with_any_permission_for_instance(
        self, actions: Iterable[str], instance: Removal
    ) -> "QuerySet[AbstractUser]":
        return super().users_with_any_permission_for_instance(actions, instance.record)


REMOVALS = RemovalPolicy(Removal, ACTIONS)


def may_decide(user: AbstractUser, removal: Removal) -> bool:
    """Tell whether somebody may decide: of the board, and not who asked (ED-06)."""
    if removal.kind == Kind.STOP or removal.asked_by_id == user.pk:
        return False
    if removal.kind == Kind.TAKEDOWN and removal.state != State.WAITING:
        return False
    return REMOVALS.may(user, "decide", removal.record.unit_id)


def board_of(unit_id: int) -> "QuerySet[AbstractUser]":
    """Return who decides for a unit; keepers of the house only by a role."""
    roles = RoleAssignment.objects.active().values("user")
    return people_holding(BOARD, unit_id=unit_id).filter(pk__in=roles)


def is_keeper(user: AbstractUser, removal: Removal) -> bool:
    return isinstance(user, User) and removal.keepers.filter(person=user.pk).exists()
