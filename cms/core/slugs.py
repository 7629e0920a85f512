"""The address field of the page editor, fed while a title is typed."""

import re
import string

from wagtail.admin.widgets import SlugInput

from search.text import fold

# Latin letters with marks end here: Vietnamese ones are U+00C0 to U+1EF9.
LAST_MARKED_LETTER = 0x1EF9


def formatters() -> list[tuple[re.Pattern[str], str]]:
    """Return which letters become which, for the browser.

    Wagtail's own script drops “Đ” and most letters with two marks; the server would
    only see what is left.
    """
    variants: dict[str, str] = dict.fromkeys(string.ascii_lowercase, "")
    for code in range(0xC0, LAST_MARKED_LETTER + 1):
        base = fold(chr(code))
        if base in variants:
            variants[base] += chr(code)
    return [
        (re.compile(f"[{marked}]"), base) for base, marked in variants.items() if marked
    ]


def slug_input() -> SlugInput:
    return SlugInput(formatters=formatters())
