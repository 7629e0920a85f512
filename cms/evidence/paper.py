"""The evidence of one item on paper: a PDF that people file and sign for.

The file's letters are embedded, so that it reads the same anywhere. What is judged is the
JSON beside it; its SHA-256 stands on the first page.
"""

from collections.abc import Iterator
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _, pgettext
from fpdf import FPDF
from fpdf.enums import XPos, YPos

from cms.core.models import EditorialRecord
from cms.evidence.exports import as_json, export_of
from cms.evidence.kinds import Deed

FONTS = Path(__file__).parent / "fonts"
FAMILY = "be"
MARGIN, FOOT, ROOM = 18, 16, 30
SMALL, BODY, HEAD = 8, 9.5, 15
INK, META, LINE = (26, 26, 46), (85, 85, 100), (190, 190, 200)
SECONDS = "%H:%M:%S %d/%m/%Y"
Entry = dict[str, Any]


def paper_of(record: EditorialRecord) -> bytes:
    """Return the PDF of an item's evidence as it stands now."""
    export = export_of(record)
    paper = Paper(export)
    paper.head(sha256(as_json(export)).hexdigest())
    for entry in export["entries"]:
        paper.entry(entry)
    paper.signature(export["proof"])
    return bytes(paper.output())


class Paper(FPDF):
    """A4 with the unit above and the number of the page below."""

    def __init__(self, export: dict[str, Any]) -> None:
        super().__init__(format="A4")
        self.item, self.count = export["item"], len(export["entries"])
        self.made_at = timezone.localtime()
        for style, weight in (("", 400), ("B", 600)):
            self.add_font(FAMILY, style, FONTS / f"BeVietnamPro-{weight}.ttf")
        self.set_title(_("Evidence of %(code)s") % {"code": self.item["code"]})
        self.set_lang("vi")
        self.set_creation_date(self.made_at)
        self.set_margin(MARGIN)
        self.set_auto_page_break(auto=True, margin=FOOT + 6)
        self.add_page()

    def header(self) -> None:
        self._write(self.item["unit"], SMALL, "B")
        self._rule()

    def footer(self) -> None:
        self.set_y(-FOOT)
        self.set_text_color(*META)
        self.set_font(FAMILY, size=SMALL)
        told = {
            "code": self.item["code"],
            "made": self.made_at.strftime(SECONDS),
            "number": self.page_no(),
            "total": "{nb}",
        }
        words = _("Record %(code)s · made %(made)s · page %(number)s of %(total)s")
        self.cell(0, 5, words % told, align="C")

    def head(self, digest: str) -> None:
        self._write(_("Evidence of an item"), SMALL, "B", META)
        self._write(self.item["title"], HEAD, "B")
        self.ln(2)
        for name, value in self._facts(digest):
            self._pair(name, value)
        self._rule()

    def _facts(self, digest: str) -> Iterator[tuple[str, str]]:
        yield _("Short address"), self.item["code"]
        if self.item["issuing_unit"]:
            yield _("Issued by"), self.item["issuing_unit"]
        yield _("Entries"), str(self.count)
        yield _("SHA-256 of the JSON file"), digest

    def entry(self, entry: Entry) -> None:
        """Write one deed, and begin it where its first lines have room."""
        if self.get_y() > self.h - FOOT - ROOM:
            self.add_page()
        title = f"{entry['number']}. {self._deeds.get(entry['deed'], entry['deed'])}"
        self._write(f"{title} · {_clock(entry['happened_at'])}", BODY, "B")
        self._write(_who(entry) or _("The system"), BODY)
        for name, value in _details(entry):
            self._pair(name, value)
        if entry["remark"]:
            self._write(f"“{entry['remark']['text']}”", BODY)
        elif entry["remark_hash"]:
            self._write(_("The remark was removed."), BODY, "", META)
        self._pair(_("Seal"), entry["hash"])
        self.ln(2.5)

    @cached_property
    def _deeds(self) -> dict[str, str]:
        return {value: str(label) for value, label in Deed.choices}

    def signature(self, proof: dict[str, Any] | None) -> None:
        self._rule()
        if proof is None:
            self._write(_("Not signed yet."), BODY, "B")
            return
        line = proof["line"]
        told = {"number": proof["number"], "line": line["line"]}
        self._write(
            _("Signed up to entry %(number)d by signature %(line)d.") % told, BODY, "B"
        )
        self._pair(_("When"), _clock(line["at"]))
        self._pair(_("Root"), line["hash"])
        self._pair(_("Public key"), line["key"])
        self._pair(pgettext("of evidence", "Signature"), line["signature"])

    def _pair(self, name: str, value: str) -> None:
        self.set_text_color(*META)
        self.set_font(FAMILY, size=SMALL)
        self.multi_cell(0, 4.2, f"{name}: {value}", align="L", **BELOW)

    def _write(
        self,
        text: str,
        size: float,
        style: str = "",
        colour: tuple[int, int, int] = INK,
    ) -> None:
        self.set_text_color(*colour)
        self.set_font(FAMILY, style, size)
        self.multi_cell(0, size * 0.5, text, align="L", **BELOW)

    def _rule(self) -> None:
        self.set_draw_color(*LINE)
        y = self.get_y() + 1.5
        self.line(MARGIN, y, self.w - MARGIN, y)
        self.set_y(y + 2.5)


BELOW: dict[str, Any] = {"new_x": XPos.LMARGIN, "new_y": YPos.NEXT}


def _clock(text: str) -> str:
    moment = parse_datetime(text)
    return timezone.localtime(moment).strftime(SECONDS) if moment else text


def _who(entry: Entry) -> str:
    parts = (entry["actor_name"], entry["actor_position"], entry["actor_unit"])
    return ", ".join(part for part in parts if part)


def _details(entry: Entry) -> Iterator[tuple[str, str]]:
    names = {
        "acting_for": _("Acting for"),
        "grounds": _("By decision"),
        "language": _("Language"),
        "revision_id": _("Version"),
        "content_hash": _("Content hash"),
        "route_version": _("Version of the route"),
    }
    for name, words in names.items():
        if entry[name]:
            yield words, str(entry[name])
