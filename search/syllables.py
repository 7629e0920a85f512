"""What a Vietnamese syllable looks like, so that scrambled text can be told from sound.

A syllable has an onset, a rhyme and one tone; rhymes that end in a stop carry only the
sharp or the heavy tone (sắc, nặng). Rare and borrowed words fall through: whoever asks
counts shares of many words and never judges one.
"""

import re
import unicodedata

from search.text import TONES, split_tone

ONSET = "(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?"
# A nucleus and what may end it; “-” stands for nothing.
RHYMES = {
    "a": "- c ch i m n ng nh o p t u y",
    "ă": "c m n ng p t",
    "â": "c m n ng p t u y",
    "e": "- c m n ng o p t",
    "ê": "- ch m n ng nh p t u",
    "i": "- a ch m n nh p t u",
    "iê": "c m n ng p t u",
    "o": "- a c e i m n ng p t",
    "oa": "c ch i m n ng nh o p t y",
    "oă": "c m n ng t",
    "oe": "n o t",
    "ô": "- c i m n ng p t",
    "ơ": "- i m n p t",
    "u": "- a c i m n ng p t y",
    "uâ": "n ng t y",
    "uê": "- ch n nh",
    "uô": "c i m n ng t",
    "uơ": "-",
    "uy": "a ch n nh p t u ên êt",
    "ư": "- a c i n ng t u",
    "ươ": "c i m n ng p t u",
    "y": "- ch nh t êm ên êt êu",
}
SYLLABLE = re.compile(
    ONSET
    + "(?:"
    + "|".join(
        nucleus + ending.replace("-", "")
        for nucleus, endings in RHYMES.items()
        for ending in endings.split()
    )
    + ")"
)
STOPS = ("c", "ch", "p", "t")
STOPPED_TONES = {"\u0301", "\u0323"}


def is_syllable(word: str) -> bool:
    """Return whether a word could be one Vietnamese syllable, with its tone."""
    bare, tone = split_tone(word.lower())
    if not SYLLABLE.fullmatch(bare) or _tones(word) > 1:
        return False
    return tone in STOPPED_TONES if bare.endswith(STOPS) else True


def _tones(word: str) -> int:
    decomposed = unicodedata.normalize("NFD", word)
    return sum(mark in TONES for mark in decomposed)
