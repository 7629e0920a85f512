"""What a translation must keep of its English, and how official Vietnamese is written."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from tests.catalogue.po import Message

NAMED = re.compile(r"%\(\w+\)[a-z]|\{[a-z_]\w*(?::\w+)?\}")
# Their number matters: what stands in order, and the tags of HTML.
COUNTED = re.compile(r"%[sd]|\{\d?\}|</?[a-z][^<>]*>")
# hoá, xoẻ, thuỷ: the tone stands on the first vowel (hóa), but for "quý".
OLD_TONE = re.compile(r"(?<!q)(?:o[áàảãạéèẻẽẹ]|u[ýỳỷỹỵ])(?!\w)", re.IGNORECASE)
UNWANTED = re.compile(r"vui lòng|thất bại|thành công|submit|^đúng, ", re.IGNORECASE)


def faults(message: Message) -> Iterator[str]:
    """Yield what is wrong with the translation of one message."""
    said = message.translation
    asked = message.plural or message.msgid
    if set(NAMED.findall(asked)) != set(NAMED.findall(said)):
        yield "placeholders differ"
    if Counter(COUNTED.findall(asked)) != Counter(COUNTED.findall(said)):
        yield "placeholders or tags differ in number"
    if _edges(asked) != _edges(said):
        yield "blanks at the edges differ"
    if asked.strip().endswith("…") != said.strip().endswith("…"):
        yield "“…” differs"
    yield from _faults_of_style(COUNTED.sub("", NAMED.sub("", said)))


def _edges(text: str) -> tuple[str, str]:
    bare = text.strip()
    return text[: text.index(bare)], text[text.index(bare) + len(bare) :]


def _faults_of_style(said: str) -> Iterator[str]:
    if not unicodedata.is_normalized("NFC", said):
        yield "not composed (NFC)"
    if found := OLD_TONE.search(said):
        yield f"tone mark as in “{found.group()}”"
    if found := UNWANTED.search(said):
        yield f"“{found.group()}” is not our wording"
