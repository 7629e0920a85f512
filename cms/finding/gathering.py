"""Lists of one topic and of one name: items of all sections, the newest first."""

from urllib.parse import urlencode

from cms.core import listings
from cms.core.listings import About, Author, Story, dressed
from cms.core.sections import sections_of
from search.text import canon
from sites.snapshots import LanguageFacts, PortalSnapshot

NAME = "name"


class Gathered:
    """Items about something as Django's paginator wants them: counted and sliced."""

    def __init__(
        self, portal: PortalSnapshot, facts: LanguageFacts, about: About
    ) -> None:
        self._portal, self._facts, self._about = portal, facts, about
        self._news = listings.news.get()
        self._number: int | None = None

    def count(self) -> int:
        if self._number is None:
            self._number = self._news.count_about(self._facts, self._about)
        return self._number

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> list[Story]:
        stories = self._news.about(self._portal, self._facts, self._about, part=part)
        return dressed(stories, sections_of(self._portal, self._facts.code))


def way_to(author: Author) -> str:
    """Return the query string that names one of several authors."""
    return urlencode({NAME: author.name})


def named(authors: list[Author], name: str) -> list[Author]:
    """Return the one of several authors that a reader asks for, else all of them."""
    wanted = [author for author in authors if canon(author.name) == canon(name)]
    return wanted or authors
