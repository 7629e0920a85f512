"""Rules of naming leaders: with the title of that day, in the order of protocol."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from cms.quality.findings import Hit
from cms.quality.lookups import Subject
from cms.quality.material import Passage
from cms.quality.models import Leader
from cms.quality.strictness import Strictness
from search.text import canon, nfc

SHORT_FORMS = {
    "UBND": "Ủy ban nhân dân",
    "HĐND": "Hội đồng nhân dân",
    "UBMTTQ": "Ủy ban Mặt trận Tổ quốc",
    "TP": "thành phố",
}
SHORT = re.compile(rf"\b(?:{'|'.join(SHORT_FORMS)})\b\.? ?(?=\S|$)")
HONORIFIC = re.compile(r"(?:(?:,|:)? ?(?:đồng chí|đ/c|ông|bà))?,? *$")
AFTER = re.compile(r" ?[,(–-] ?")
# Said of somebody who no longer, or not yet fully, holds it.
PAST = re.compile(r"\b(?:nguyên|cựu|cố|quyền) $")
DEPUTY = "phó "
BETWEEN = re.compile(
    r"(?i)[\s;,)–-]*(?:(?:và|cùng)\s+)?(?:các\s+)?(?:(?:đồng chí|ông|bà)\s*)?:?\s*"
)
NOBODY = "(?!)"  # no name is in an empty register
WINDOW = 160


@dataclass(frozen=True)
class Mention:
    """A leader's name with the title it is said to have, in canonical letters."""

    name: str
    title: str
    start: int
    end: int


def leader_title(subject: Subject, limits: Strictness) -> Iterator[Hit]:
    """Warn of a former title, and of one that was never this person's."""
    register = Register(subject.leaders)
    for passage in _read(subject, register):
        words = expanded(passage.words)
        for mention in register.mentions(words):
            fault = register.fault(mention, subject)
            if fault:
                yield Hit(
                    *fault,
                    field=passage.place.field,
                    block=passage.place.block,
                    excerpt=words[mention.start : mention.end],
                    subject=mention.name,
                )


def leader_order(subject: Subject, limits: Strictness) -> Iterator[Hit]:
    """Warn where a list names leaders otherwise than protocol does."""
    register = Register(subject.leaders)
    for passage in _read(subject, register):
        words = expanded(passage.words)
        mentions = register.mentions(words)
        for first, second in pairwise(mentions):
            between = words[first.end : second.start]
            ranks = [register.rank(one, subject) for one in (first, second)]
            if None in ranks or not BETWEEN.fullmatch(between):
                continue
            if ranks[0] > ranks[1]:  # type: ignore[operator]
                yield Hit(
                    _("%(second)s is named after %(first)s.")
                    % {"second": second.name, "first": first.name},
                    _("By protocol %(second)s comes first.") % {"second": second.name},
                    field=passage.place.field,
                    block=passage.place.block,
                    excerpt=words[first.start : second.end],
                )


def _read(subject: Subject, register: "Register") -> Iterator[Passage]:
    """Yield passages that name anybody; what others are quoted with is theirs."""
    for passage in subject.material.passages:
        if not passage.is_quoted and register.names.search(nfc(passage.words)):
            yield passage


class Register:
    """The register of leaders, asked about one text after the other."""

    def __init__(self, leaders: Sequence[Leader]) -> None:
        self.entries: dict[str, list[Leader]] = {}
        for leader in leaders:
            self.entries.setdefault(nfc(leader.name), []).append(leader)
        titles = {canonical(leader.title) for leader in leaders}
        self.titles = sorted(titles, key=len, reverse=True)
        either = "|".join(map(re.escape, self.entries)) or NOBODY
        # Not the beginning of a longer name.
        self.names = re.compile(rf"\b(?:{either})\b(?! [A-ZĐÀ-ỸƯƠĂ][a-zà-ỹ])")

    def mentions(self, words: str) -> list[Mention]:
        """Return the names of a text that stand with a known title, in order."""
        all_of = (self._mention(words, one) for one in self.names.finditer(words))
        return [mention for mention in all_of if mention is not None]

    def _mention(self, words: str, found: re.Match[str]) -> Mention | None:
        before = self._before(words, found)
        return before or self._after(words, found)

    def _before(self, words: str, found: re.Match[str]) -> Mention | None:
        """Return the title that a name ends: “Chủ tịch UBND tỉnh Nguyễn Văn A”."""
        lead = words[: found.start()][-WINDOW:]
        lead = lead[: HONORIFIC.search(lead.lower()).start()]  # type: ignore[union-attr]
        plain = canon(lead)
        for title in self.titles:
            if not re.search(rf"(?<!\w){re.escape(title)}$", plain):
                continue
            rest = plain[: -len(title)]
            if PAST.search(rest):
                return None
            said = DEPUTY + title if rest.endswith(DEPUTY) else title
            return Mention(
                found[0], said, found.start() - _gap(words, found, said), found.end()
            )
        return None

    def _after(self, words: str, found: re.Match[str]) -> Mention | None:
        """Return the title that follows a name: “Nguyễn Văn A, Chủ tịch UBND tỉnh”."""
        joint = AFTER.match(words, found.end())
        if joint is None:
            return None
        tail = words[joint.end() : joint.end() + WINDOW]
        plain = canon(tail)
        for title in self.titles:
            for said in (title, DEPUTY + title):
                rest = tail[len(said) :]
                if plain.startswith(said) and not _goes_on(rest):
                    end = joint.end() + len(said)
                    return Mention(found[0], said, found.start(), end)
        return None

    def fault(self, mention: Mention, subject: Subject) -> tuple[str, str] | None:
        """Return what is wrong with a title, and what to do; None if it is right."""
        entries = self.entries[mention.name]
        same = [one for one in entries if canonical(one.title) == mention.title]
        held = [one for one in entries if one.holds(subject.day)]
        if any(one in held for one in same) or not (same or held):
            return None
        words = (
            _("On %(day)s %(name)s doesn't hold the title written here.")
            if same
            else _("The register knows %(name)s under another title.")
        )
        told = {"name": mention.name, "day": f"{subject.day:%d/%m/%Y}"}
        return words % told, _remedy(held)

    def rank(self, mention: Mention, subject: Subject) -> int | None:
        ranks = [
            one.protocol_order
            for one in self.entries[mention.name]
            if one.holds(subject.day)
        ]
        return min(ranks) if ranks else None


def _remedy(held: list[Leader]) -> str:
    if not held:
        return _("Ask the office for the title of that day.")
    titles = ", ".join(dict.fromkeys(one.title for one in held))
    return _("By the register: %(titles)s.") % {"titles": titles}


def _gap(words: str, found: re.Match[str], said: str) -> int:
    """Return how far before a name its title begins."""
    lead = words[: found.start()]
    bare = lead[: HONORIFIC.search(lead.lower()).start()]  # type: ignore[union-attr]
    return len(said) + len(lead) - len(bare)


def _goes_on(rest: str) -> bool:
    """Tell whether a title is longer than the one that is known."""
    following = rest.lstrip()
    return rest[:1].isalnum() or following[:1].isupper()


def expanded(words: str) -> str:
    """Return words with the usual short forms written out."""
    return SHORT.sub(_written_out, nfc(words))


def _written_out(found: re.Match[str]) -> str:
    return f"{SHORT_FORMS[found[0].rstrip('. ')]} "


def canonical(title: str) -> str:
    return " ".join(canon(expanded(title)).split())
