"""The light markup of the demo's texts, as rich text."""

import re

from django.utils.html import escape

BOLD = re.compile(r"\*\*(.+?)\*\*")
ITALIC = re.compile(r"(?<!\*)\*(?!\s)([^*]+?)(?<!\s)\*(?!\*)")
LINK = re.compile(r"\[([^\]]+)\]\((https?://[^)\s]+)\)")


def inline(text: str) -> str:
    marked = str(escape(" ".join(text.split())))
    marked = BOLD.sub(r"<b>\1</b>", marked)
    marked = ITALIC.sub(r"<i>\1</i>", marked)
    return LINK.sub(r'<a href="\2">\1</a>', marked)


def paragraphs(text: str) -> str:
    """Return each stretch between empty lines as a paragraph."""
    parts = re.split(r"\n\s*\n", text.strip())
    return "".join(f"<p>{inline(part)}</p>" for part in parts if part.strip())


def bullets(items: list[str]) -> str:
    return "<ul>" + "".join(f"<li>{inline(str(item))}</li>" for item in items) + "</ul>"
