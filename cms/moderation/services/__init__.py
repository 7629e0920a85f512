"""Writes about items on their way to readers."""

from cms.moderation.passes import consultation_of, pass_of
from cms.moderation.services.bundles import dissolve_bundle, leave_bundle, make_bundle
from cms.moderation.services.deciding import decide
from cms.moderation.services.declaring import note_declaration
from cms.moderation.services.elections import follow_election
from cms.moderation.services.emergencies import (
    confirm_emergency,
    publish_in_emergency,
)
from cms.moderation.services.handling import (
    claim,
    comment,
    let_go,
    note_seen,
    prioritise,
    reassign,
)
from cms.moderation.services.outside import (
    advise,
    ask_outside,
    note_opening,
    revoke,
)
from cms.moderation.services.releasing import recall, release_due
from cms.moderation.services.returning import Reason, return_case
from cms.moderation.services.routes import (
    put_in_force,
    retire,
    settle_first_routes,
    settle_route,
)
from cms.moderation.services.scheduling import alarm_unready, schedule
from cms.moderation.services.secrecy import follow_secrecy
from cms.moderation.services.submitting import submit_item, withdraw
from cms.moderation.services.voiding import (
    note_deletion,
    note_release,
    note_revision,
    recheck,
)
from cms.moderation.turns import Word

__all__ = [
    "Reason",
    "Word",
    "advise",
    "alarm_unready",
    "ask_outside",
    "claim",
    "comment",
    "confirm_emergency",
    "consultation_of",
    "decide",
    "dissolve_bundle",
    "follow_election",
    "follow_secrecy",
    "leave_bundle",
    "let_go",
    "make_bundle",
    "note_declaration",
    "note_deletion",
    "note_opening",
    "note_release",
    "note_revision",
    "note_seen",
    "pass_of",
    "prioritise",
    "publish_in_emergency",
    "put_in_force",
    "reassign",
    "recall",
    "recheck",
    "release_due",
    "retire",
    "return_case",
    "revoke",
    "schedule",
    "settle_first_routes",
    "settle_route",
    "submit_item",
    "withdraw",
]
