"""Where changes of words are held back, and where they are shown."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from cms.core.words import is_public
from cms.proposals.models import Proposal
from cms.proposals.permissions import PROPOSALS
from cms.proposals.services import propose
from cms.proposals.telling import tell
from cms.proposals.viewsets import ProposalViewSet
from cms.users.models import User

register_permission_policy(Proposal, PROPOSALS)


@hooks.register("register_admin_viewset")
def screens() -> ProposalViewSet:
    return ProposalViewSet()


@hooks.register("hold_back_words")
def hold_back_words(subject: Model, after: Mapping[str, Any], user: User) -> bool:
    """Keep a change of words that readers see as a proposal; tell whether it was."""
    if not is_public(subject):
        return False
    tell(propose(subject=subject, after=after, proposer=user))
    return True


@hooks.register("refuse_new_file")
def refuse_new_file(asset: Model) -> Iterator[str]:
    """Say why a file that readers see is not exchanged under them."""
    if is_public(asset):
        yield _(
            "Readers see this file in a published item. Add the new one as a file of its "
            "own, choose it in the item and submit the item."
        )
