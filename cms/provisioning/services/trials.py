"""Invitations to look at a portal on trial."""

from datetime import timedelta
from functools import partial

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.provisioning.letters import send
from cms.provisioning.models import TrialInvitation
from cms.users.models import User
from sites.models import Portal, PortalStatus

MOST = 200  # whoever invites more than this is opening the portal by the back door


@transaction.atomic
def invite_guest(
    *, actor: User, portal: Portal, guest: str, email: str = ""
) -> TrialInvitation:
    """Let somebody look at a portal on trial; a letter goes where there is an address.

    Raises ``ValidationError`` for a portal that is not on trial.
    """
    held = Portal.objects.select_for_update(of=("self",)).get(pk=portal.pk)
    if held.status != PortalStatus.TRIAL:
        raise ValidationError(_("Only to a portal on trial is anybody invited."))
    good = TrialInvitation.objects.good().filter(portal=held)
    if good.count() >= MOST:
        raise ValidationError(_("There are too many invitations. Withdraw some first."))
    now = timezone.now()
    made = TrialInvitation.objects.create(
        portal=held,
        guest=guest,
        email=email,
        invited_by=actor,
        invited_at=now,
        expires_at=now + timedelta(days=settings.TRIAL_INVITATION_DAYS),
    )
    if email:
        transaction.on_commit(partial(send, invitation=made))
    return made


@transaction.atomic
def withdraw_guest(*, invitation: TrialInvitation) -> None:
    """Shut a link and every pass that came of it, from this moment on."""
    TrialInvitation.objects.filter(pk=invitation.pk, withdrawn_at=None).update(
        withdrawn_at=timezone.now()
    )


def end_trial(*, portal: Portal) -> None:
    """Let every invitation end with the trial."""
    TrialInvitation.objects.good().filter(portal=portal).update(
        withdrawn_at=timezone.now()
    )
