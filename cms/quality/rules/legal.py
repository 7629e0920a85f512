"""Rules of citing laws, decrees and circulars."""

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from cms.quality.findings import Hit
from cms.quality.lookups import Subject
from cms.quality.models import LegalText
from cms.quality.rules.text import about
from cms.quality.strictness import Strictness
from search.text import nfc

# Whoever writes these beside a text knows that it is over.
KNOWN_AS_OVER = re.compile(
    r"(?i)\b(?:thay thế|bãi bỏ|hết hiệu lực|sửa đổi|không còn hiệu lực|trước đây)\b"
)


def expired_law(subject: Subject, limits: Strictness) -> Iterator[Hit]:
    """domain-vn.md L-17: warns, and never blocks: historic items keep what they cite."""
    ended = [text for text in subject.legal_texts if text.has_ended(subject.written_on)]
    named = {_plain(name): text for text in ended for name in text.names}
    pattern = citing(named)
    for passage in subject.material.passages if pattern else ():
        if KNOWN_AS_OVER.search(passage.words):
            continue
        for found in pattern.finditer(passage.words):  # type: ignore[union-attr]
            text = named[_plain(found[0])]
            yield Hit(
                _("“%(name)s” ended on %(day)s.")
                % {"name": found[0], "day": f"{text.in_force_to:%d/%m/%Y}"},
                _instead(text),
                **about(passage, found),
            )


def citing(names: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern of all names, as whole words; None without any."""
    longest_first = sorted(names, key=len, reverse=True)
    if not longest_first:
        return None
    either = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in longest_first)
    return re.compile(rf"(?i)(?<![\w/-])(?:{either})(?![\w/-])")


def _plain(name: str) -> str:
    return " ".join(nfc(name).lower().split())


def _instead(text: LegalText) -> str:
    if text.replaced_by:
        return _("Now in force: %(text)s.") % {"text": text.replaced_by}
    return _("Look up what is in force now.")
