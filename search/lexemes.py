"""What stands in an index for a word: plain ASCII wherever the word is Vietnamese.

Every word is written twice, without marks and, under a prefix, as it is spelt; words of a
standfirst a third time. So one index finds “dong thap” and still knows “hát” from “hạt”,
on engines that know neither. (Decision 0021, research on search 3.1 and 3.4.)
"""

import unicodedata
from collections.abc import Iterable
from enum import Enum
from functools import lru_cache

from search.plan import Word, split

LONGEST_WORD = 60
# Digits as Vietnamese typists have used them for marks since the time of VNI.
MARKS = {
    "\u0301": "1",
    "\u0300": "2",
    "\u0309": "3",
    "\u0303": "4",
    "\u0323": "5",
    "\u0302": "6",
    "\u031b": "7",
    "\u0306": "8",
}


class Form(Enum):
    """The prefix under which a word stands in the index."""

    PLAIN = ""
    SPELT = "zz"
    STANDFIRST = "yy"


def lexeme(word: Word, form: Form = Form.PLAIN) -> str:
    """Return what a word is found by."""
    text = _spelt(word.written) if form is Form.SPELT else word.folded
    return f"{form.value}{text[:LONGEST_WORD]}"


@lru_cache(maxsize=20_000)
def _spelt(written: str) -> str:
    """Write a word with digits for its marks: ``hạt`` becomes ``ha5t``."""
    decomposed = unicodedata.normalize("NFD", written.replace("đ", "d9"))
    known = "".join(MARKS.get(letter, letter) for letter in decomposed)
    return "".join(letter for letter in known if letter.isalnum())


def indexed(text: str, *forms: Form) -> list[str]:
    """Return all that stands in the index for a text, one form after the other.

    Phrases are found in each form, because its words stand side by side.
    """
    found = split(text)
    return [lexeme(word, form) for form in forms for word in found]


def phrase(words: Iterable[Word], form: Form = Form.PLAIN) -> tuple[str, ...]:
    return tuple(lexeme(word, form) for word in words)
