"""What a check of content found: plain values, for screens and for who submits."""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import pgettext_lazy


class Severity(models.TextChoices):
    """How strictly a rule is meant: data, by house and by unit."""

    OFF = "off", pgettext_lazy("of a rule", "Not checked")
    WARN = "warn", pgettext_lazy("of a rule", "Warns")
    BLOCK = "block", pgettext_lazy("of a rule", "Blocks")

    @property
    def rank(self) -> int:
        return list(Severity).index(self)


class Fix(StrEnum):
    """What the machine can mend by itself, losing nothing that was written."""

    COMPOSE = "compose"
    DECODE = "decode"
    SPACES = "spaces"


@dataclass(frozen=True)
class Hit:
    """One fault that a rule sees, before anybody said how grave that is.

    ``field`` and ``block`` say where; ``excerpt`` shows it; ``subject`` names what an
    explanation would be about; ``image_id`` the picture it is about.
    """

    words: str
    remedy: str
    field: str = ""
    block: str = ""
    excerpt: str = ""
    subject: str = ""
    image_id: int | None = None
    fix: Fix | None = None


@dataclass(frozen=True)
class Finding:
    """A fault with its severity here and now."""

    code: str
    severity: Severity
    hit: Hit

    @property
    def words(self) -> str:
        return self.hit.words

    @property
    def remedy(self) -> str:
        return self.hit.remedy

    @property
    def field(self) -> str:
        return self.hit.field

    @property
    def block(self) -> str:
        return self.hit.block

    @property
    def fix(self) -> Fix | None:
        return self.hit.fix

    @property
    def is_blocking(self) -> bool:
        return self.severity == Severity.BLOCK
