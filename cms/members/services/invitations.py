"""Invitations: sent, sent again, withdrawn, accepted."""

from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.services import set_own_password
from cms.audit.kinds import Kind
from cms.members.letters import send
from cms.members.models import Invitation, InvitationState, Suspension, new_nonce
from cms.members.permissions import grantable
from cms.members.rules import must_be_grantable
from cms.members.services.suspension import reopen_account
from cms.members.telling import tell
from cms.users.models import User
from sites.models import Capability, Unit
from sites.services import grant_role

# A unit that invites more than this within a day is not inviting: it is writing to all.
A_DAY, PER_DAY = timedelta(days=1), 100


class InvitationSpentError(Exception):
    """The invitation can't be accepted (any more); ``state`` says why."""

    def __init__(self, state: InvitationState) -> None:
        super().__init__(state)
        self.state = state


@transaction.atomic
def invite(
    *,
    actor: User,
    unit: Unit,
    email: str,
    full_name: str,
    capability: Capability,
    position: str = "",
) -> Invitation:
    """Ask somebody by e-mail to take a role. Raises ``ValidationError``.

    Whether there is an account with the address makes no difference to the sender.
    """
    Unit.objects.select_for_update().get(pk=unit.pk)
    must_be_grantable(actor, unit, capability)
    waiting = Invitation.objects.pending().filter(unit=unit, capability=capability)
    if waiting.filter(email__iexact=email).exists():
        raise ValidationError(
            _("This invitation is waiting already. Send it again from the list.")
        )
    now = timezone.now()
    if Invitation.objects.filter(unit=unit).since(now - A_DAY).count() >= PER_DAY:
        raise ValidationError(_("Too many invitations for today. Go on tomorrow."))
    invitation = Invitation.objects.create(
        unit=unit,
        email=email,
        full_name=full_name,
        position=position,
        capability=capability,
        invited_by=actor,
        invited_at=now,
        expires_at=_end(now),
    )
    _tell(Kind.INVITED, actor, invitation)
    transaction.on_commit(partial(send, invitation=invitation))
    return invitation


@transaction.atomic
def invite_again(*, actor: User, invitation: Invitation) -> Invitation:
    """Send a new link, good for as long as the first; the earlier one is dead.

    Raises ``ValidationError`` for an invitation that was accepted or withdrawn.
    """
    held = _open(actor, invitation)
    now = timezone.now()
    held.nonce, held.invited_by, held.sent_at = new_nonce(), actor, None
    held.invited_at, held.expires_at = now, _end(now)
    held.save()
    _tell(Kind.INVITED, actor, held)
    transaction.on_commit(partial(send, invitation=held))
    return held


@transaction.atomic
def withdraw_invitation(*, actor: User, invitation: Invitation) -> None:
    """Let a link lead nowhere any more. Raises ``ValidationError``."""
    held = _open(actor, invitation)
    held.withdrawn_at = timezone.now()
    held.save(update_fields=["withdrawn_at"])
    _tell(Kind.INVITATION_WITHDRAWN, actor, held)


@transaction.atomic
def accept_as_newcomer(
    *,
    invitation: Invitation,
    full_name: str,
    password: str,
) -> User:
    """Make an account for whoever holds the link. Raises ``InvitationSpentError``.

    The caller has found no account with the address; the password was checked.
    """
    held = _acceptable(invitation)
    user = User(
        username=_free_name(held.email),
        email=held.email,
        full_name=full_name,
        position=held.position,
    )
    user.set_unusable_password()
    user.save()
    set_own_password(user=user, password=password)
    tell(Kind.ACCOUNT_CREATED, user, held.unit, user)
    _take_up(held, user)
    return user


@transaction.atomic
def accept_as_returning(
    *,
    invitation: Invitation,
    user: User,
    password: str,
) -> None:
    """Open an account that a suspension closed; its owner chooses a new password.

    Raises ``InvitationSpentError``, and ``ValidationError`` for an account that was
    closed for another reason.
    """
    held = _acceptable(invitation)
    reopen_account(person=user)
    set_own_password(user=user, password=password)
    _take_up(held, user)


@transaction.atomic
def accept_as_member(*, invitation: Invitation, user: User) -> None:
    """Add the role to the account that is logged in. Raises ``InvitationSpentError``."""
    _take_up(_acceptable(invitation), user)


def _take_up(invitation: Invitation, user: User) -> None:
    """Give the role; who is invited back is suspended no longer."""
    now = timezone.now()
    suspensions = Suspension.objects.in_force()
    suspensions.filter(person=user, unit=invitation.unit).update(
        ended_at=now, ended_by=invitation.invited_by
    )
    grant_role(
        user=user, unit=invitation.unit, capability=Capability(invitation.capability)
    )
    invitation.accepted_at, invitation.accepted_by = now, user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    _tell(Kind.INVITATION_ACCEPTED, user, invitation)


def _acceptable(invitation: Invitation) -> Invitation:
    """Return the invitation with its row locked, if it can be accepted now.

    Whoever sent it must still be able to give the role: an invitation is no way to
    leave rights behind.
    """
    locked = Invitation.objects.select_for_update(of=("self",))
    held = locked.select_related("unit", "invited_by").get(pk=invitation.pk)
    if held.nonce != invitation.nonce:
        raise InvitationSpentError(InvitationState.WITHDRAWN)
    if held.state != InvitationState.PENDING:
        raise InvitationSpentError(held.state)
    sender = held.invited_by
    if not sender.is_active or held.capability not in grantable(sender, held.unit):
        raise InvitationSpentError(InvitationState.WITHDRAWN)
    return held


def _open(actor: User, invitation: Invitation) -> Invitation:
    locked = Invitation.objects.select_for_update(of=("self",))
    held = locked.select_related("unit").get(pk=invitation.pk)
    must_be_grantable(actor, held.unit, held.capability)
    if held.accepted_at or held.withdrawn_at:
        raise ValidationError(_("This invitation was accepted or withdrawn already."))
    return held


def _end(now: datetime) -> datetime:
    return now + timedelta(days=settings.INVITATION_DAYS)


def _free_name(email: str) -> str:
    """Return a log-in name: the address itself, unless somebody is called so."""
    name, number = email.lower(), 1
    while User.objects.filter(username=name).exists():
        number += 1
        name = f"{email.lower()}-{number}"
    return name


def _tell(kind: Kind, actor: User, invitation: Invitation) -> None:
    tell(
        kind,
        actor,
        invitation.unit,
        invitation,
        capability=invitation.capability,
        email=invitation.email,
    )
