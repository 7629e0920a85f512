"""Word files made as Word and LibreOffice make them: their parts, names and habits.

Word names styles in English whatever its menus say, puts pictures inline and keeps
hyperlinks as relations; LibreOffice writes list levels with their own fonts, anchors
pictures to paragraphs inside AlternateContent, and has styles of its own for captions
and quotations.
"""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from PIL import Image

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="{R}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
)
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def jpeg(width: int = 640, height: int = 480, colour: str = "#007777") -> bytes:
    stored = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(stored, "JPEG")
    return stored.getvalue()


def run(text: str, *, font: str = "", **on: bool) -> str:
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>' if font else ""
    switches = "".join(f"<w:{name}/>" for name in on)
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    return (
        f"<w:r><w:rPr>{fonts}{switches}</w:rPr>"
        f'<w:t xml:space="preserve">{text}</w:t></w:r>'
    )


def paragraph(*runs: str, style: str = "", list_key: str = "", depth: int = 0) -> str:
    numbered = (
        f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_key}"/></w:numPr>'
        if list_key
        else ""
    )
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{styled}{numbered}</w:pPr>{''.join(runs)}</w:p>"


def table(*rows: tuple[str, ...], properties: str = "") -> str:
    drawn = "".join(
        "<w:tr>"
        + "".join(
            f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(cell))}</w:tc>"
            for cell in row
        )
        + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr/>{drawn}</w:tbl>"


def link(key: str, text: str) -> str:
    return f'<w:hyperlink r:id="{key}" w:history="1">{run(text)}</w:hyperlink>'


def field_link(address: str, text: str) -> str:
    """A link as older Word keeps it: a field of several runs."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> HYPERLINK "{address}" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run(text)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _picture(key: str) -> str:
    return (
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:blipFill><a:blip r:embed="{key}"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic>"
    )


def word_picture(key: str, alt: str = "") -> str:
    return (
        '<w:r><w:drawing><wp:inline distT="0"><wp:extent cx="1" cy="1"/>'
        f'<wp:docPr id="1" name="Picture 1" descr="{alt}"/>{_picture(key)}'
        "</wp:inline></w:drawing></w:r>"
    )


def libreoffice_picture(key: str, alt: str = "") -> str:
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor behindDoc="0"><wp:positionH relativeFrom="column"/>'
        f'<wp:docPr id="1" name="Image1" descr="{alt}"/>{_picture(key)}'
        "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def text_box(*paragraphs: str) -> str:
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
        f"<wps:txbx><w:txbxContent>{''.join(paragraphs)}</w:txbxContent></wps:txbx>"
        "</wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{''.join(paragraphs)}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def style(key: str, name: str, *, based_on: str = "", inside: str = "") -> str:
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    usual = ' w:default="1"' if key == "Normal" else ""
    return (
        f'<w:style w:type="paragraph"{usual} w:styleId="{key}">'
        f'<w:name w:val="{name}"/>{based}{inside}</w:style>'
    )


WORD_STYLES = "".join(
    [
        style("Normal", "Normal"),
        style("Title", "Title", based_on="Normal"),
        style("u1", "heading 1", based_on="Normal"),  # Word in Vietnamese
        style("u2", "heading 2", based_on="Normal"),
        style("Quote", "Quote", based_on="Normal"),
        style("Chuthich", "caption", based_on="Normal"),
        style(
            "OldTimes",
            "old times",
            based_on="Normal",
            inside='<w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr>',
        ),
    ]
)
LIBREOFFICE_STYLES = "".join(
    [
        style("Normal", "Normal"),
        style("Heading", "Heading", based_on="Normal"),
        style("Heading1", "heading 1", based_on="Heading"),
        style("Quotations", "Quotations", based_on="Normal"),
        style("Caption1", "caption", based_on="Normal"),
        style("Illustration", "Illustration", based_on="Caption1"),
    ]
)


def _levels(*kinds: str) -> str:
    return "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/></w:lvl>'
        for depth, kind in enumerate(kinds)
    )


NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{_levels("bullet", "decimal")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="7">{_levels("decimal", "lowerLetter")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
)


@dataclass
class WordFile:
    """A file in the making: what stands in it, and what it refers to."""

    body: str
    styles: str = WORD_STYLES
    links: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    main_type: str = MAIN
    extra: Mapping[str, bytes] = field(default_factory=dict)

    def stored(self) -> io.BytesIO:
        relations = [
            _relation("rIdS", "styles", "styles.xml"),
            _relation("rIdN", "numbering", "numbering.xml"),
            *(
                _relation(key, "hyperlink", address, ' TargetMode="External"')
                for key, address in self.links.items()
            ),
            *(
                _relation(key, "image", f"media/{name}")
                for key, (name, _data) in self.pictures.items()
            ),
        ]
        parts: dict[str, str | bytes] = {
            "[Content_Types].xml": (
                f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
                '<Default Extension="xml" ContentType="application/xml"/>'
                f'<Override PartName="/word/document.xml" ContentType="{self.main_type}"/>'
                "</Types>"
            ),
            "_rels/.rels": _relations(
                [_relation("rId1", "officeDocument", "word/document.xml")]
            ),
            "word/document.xml": (
                f"{HEAD}<w:document {NAMES}><w:body>{self.body}<w:sectPr/></w:body>"
                "</w:document>"
            ),
            "word/styles.xml": f"{HEAD}<w:styles {NAMES}>{self.styles}</w:styles>",
            "word/numbering.xml": f"{HEAD}<w:numbering {NAMES}>{NUMBERING}</w:numbering>",
            "word/_rels/document.xml.rels": _relations(relations),
            **{f"word/media/{name}": data for name, data in self.pictures.values()},
            **self.extra,
        }
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
        file.seek(0)
        return file


def _relation(key: str, kind: str, target: str, more: str = "") -> str:
    return f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{target}"{more}/>'


def _relations(rows: list[str]) -> str:
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{"".join(rows)}</Relationships>'
