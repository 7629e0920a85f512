"""The contact sheet: every row at every width and in both schemes, in one picture each."""

from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.gate.rows import ROWS

FOLDER = Path(__file__).parents[2] / ".artefacts" / "gate"
HIGH, GAP, GROUND = 900, 16, "#808080"
PAGE = """<!doctype html><html lang="vi"><meta charset="utf-8"><title>Đình</title>
<body style="font: 16px sans-serif; margin: 1rem; background: #808080; color: #fff">
{rows}</body></html>
"""


def strip(name: str, shots: list[bytes]) -> Path:
    """Put the screens of a row side by side, none higher than a screen."""
    pictures = [_fitting(shot) for shot in shots]
    width = sum(picture.width + GAP for picture in pictures) + GAP
    sheet = Image.new("RGB", (width, HIGH + 2 * GAP), GROUND)
    left = GAP
    for picture in pictures:
        sheet.paste(picture, (left, GAP))
        left += picture.width + GAP
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / f"{name}.png"
    sheet.save(file)
    _list_rows()
    return file


def _fitting(shot: bytes) -> Image.Image:
    picture = Image.open(BytesIO(shot)).convert("RGB")
    picture = picture.crop(
        (0, 0, picture.width, min(picture.height, 3 * picture.width))
    )
    picture.thumbnail((480, HIGH))
    return picture


def _list_rows() -> None:
    """Write the page that shows all strips; the same whoever writes it."""
    rows = "".join(
        f'<h2>{row}</h2><img src="{row}.png" alt="" style="max-width: 100%">\n'
        for row in ROWS
    )
    FOLDER.joinpath("index.html").write_text(PAGE.format(rows=rows), encoding="utf-8")
