"""The signed link by which an outside reviewer comes in."""

from django.core import signing

from cms.core.models import EditorialRecord
from cms.moderation.models import Consultation

SALT = "cms.moderation.outside"


def pass_of(consultation: Consultation) -> str:
    """Return what the link carries: the row's key, signed."""
    return signing.dumps(consultation.pk, salt=SALT)


def consultation_of(token: str) -> Consultation | None:
    """Return whom a link was made for; None if it is forged, over or revoked."""
    try:
        key = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    found: Consultation | None = (
        Consultation.objects.in_force()
        .exclude(case__record__in=EditorialRecord.objects.secret())
        .select_related("case__record", "case__page", "asked_by")
        .filter(pk=key)
        .first()
    )
    return found
