"""Where the catalogue of the house lies, and how it begins."""

from tests.architecture.source import ROOT
from tests.catalogue.po import Message

FOLDER = ROOT / "cms" / "locale" / "vi" / "LC_MESSAGES"
SOURCE = FOLDER / "django.po"
COMPILED = FOLDER / "django.mo"
HEADER = Message(
    translation=(
        "Project-Id-Version: dinh\n"
        "Language: vi\n"
        "MIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=UTF-8\n"
        "Content-Transfer-Encoding: 8bit\n"
        "Plural-Forms: nplurals=1; plural=0;\n"
    )
)
