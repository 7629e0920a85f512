"""Who reads proposed changes, and who may decide about them."""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractUser
from django.db.models import Model, QuerySet

from cms.proposals.models import Proposal
from sites.models import Capability
from sites.permissions import allow
from sites.policies import UnitPolicy

DECIDERS = (Capability.PUBLISHER, Capability.HEAD_OF_UNIT)
# Who keeps files and portals sees what became of what they proposed.
READERS = (
    *(Capability.TECHNICAL_EDITOR, Capability.MEDIA_KEEPER, Capability.SECRETARY),
    *(Capability.UNIT_ADMIN, Capability.STANDING_OFFICE, Capability.AUDITOR),
)


def grant() -> None:
    """Join the house's table of capabilities; called once when apps are ready."""
    view, change = "proposals.view_proposal", "proposals.change_proposal"
    allow(DECIDERS, view, change)
    allow(READERS, view)


class ProposalPolicy(UnitPolicy):
    """A proposal belongs to its portal's unit, one about no portal to the keepers."""

    def user_has_permission_for_instance(
        self, user: AbstractUser, action: str, instance: Model
    ) -> bool:
        rows = self.instances_user_has_any_permission_for(user, [action])
        return rows.filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(
        self, user: AbstractUser, actions: Iterable[str]
    ) -> "QuerySet[Model]":
        rows: QuerySet[Model] = Proposal.objects.all()
        if user.is_superuser and user.is_active:
            return rows
        return rows.filter(portal__unit__in=self.units(user, actions))


PROPOSALS = ProposalPolicy(Proposal, ("change", "view"))


def may_decide(user: AbstractUser, proposal: Proposal) -> bool:
    """Tell whether somebody is the second person: nobody agrees with themselves."""
    return proposal.proposer_id != user.pk and (
        PROPOSALS.user_has_permission_for_instance(user, "change", proposal)
    )
