"""What somebody looks for, as words: the same for every engine.

No text of a reader's reaches an engine's own parser; queries are built from these words
alone. Sources: the research on search, 3.2 and 4.2.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from search.text import canon, fold, nfc, words

LONGEST_QUERY = 200
MOST_WORDS = 12
QUOTED = re.compile(r"[\"“”„«»]")


@dataclass(frozen=True)
class Word:
    """A word without marks, as everybody is found, and as it was written."""

    folded: str
    written: str  # in small letters, tone marks in their school places

    @property
    def is_marked(self) -> bool:
        return self.written != self.folded


Phrase = tuple[Word, ...]


@dataclass(frozen=True)
class Plan:
    """All words must occur; those of a phrase side by side."""

    words: Phrase = ()
    phrases: tuple[Phrase, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases)

    @property
    def all_words(self) -> Phrase:
        """Return every word in the order written; what was quoted comes last."""
        return (*self.words, *chain.from_iterable(self.phrases))

    @property
    def is_marked(self) -> bool:
        """Tell whether the writer cares for marks: then they rank, and never exclude."""
        return any(word.is_marked for word in self.all_words)


def split(text: str) -> list[Word]:
    """Return the words of any text in their order."""
    return [_word(word) for word in words(text)]


# Vietnamese has some seven thousand syllables, and an article has them over and over.
@lru_cache(maxsize=20_000)
def _word(text: str) -> Word:
    return Word(fold(text), canon(text))


def plan_of(query: str) -> Plan:
    """Read a query: at most so many letters and words, ``"…"`` is a phrase.

    Anything else that isn't a letter or a digit only separates words.
    """
    parts = QUOTED.split(nfc(query)[:LONGEST_QUERY])
    loose: list[Word] = []
    phrases: list[Phrase] = []
    room = MOST_WORDS
    for position, part in enumerate(parts):
        found = split(part)[:room]
        room -= len(found)
        # An opened quotation that is never closed is none.
        if position % 2 and position < len(parts) - 1 and len(found) > 1:
            phrases.append(tuple(found))
        else:
            loose += found
    return Plan(tuple(loose), tuple(phrases))
