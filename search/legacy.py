"""Text in the encodings that Vietnamese offices used before Unicode, told and converted.

TCVN3 (“ABC”, fonts .Vn*) gives each letter one code of Latin-1; letters with a tone have
small codes only, and their capitals come from fonts whose name ends in H. VNI Windows
(fonts VNI-*) writes a letter and its marks side by side. Old files and what is pasted
from them look like ``ñy ban nh©n d©n`` and ``uûy ban nhaân daân``.

A text is told by three things together: it has no letter that only Unicode has, it has
enough codes, and reading it by the table makes Vietnamese of what was none (domain
research V-05 to V-08, measured on the seeds).
"""

import re
import unicodedata
from typing import Literal

from search.syllables import is_syllable

Encoding = Literal["tcvn3", "vni"]

# Per letter its codes without a tone, then grave, hook, tilde, acute, dot.
_TCVN3_ROWS = {
    "a": " µ¶·\xb8¹",
    "ă": "¨»¼½¾Æ",
    "â": "©ÇÈÉÊË",
    "e": " ÌÎÏÐÑ",
    "ê": "ªÒÓÔÕÖ",
    "i": " ×ØÜÝÞ",
    "o": " ßáâãä",
    "ô": "«åæçèé",
    "ơ": "¬êëìíî",
    "u": " ïñòóô",
    "ư": "\xadõö÷øù",
    "y": " úûüýþ",
    "đ": "®",
    "Ă": "¡",
    "Â": "¢",
    "Đ": "§",
    "Ê": "£",
    "Ô": "¤",
    "Ơ": "¥",
    "Ư": "¦",
}
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_BREVE, _HAT = "\u0306", "\u0302"


def _tcvn3_table() -> dict[str, str]:
    return {
        code: unicodedata.normalize("NFC", letter + tone)
        for letter, codes in _TCVN3_ROWS.items()
        for code, tone in zip(codes, _TONES, strict=False)
        if code != " "
    }


# VNI: what the mark behind a letter adds to it, and the letters it may follow.
_VNI_MARKS = {
    **dict(zip("øûõùï", [("aeouyôö", tone) for tone in _TONES[1:]], strict=True)),
    **dict(zip("âàåãáä", [("aeo", _HAT + tone) for tone in _TONES], strict=True)),
    **dict(zip("êèúüéë", [("a", _BREVE + tone) for tone in _TONES], strict=True)),
}
_VNI_SINGLE = {
    "ñ": "đ", "ô": "ơ", "ö": "ư", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "í": "í", "ò": "ị",
    "î": "ỵ",
}  # fmt: skip


def _vni_table() -> dict[str, str]:
    small = dict(_VNI_SINGLE)
    for mark, (letters, added) in _VNI_MARKS.items():
        for letter in letters:
            whole = _VNI_SINGLE.get(letter, letter) + added
            small[letter + mark] = unicodedata.normalize("NFC", whole)
    capital = {code.upper(): letter.upper() for code, letter in small.items()}
    # “Aù” stands in names: a capital letter with the small code of its mark.
    mixed = {
        code.capitalize(): letter.upper()
        for code, letter in small.items()
        if len(code) > 1
    }
    return small | mixed | capital


TABLES: dict[Encoding, dict[str, str]] = {"tcvn3": _tcvn3_table(), "vni": _vni_table()}
# The longest code is tried first: VNI “öù” is one letter, not two.
_CODES: dict[Encoding, re.Pattern[str]] = {
    name: re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))
    for name, table in TABLES.items()
}
# Letters that no code of either table is written with: whoever has them writes Unicode.
_UNICODE_ONLY = re.compile("[ĂăĐđĨĩŨũƠơƯư\u0300-\u0323\u1ea0-\u1ef9]")
_WORD = re.compile(r"[a-zA-Z\xa1-\xac\xad\xae-\xff]+")
_LETTER = re.compile(r"[a-zA-Z\xa1-\xff]")
MIN_CODES = 0.12
MIN_SOUND = 0.7
MIN_WORDS = 2


def to_unicode(text: str, encoding: Encoding, *, capital: bool = False) -> str:
    """Return the composed Unicode text that was meant.

    ``capital`` is for runs in a TCVN3 font of capitals, whose codes are small.
    """
    table = TABLES[encoding]
    read = _CODES[encoding].sub(lambda code: table[code[0]], text)
    whole = unicodedata.normalize("NFC", read)
    return whole.upper() if capital else whole


def detect(text: str) -> Encoding | None:
    """Return the old encoding a text is written in; None for every other text."""
    if _UNICODE_ONLY.search(text):
        return None
    gains = {name: _gain(text, name) for name in TABLES}
    best = max(gains, key=lambda name: gains[name])
    return best if gains[best] > 0 else None


def is_unicode_vietnamese(text: str) -> bool:
    """Return whether a text has letters that only Unicode Vietnamese is written with."""
    return _UNICODE_ONLY.search(text) is not None


def font_encoding(font: str) -> Encoding | None:
    """Return the encoding that a font's name says: .VnTime, VNI-Times."""
    name = font.strip().lower()
    if name.startswith(".vn"):
        return "tcvn3"
    return "vni" if name.startswith("vni-") else None


def is_capital_font(font: str) -> bool:
    """Return whether a TCVN3 font draws small codes as capitals: .VnTimeH."""
    return font_encoding(font) == "tcvn3" and font.strip().endswith("H")


def _gain(text: str, encoding: Encoding) -> int:
    """Return how many more words are Vietnamese when read so; 0 when it is not so."""
    written = [word for word in _WORD.findall(text) if _is_coded(word, encoding)]
    read = [to_unicode(word, encoding) for word in written]
    before, after = _sound(written), _sound(read)
    is_dense = len(_CODES[encoding].findall(text)) > MIN_CODES * _letters(text)
    is_sound = len(read) >= MIN_WORDS and after >= MIN_SOUND * len(read)
    return after - before if is_dense and is_sound and after > before else 0


def _is_coded(word: str, encoding: Encoding) -> bool:
    """Return whether a word has letters and codes; a lone © is a sign, not a word."""
    return bool(_CODES[encoding].search(word)) and bool(re.search("[a-zA-Z]", word))


def _sound(words: list[str]) -> int:
    return sum(map(is_syllable, words))


def _letters(text: str) -> int:
    return len(_LETTER.findall(text))
