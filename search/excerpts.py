"""Showing where the words stand: markup that is safe whatever was typed or written."""

from collections.abc import Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.plan import Plan
from search.text import TOKEN, fold, nfc

AROUND = 240
BEFORE = 60
CUT = "…"

Span = tuple[int, int]


def marked(text: str, plan: Plan) -> SafeString:
    """Return the text with every word that was asked for in ``<mark>``.

    Words are found without marks; neighbours are marked together.
    """
    text = nfc(text)
    parts, end = [], 0
    for start, stop in _joined(text, _spans(text, plan)):
        parts += [
            escape(text[end:start]),
            f"<mark>{escape(text[start:stop])}</mark>",
        ]
        end = stop
    parts.append(escape(text[end:]))
    return mark_safe("".join(parts))  # noqa: S308 - every part was escaped


def excerpt(text: str, plan: Plan) -> SafeString:
    """Return the stretch of a text in which most of the words stand, marked."""
    text = " ".join(nfc(text).split())
    spans = list(_spans(text, plan))
    start = _best_start(text, spans) if spans else 0
    stop = _word_end(text, start + AROUND)
    cut = text[start:stop].strip()
    opening = CUT if start else ""
    closing = CUT if stop < len(text) else ""
    return mark_safe(f"{opening}{marked(cut, plan)}{closing}")  # noqa: S308


def _spans(text: str, plan: Plan) -> Iterator[Span]:
    wanted = {word.folded for word in plan.all_words}
    for word in TOKEN.finditer(text):
        if fold(word[0]) in wanted:
            yield word.span()


def _joined(text: str, spans: Iterator[Span]) -> list[Span]:
    """Join spans between which there is only a blank."""
    joined: list[Span] = []
    for start, stop in spans:
        if joined and text[joined[-1][1] : start].isspace():
            joined[-1] = (joined[-1][0], stop)
        else:
            joined.append((start, stop))
    return joined


def _best_start(text: str, spans: list[Span]) -> int:
    """Return where to begin so that most different words are seen, the first such."""
    if len(text) <= AROUND:
        return 0
    scored = {
        start: len(
            {fold(text[a:b]) for a, b in spans if start <= a and b <= start + AROUND - BEFORE}
        )
        for start, _stop in spans
    }
    first = max(scored, key=lambda start: (scored[start], -start))
    return _word_start(text, max(0, first - BEFORE))


def _word_start(text: str, place: int) -> int:
    return text.rfind(" ", 0, place) + 1 if place else 0


def _word_end(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    end = text.rfind(" ", 0, place)
    return end if end > 0 else place
