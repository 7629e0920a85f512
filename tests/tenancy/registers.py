"""What a unit keeps for checks of content: a rule, registers, a consent for a picture."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from cms.quality.models import (
    Consent,
    Leader,
    LegalText,
    OfficialSource,
    PictureDeclaration,
    RuleSetting,
)
from cms.users.models import User
from media_library.models import Image
from sites.models import Unit


@dataclass(frozen=True)
class Registers:
    rule: RuleSetting
    source: OfficialSource
    text: LegalText
    leader: Leader


def build_registers(name: str, unit: Unit, image: Image, person: User) -> Registers:
    now = timezone.now()
    PictureDeclaration.objects.create(
        image=image, sha256=image.sha256, declared_by=person, declared_at=now
    )
    Consent.objects.create(
        image=image,
        given_by=f"{name} bà Tư",
        given_on=date(2026, 1, 1),
        document=f"{name} giấy",
        scope=f"{name} tin",
        recorded_by=person,
        recorded_at=now,
    )
    return Registers(
        RuleSetting.objects.create(unit=unit, code="spaces", severity="block"),
        OfficialSource.objects.create(unit=unit, name=name, host=f"{name}.example"),
        LegalText.objects.create(unit=unit, number=f"{name}/2020", title=name),
        Leader.objects.create(unit=unit, name=f"{name} Cường", title=f"{name} trưởng"),
    )
