"""Does a page gamble, or is its name for sale? Told by words, never by a single one.

A sign counts once however often it stands there. A page gambles if it names what is
played, invites to play, and reaches the threshold; what police, courts and newspapers
say of gambling weighs against it. The words are data: ``data/signs.toml``.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from search.text import tokens

SIGNS = Path(__file__).parent / "data" / "signs.toml"
THRESHOLD = 8
GAME, BRAND, INVITATION, REPORT = 2, 3, 1, -3
IN_TITLE = 2  # a sign in the title or the description counts so many times
LEAST_GAMES, LEAST_INVITATIONS = 2, 2
LONGEST_PARKED = 400  # words: whoever writes more is no parking page
UNREAD = {"script", "style", "noscript", "template", "svg"}
LOADED = {"script": "src", "iframe": "src", "frame": "src"}


@dataclass(frozen=True)
class Seen:
    """What a reader sees of a page, and whence it loads its parts."""

    heading: str  # title and description
    text: str
    sources: tuple[str, ...] = ()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.heading: list[str] = []
        self.text: list[str] = []
        self.sources: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta" and given.get("name", "").lower() == "description":
            self.heading.append(given.get("content", ""))
        if source := given.get(LOADED.get(tag, "")):
            self.sources.append(source)
        if tag in UNREAD or tag == "title":
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            while self._inside.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._inside:
            if self._inside[-1] == "title":
                self.heading.append(data)
            return
        self.text.append(data)


def read(html: str) -> Seen:
    """Return what a page shows, however badly it is written."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Seen(" ".join(reader.heading), " ".join(reader.text), tuple(reader.sources))


@cache
def _signs() -> dict[str, dict[str, frozenset[str]]]:
    read_in: Any = tomllib.loads(SIGNS.read_text(encoding="utf-8"))
    return {
        part: {
            name: frozenset(words if name == "hosts" else map(_plain, words))
            for name, words in lists.items()
        }
        for part, lists in read_in.items()
    }


def _plain(text: str) -> str:
    """Return folded words with one blank around each, so that whole words are found."""
    return f" {' '.join(tokens(text))} "


@dataclass(frozen=True)
class Verdict:
    gambles: bool
    score: int
    signs: tuple[str, ...]


def judge(seen: Seen) -> Verdict:
    """Weigh the signs of gambling in a page."""
    lists = _signs()["gambling"]
    heading, whole = _plain(seen.heading), _plain(f"{seen.heading} . {seen.text}")
    found = {name: _found(words, whole) for name, words in lists.items()}
    played = found["games"] | found["brands"]
    score = (
        _weight(found["games"], heading, GAME)
        + _weight(found["brands"], heading, BRAND)
        + _weight(found["invitations"], heading, INVITATION)
        + REPORT * len(found["reports"])
    )
    invites = len(found["invitations"]) >= LEAST_INVITATIONS
    gambles = score >= THRESHOLD and len(played) >= LEAST_GAMES and invites
    signs = sorted(sign.strip() for sign in played | found["invitations"])
    return Verdict(gambles, score, tuple(signs))


def _found(words: frozenset[str], text: str) -> set[str]:
    return {word for word in words if word in text}


def _weight(signs: set[str], heading: str, each: int) -> int:
    return sum(each * (IN_TITLE if sign in heading else 1) for sign in signs)


def is_parked(seen: Seen) -> bool:
    """Tell a page that only says that its name is for sale or has lapsed."""
    hosts = _signs()["parked"]["hosts"]
    if any(f"{host}/" in f"{source}/" for source in seen.sources for host in hosts):
        return True
    words = tokens(seen.text)
    text = _plain(f"{seen.heading} . {seen.text}")
    said = _found(_signs()["parked"]["phrases"], text)
    return bool(said) and len(words) <= LONGEST_PARKED


def sells_names(host: str) -> bool:
    """Tell a host of a house that sells or parks names."""
    return _is_of(host, _signs()["parked"]["hosts"])


def only_leads(host: str) -> bool:
    """Tell a host whose links are meant to end elsewhere."""
    return _is_of(host, _signs()["shorteners"]["hosts"])


def _is_of(host: str, hosts: frozenset[str]) -> bool:
    labels = host.lower().split(".")
    return any(".".join(labels[place:]) in hosts for place in range(len(labels)))
