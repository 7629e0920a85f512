"""The letter that invites, and the link in it."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from cms.members.models import Invitation
from sites.naming import capability_name

logger = logging.getLogger(__name__)
SALT = "cms.members.invitation"
LANGUAGE = "vi"


def token_of(invitation: Invitation) -> str:
    return signing.Signer(salt=SALT).sign_object([invitation.pk, invitation.nonce])


def invitation_by(token: str) -> Invitation | None:
    """Return the invitation that a link names, whatever its state."""
    try:
        key, nonce = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    found = Invitation.objects.select_related("unit", "invited_by").filter(pk=key)
    return found.filter(nonce=nonce).first()


def link_to(invitation: Invitation) -> str:
    path = reverse("members_accept", args=[token_of(invitation)])
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


def send(*, invitation: Invitation) -> bool:
    """Hand the letter over; tell whether it was taken.

    By the outbox, which writes it down and tries for a day (ADR 0044), or at once by the
    mail server, as the settings say.
    """
    with translation.override(LANGUAGE):
        letter = _letter(invitation)
    try:
        letter.send()
    except (OSError, SMTPException):
        logger.exception("invitation %s could not be sent", invitation.pk)
        return False
    invitation.sent_at = timezone.now()
    Invitation.objects.filter(pk=invitation.pk).update(sent_at=invitation.sent_at)
    return True


def _letter(invitation: Invitation) -> EmailMessage:
    facts = {
        "invitation": invitation,
        "role": capability_name(invitation.unit_id, invitation.capability),
        "link": link_to(invitation),
        "days": settings.INVITATION_DAYS,
    }
    subject = render_to_string("admin/members/letter_subject.txt", facts)
    body = render_to_string("admin/members/letter.txt", facts)
    return EmailMessage(" ".join(subject.split()), body, to=[invitation.email])
