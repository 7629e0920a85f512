"""What a reader saw when the form was opened, sealed into the form.

A form that was opened stays good though the item moves, changes its title or is
withdrawn meanwhile: what the reader saw travels with it, signed, together with the
moment. Nothing of it is stored before the form is sent, and no cookie is needed.
"""

from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Self

from django.core.signing import BadSignature, Signer
from django.utils import timezone
from wagtail.models import Page

from cms.core.models import EditorialRecord
from sites.snapshots import LanguageFacts, PortalSnapshot

# Nobody reads the form, names a passage and says what is wrong in less.
FASTEST = timedelta(seconds=3)
OLDEST = timedelta(hours=24)
_signer = Signer(salt="cms.corrections.sights")


@dataclass(frozen=True)
class Sight:
    """One item as one reader saw it, and when."""

    portal_id: int
    record_id: int
    code: str
    language: str
    title: str
    address: str
    opened_at: float

    @property
    def sealed(self) -> str:
        return _signer.sign_object(asdict(self), compress=True)

    def age(self, now: datetime) -> timedelta:
        return timedelta(seconds=now.timestamp() - self.opened_at)

    def is_too_fast(self, now: datetime) -> bool:
        return self.age(now) < FASTEST

    def is_too_old(self, now: datetime) -> bool:
        return self.age(now) > OLDEST

    def renewed(self, now: datetime) -> Self:
        return replace(self, opened_at=now.timestamp())


def unsealed(token: str, portal: PortalSnapshot, code: str) -> Sight | None:
    """Return what was sealed for this item on this portal; None for anything else."""
    try:
        facts: dict[str, Any] = _signer.unsign_object(token)
        sight = Sight(**facts)
    except (BadSignature, ValueError, TypeError):
        return None
    mine = (sight.portal_id, sight.code) == (portal.portal_id, code)
    return sight if mine else None


def sight_of(portal: PortalSnapshot, facts: LanguageFacts, code: str) -> Sight | None:
    """Return what a reader of the portal sees at a code now, or None.

    Drafts, other portals' items and pages with a restricted view are not seen.
    """
    record = EditorialRecord.objects.filter(code=code).first()
    if record is None:
        return None
    page = Page.objects.filter(
        translation_key=record.translation_key, locale=facts.locale_id, live=True
    ).first()
    specific = page and page.specific
    path = specific and specific.address(portal)
    if not path or not path.startswith("/") or specific.get_view_restrictions():
        return None
    return Sight(
        portal_id=portal.portal_id,
        record_id=record.pk,
        code=code,
        language=facts.code,
        title=specific.title,
        address=f"{portal.root_url}{path}",
        opened_at=timezone.now().timestamp(),
    )
