"""What a first visit loads before pictures."""

import gzip
from typing import cast

from tests.bench.load import Target, Visitor
from tests.bench.weight import weigh

PAGE = b"""<head>
<link rel="preload" href="/static/chu.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="/static/nen.css">
<link rel="stylesheet" href="/static/giay.css" media="print">
<link rel="alternate" href="/-/tin.atom"></head>"""
FILES = {"/": PAGE, "/static/chu.woff2": b"w" * 900, "/static/nen.css": b"p{}" * 50}


class Shelf:
    """Stands in for a visitor; what is not on it must not be asked for."""

    def read(self, target: Target) -> bytes:
        return FILES[target.path]


def test_a_page_weighs_what_its_head_names_for_the_screen() -> None:
    weight = weigh(cast("Visitor", Shelf()), Target("localhost", "/"))
    assert (weight.page, weight.sheets, weight.fonts, weight.requests) == (
        len(PAGE),
        1,
        1,
        3,
    )
    assert weight.fonts_bytes == 900
    assert weight.page_compressed == len(gzip.compress(PAGE, 6))
    assert weight.sheets_compressed == len(gzip.compress(FILES["/static/nen.css"], 6))
