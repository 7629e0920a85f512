"""Changes of words that wait for a second person."""

from cms.proposals.models import Proposal
from cms.proposals.services import propose
from cms.users.models import User
from sites.models import Portal
from sites.rows import rows_of


def proposed(portal: Portal, proposer: User, name: str) -> Proposal:
    """Propose another name of a portal's owner."""
    rows = rows_of(portal)
    after = {
        **rows,
        "owner_texts": [{**row, "name": name} for row in rows["owner_texts"]],
    }
    return propose(subject=portal, after=after, proposer=proposer)
