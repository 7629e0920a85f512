"""No key to a person is forgotten when somebody leaves."""

from collections.abc import Iterator

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

from cms.core.handover import handover_kinds

# What was done stays told of whoever did it.
HISTORY = {
    "addresses.AddressImport.created_by",
    "alerts.Alert.approved_by",
    "alerts.Alert.ended_by",
    "alerts.Alert.sent_by",
    "audit.SecurityEntry.actor",
    "core.EditorialRecord.revised_by",
    "deadlines.DueChange.by",
    "directives.Concern.asked_by",
    "directives.Concern.masked_by",
    "directives.Directive.closed_by",
    "directives.Directive.created_by",
    "directives.Rebuttal.created_by",
    "evidence.Entry.actor",
    "health.Check.set_aside_by",
    "health.Letter.person",
    "intake.Sending.liable_person",  # as it was sent; the record's passes on
    "intake.Sending.sender",
    "members.Handover.made_by",
    "members.Handover.person",
    "members.Handover.successor",
    "members.Invitation.accepted_by",
    "members.Suspension.ended_by",
    "members.Suspension.person",
    "moderation.Authorship.person",
    "moderation.Bundle.made_by",
    "moderation.Case.confirmed_by",
    "moderation.Case.submitted_by",
    "moderation.Case_barred.user",
    "moderation.Consultation.asked_by",
    "moderation.Decision.person",
    "moderation.Notice.by",
    "news.Byline.person",  # a byline is the author's
    "planning.Acknowledgement.person",
    "planning.Assignment.changed_by",
    "planning.Assignment.created_by",
    "planning.Meeting.created_by",
    "planning.Orientation.issued_by",
    "planning.Target.person",  # a plan stays as it was decided
    "portals.RetiredHostname.released_by",
    "proposals.Proposal.decided_by",
    "proposals.Proposal.proposer",
    "provisioning.Opening.changed_by",
    "provisioning.Opening.created_by",
    "provisioning.TrialInvitation.invited_by",
    "quality.Consent.recorded_by",
    "quality.Explanation.given_by",
    "quality.PictureDeclaration.declared_by",
    "quality.Redaction.done_by",
    "reorganisation.Change.created_by",
    "reorganisation.Change.live_by",
    "routes.RouteVersion.made_by",
    "routes.StepParty.person",  # a version stays; at submission it is told that nobody decides
    "takedown.Keeper.person",  # two were named, and nobody takes their place
    "takedown.Notice.person",
    "takedown.Removal.asked_by",
    "takedown.Removal.decided_by",
    "wagtailcore.Comment.resolved_by",
    "wagtailcore.Comment.user",
    "wagtailcore.CommentReply.user",
    "wagtailcore.ModelLogEntry.user",
    "wagtailcore.PageLogEntry.user",
    "wagtailcore.Revision.user",
    "wagtailcore.TaskState.finished_by",
    "wagtailcore.WorkflowState.requested_by",
}
# Parts of the account: they stay with it, and serve nobody while it is closed.
ACCOUNT = {
    "account.EmailAddress.user",
    "accounts.AccountState.user",
    "accounts.FormerPassword.user",
    "mfa.Authenticator.user",
    "socialaccount.SocialAccount.user",
    "users.User_groups.user",
    "users.User_user_permissions.user",
    "usersessions.UserSession.user",  # ended with the account
    "wagtailcore.APIToken.user",  # revoked with the account
    "wagtailusers.UserProfile.user",
}
# Ended by the services of roles.
ROLES = {"portals.RoleAssignment.delegated_by", "portals.RoleAssignment.user"}
# What stands for a moment: what a browser left behind, whom a step waits for.
PASSING = {
    "moderation.Notice.person",
    "moderation.Waiting.person",  # written anew at every step
    "wagtailadmin.EditingSession.user",
    "wagtailadmin.FormState.user",
    "wagtailcore.UploadedFile.uploaded_by_user",
}
# Tables of models that ours stand in for.
UNUSED = {
    "wagtaildocs.Document.uploaded_by_user",
    "wagtailimages.Image.uploaded_by_user",
    "wagtailmedia.Media.uploaded_by_user",
}
DECLARED = HISTORY | ACCOUNT | ROLES | PASSING | UNUSED


def keys_to_people() -> Iterator[str]:
    """Yield every column that names a person, once, where it is stored."""
    person = get_user_model()
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is person:
                yield f"{model._meta.label}.{field.name}"


def test_every_key_to_a_person_passes_on_or_says_why_not() -> None:
    handed_over = {kind.field for kind in handover_kinds()}
    found = set(keys_to_people())
    assert found - handed_over - DECLARED == set(), "name it: see cms.core.handover"
    assert handed_over <= found
    assert found >= DECLARED
    assert not handed_over & DECLARED
    assert {kind.name for kind in handover_kinds()} == {
        *("drafts", "published", "liable", "images", "documents", "media"),
        *("locks", "watches", "sections", "reports", "invitations"),
        "directive_tasks",
        "planned_items",
        *("claims", "assignments"),
    }
