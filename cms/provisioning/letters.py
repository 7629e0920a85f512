"""The letter that invites somebody to look at a portal on trial."""

import logging
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone, translation

from cms.provisioning.models import TrialInvitation
from cms.provisioning.passes import link_to

logger = logging.getLogger(__name__)
LANGUAGE = "vi"


def send(*, invitation: TrialInvitation) -> bool:
    """Hand the letter over; tell whether it was taken.

    By the outbox, which writes it down and tries for a day (ADR 0044), or at once by the
    mail server, as the settings say.
    """
    with translation.override(LANGUAGE):
        letter = _letter(invitation)
    try:
        letter.send()
    except (OSError, SMTPException):
        logger.exception("trial invitation %s could not be sent", invitation.pk)
        return False
    TrialInvitation.objects.filter(pk=invitation.pk).update(sent_at=timezone.now())
    return True


def _letter(invitation: TrialInvitation) -> EmailMessage:
    facts = {"invitation": invitation, "link": link_to(invitation)}
    subject = render_to_string("admin/provisioning/letter_subject.txt", facts)
    body = render_to_string("admin/provisioning/letter.txt", facts)
    return EmailMessage(" ".join(subject.split()), body, to=[invitation.email])
