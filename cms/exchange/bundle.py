"""What goes to a translator and comes back: segments of one item in two languages."""

import re
from dataclasses import dataclass
from enum import StrEnum

from cms.exchange.languages import CODE

MOST_SEGMENTS = 10_000
LONGEST_KEY = 500
# Nothing that a program could fold, trim or fail to write.
KEY = re.compile(
    r"[^\s\x00-\x20\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+"
)


class State(StrEnum):
    """How far a translation is. A draft is what PO calls fuzzy."""

    NEW = "new"
    DRAFT = "draft"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"


@dataclass(frozen=True)
class Segment:
    """One text and its translation.

    Texts are fragments of HTML as ``markup.canonical`` writes them: escaped, with inline
    tags only. ``note`` is one paragraph for the translator. ``max_length`` is in
    characters, tags not counted. ``is_machine`` is said by who exported: tools leave it
    standing on what a person has changed since.
    """

    key: str
    source: str
    target: str = ""
    state: State = State.NEW
    note: str = ""
    max_length: int | None = None
    is_machine: bool = False

    def __post_init__(self) -> None:
        if not is_key(self.key):
            raise ValueError(f"not a key: {self.key!r}")
        if not self.source:
            raise ValueError(f"nothing to translate: {self.key}")
        if bool(self.target) == (self.state is State.NEW):
            raise ValueError(f"state and translation disagree: {self.key}")
        if self.is_machine and not self.target:
            raise ValueError(f"no machine has translated: {self.key}")
        if self.max_length is not None and self.max_length < 1:
            raise ValueError(f"nothing fits: {self.key}")


@dataclass(frozen=True)
class Bundle:
    """The segments of one item, in the order in which they are read. Languages are ours.

    ``id`` is the translation's; ``title`` only tells people what they have before them.
    """

    id: str
    title: str
    source_language: str
    target_language: str
    segments: tuple[Segment, ...]

    def __post_init__(self) -> None:
        if not is_key(self.id):
            raise ValueError(f"not an id: {self.id!r}")
        for code in (self.source_language, self.target_language):
            if not CODE.fullmatch(code):
                raise ValueError(f"not a language: {code!r}")
        if not 0 < len(self.segments) <= MOST_SEGMENTS:
            raise ValueError(f"{len(self.segments)} segments")
        if len({segment.key for segment in self.segments}) < len(self.segments):
            raise ValueError("two segments with one key")


def is_key(written: str) -> bool:
    return len(written) <= LONGEST_KEY and KEY.fullmatch(written) is not None
