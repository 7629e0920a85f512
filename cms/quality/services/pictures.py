"""Writing down what a picture shows, and who agreed to that."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.quality.models import Consent, PictureDeclaration
from cms.users.models import User
from media_library.models import Image

DECLARED = "dinh.declare_picture"
CONSENTED = "dinh.record_consent"
WITHDRAWN = "dinh.end_consent"


@transaction.atomic
def declare_picture(
    *, image: Image, children: str, territory: str, actor: User
) -> PictureDeclaration:
    """Keep what somebody says of a picture as its bytes are now."""
    said, _created = PictureDeclaration.objects.update_or_create(
        image=image,
        defaults={
            "children": children,
            "territory": territory,
            "sha256": image.sha256,
            "declared_by": actor,
            "declared_at": timezone.now(),
        },
    )
    data = {"children": children, "territory": territory}
    log(instance=image, action=DECLARED, user=actor, data=data)
    return said


@transaction.atomic
def record_consent(*, consent: Consent, image: Image, actor: User) -> Consent:
    """Keep a consent that was filled in. Raises ``ValidationError`` for a wrong one."""
    consent.image = image
    consent.recorded_by = actor
    consent.recorded_at = timezone.now()
    consent.full_clean()
    consent.save(force_insert=True)
    log(instance=image, action=CONSENTED, user=actor, data={"consent": consent.pk})
    return consent


@transaction.atomic
def end_consent(*, consent: Consent, on: date, actor: User) -> None:
    """Let a consent hold no longer than a day: it was withdrawn.

    Raises ``ValidationError`` for a day before it began, and for one later than its own
    last day.
    """
    held = Consent.objects.select_for_update().get(pk=consent.pk)
    if on < held.given_on or (held.ends_on is not None and held.ends_on <= on):
        raise ValidationError(_("This consent has ended already, or not yet begun."))
    held.ends_on = on
    held.save(update_fields=["ends_on"])
    data = {"consent": held.pk, "on": on.isoformat()}
    log(instance=held.image, action=WITHDRAWN, user=actor, data=data)
