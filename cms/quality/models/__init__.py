"""What checks of content know: settings, registers, and words about pictures."""

from cms.quality.models.pictures import (
    Consent,
    PictureDeclaration,
    Redaction,
    ShowsChildren,
    ShowsTerritory,
)
from cms.quality.models.registers import Leader, LegalText, OfficialSource
from cms.quality.models.settings import Explanation, RuleSetting

__all__ = [
    "Consent",
    "Explanation",
    "Leader",
    "LegalText",
    "OfficialSource",
    "PictureDeclaration",
    "Redaction",
    "RuleSetting",
    "ShowsChildren",
    "ShowsTerritory",
]
