"""Vietnamese text, folded and ordered in one place for every engine.

Nothing else in the house may know how Vietnamese is written. All functions are pure;
they take any Unicode string and never raise on bad input.

Sources: Decision 1989/QĐ-BGDĐT (2018) on the place of tone marks; CLDR ``vi``
collation for the order of letters and tones; dictionaries compare syllable by
syllable, which ICU does not.
"""

import re
import unicodedata

TONES = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
LETTER_RANK = {letter: rank for rank, letter in enumerate(LETTERS, start=1)}
# A tone mark written on the first of these pairs belongs, in the school spelling, on
# the second: hòa is hoà, thủy is thuỷ, khỏe is khoẻ. Open syllables only.
OPEN_PAIRS = ("oa", "oe", "uy")
TOKEN = re.compile(r"[^\W_]+")
NOT_SLUG = re.compile(r"[^a-z0-9]+")


def nfc(text: str) -> str:
    """Return the composed form in which everything is stored."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return lower-case text without marks: ``Đại hội`` becomes ``dai hoi``."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    bare = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    return unicodedata.normalize("NFC", bare.replace("đ", "d"))


def _folded_letters() -> tuple[str, str]:
    """Return every composed letter that folding changes, and what each becomes."""
    small = {nfc(letter + tone) for letter in LETTERS for tone in TONES}
    letters = sorted(
        letter
        for letter in small | {letter.upper() for letter in small}
        if len(letter) == 1 and fold(letter) != letter
    )
    return "".join(letters), "".join(map(fold, letters))


FOLDED_LETTERS = _folded_letters()


def canon(text: str) -> str:
    """Return lower-case NFC text with each tone mark in its school position."""
    return TOKEN.sub(lambda found: _canon_syllable(found[0]), nfc(text.lower()))


def tokens(text: str) -> list[str]:
    """Return the folded words of ``text`` in their order."""
    return TOKEN.findall(fold(text))


def words(text: str) -> list[str]:
    """Return the words of ``text`` as they are written, composed."""
    return TOKEN.findall(nfc(text))


def slugify(text: str, *, max_length: int = 80) -> str:
    """Return an address part of whole words: ``Đại hội`` becomes ``dai-hoi``."""
    slug = NOT_SLUG.sub("-", fold(text)).strip("-")
    if len(slug) <= max_length:
        return slug
    kept, _, _ = slug[: max_length + 1].rpartition("-")
    return kept or slug[:max_length]


def sort_key(text: str) -> str:
    """Return a key that orders text as Vietnamese dictionaries do.

    Syllables are compared one after the other: first their letters, then their tone.
    The key is digits and small letters only, so that every collation of every
    database compares it alike.
    """
    return "".join(_syllable_key(word) for word in TOKEN.findall(canon(text)))


def name_sort_key(full_name: str) -> str:
    """Return the order of a person's name: given name first, then the family name."""
    words = TOKEN.findall(nfc(full_name))
    return sort_key(" ".join([*words[-1:], *words[:-1]]))


def split_tone(syllable: str) -> tuple[str, str]:
    """Return the syllable without its tone mark, composed, and that mark."""
    tone = ""
    kept = []
    for mark in unicodedata.normalize("NFD", syllable):
        if mark in TONES:
            tone = mark
        else:
            kept.append(mark)
    return unicodedata.normalize("NFC", "".join(kept)), tone


def _canon_syllable(syllable: str) -> str:
    bare, tone = split_tone(syllable)
    if not tone or not bare.endswith(OPEN_PAIRS) or bare.startswith("qu"):
        return syllable
    return unicodedata.normalize("NFC", bare + tone)


def _syllable_key(syllable: str) -> str:
    bare, tone = split_tone(syllable)
    letters = "".join(_letter_key(letter) for letter in bare)
    return f"{letters}0{TONES[tone]}"


def _letter_key(letter: str) -> str:
    """Return two characters above ``0``, which ends a syllable's letters."""
    rank = LETTER_RANK.get(letter)
    if rank is None:
        return f"1{letter}" if letter.isdigit() and letter.isascii() else "zz"
    return chr(ord("a") + rank // 6) + str(rank % 6)
