"""One thing, one word: the terms of the administration and where they are kept to."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tests.catalogue.po import Message
from tests.overlay import house


@dataclass(frozen=True)
class Term:
    """An English word in all its forms, what it may be called, and where it need not."""

    english: tuple[str, ...]
    vietnamese: tuple[str, ...]
    exceptions: dict[str, str]

    def occurs_in(self, message: Message) -> bool:
        words = "|".join(re.escape(form) for form in self.english)
        # Names of placeholders and of HTML's attributes are no words of the message.
        text = re.sub(r"%\(\w+\)[a-z]|\{\w*\}|<[^<>]*>", " ", message.msgid)
        return bool(re.search(rf"(?<!\w)(?:{words})(?!\w)", text, re.IGNORECASE))

    def is_kept_in(self, message: Message) -> bool:
        said = message.translation.casefold()
        return any(form.casefold() in said for form in self.vietnamese)


@cache
def terms() -> tuple[Term, ...]:
    table = tomllib.loads(house.GLOSSARY.read_text(encoding="utf-8"))
    return tuple(
        Term(
            tuple(english.split("/")),
            tuple(vietnamese),
            table["exceptions"].get(english.split("/")[0], {}),
        )
        for english, vietnamese in table["terms"].items()
    )


def strays(message: Message) -> Iterator[str]:
    """Yield the terms that the message's Vietnamese calls something else."""
    for term in terms():
        if message.msgid in term.exceptions:
            continue
        if term.occurs_in(message) and not term.is_kept_in(message):
            yield term.english[0]
