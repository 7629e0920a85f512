"""What a page weighs: the requests and bytes of a first visit, before its pictures."""

import gzip
import re
from dataclasses import dataclass

from tests.bench.load import Target, Visitor

SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
FONT = re.compile(r'<link rel="preload" href="([^"]+)" as="font"')
COMPRESSION = 6


@dataclass(frozen=True)
class Weight:
    """Bytes on the wire: text is compressed, as every server in front does it."""

    page: int
    page_compressed: int
    sheets: int
    sheets_compressed: int
    fonts: int
    fonts_bytes: int

    @property
    def requests(self) -> int:
        return 1 + self.sheets + self.fonts

    @property
    def total(self) -> int:
        return self.page_compressed + self.sheets_compressed + self.fonts_bytes


def weigh(visitor: Visitor, target: Target) -> Weight:
    """Load a page and what its head names; sheets for paper are not waited for."""
    body = visitor.read(target)
    html = body.decode()
    sheets = [
        visitor.read(Target(target.host, path)) for path in SHEET.findall(_screen(html))
    ]
    fonts = [visitor.read(Target(target.host, path)) for path in FONT.findall(html)]
    return Weight(
        page=len(body),
        page_compressed=_compressed(body),
        sheets=len(sheets),
        sheets_compressed=sum(map(_compressed, sheets)),
        fonts=len(fonts),
        fonts_bytes=sum(map(len, fonts)),
    )


def _screen(html: str) -> str:
    return re.sub(r'<link[^>]* media="print"[^>]*>', "", html)


def _compressed(body: bytes) -> int:
    return len(gzip.compress(body, COMPRESSION))
