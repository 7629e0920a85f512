"""Where the catalogues of the house lie, and how they begin."""

from dataclasses import dataclass
from pathlib import Path

from tests.architecture.source import ROOT
from tests.catalogue.po import Message

LOCALE = ROOT / "cms" / "locale"
ONE_FORM = "nplurals=1; plural=0;"


@dataclass(frozen=True)
class Catalogue:
    """The catalogue of one language, by gettext's name for it: “zh_Hans”."""

    language: str
    plurals: str = ONE_FORM

    @property
    def source(self) -> Path:
        return LOCALE / self.language / "LC_MESSAGES" / "django.po"

    @property
    def compiled(self) -> Path:
        return self.source.with_suffix(".mo")

    @property
    def forms(self) -> int:
        return int(self.plurals.partition("nplurals=")[2][0])

    @property
    def header(self) -> Message:
        return Message(
            translation=(
                "Project-Id-Version: dinh\n"
                f"Language: {self.language}\n"
                "MIME-Version: 1.0\n"
                "Content-Type: text/plain; charset=UTF-8\n"
                "Content-Transfer-Encoding: 8bit\n"
                f"Plural-Forms: {self.plurals}\n"
            )
        )


# All messages are said in it; in the others, what readers can meet.
VIETNAMESE = Catalogue("vi")
READERS = (
    Catalogue("fr", "nplurals=2; plural=(n > 1);"),
    Catalogue("ja"),
    Catalogue("km"),
    Catalogue("ko"),
    Catalogue("zh_Hans"),
    Catalogue("zh_Hant"),
)
