"""What counts as a quick mend of a live item (sửa nhanh).

A slip of the pen: a few words, no picture, no fact in a field of its own, and of the title
letters only. It takes one second person. All else is a new version and goes the ordinary
way; a correction, too, which says in public that something was wrong.
"""

import json
import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _, ngettext
from wagtail.fields import StreamField

from cms.core.gate import seen
from cms.core.models import BasePage

MOST_LETTERS = 3  # of a title
WORDS = ("summary", "kicker", "lead_caption", "lead_credit")
TEXTS = frozenset({"text", "heading", "quote", "callout"})
# A tag counts as a word: where a link leads is more than its words.
WORD = re.compile(r"<[^>]+>|[^\W_]+")
NOT_COMPARED = frozenset({"slug", "search_description", "seo_title", "social_title"})


def faults_of_mend(newest: BasePage) -> list[str]:
    """Return in words why a change is more than a quick mend; empty if it is one."""
    live: BasePage = type(newest)._default_manager.get(pk=newest.pk)
    if not live.live:
        return [_("Only what is published can be mended quickly.")]
    before, now = seen(live), seen(newest)
    bodies = {
        field.name for field in live._meta.fields if isinstance(field, StreamField)
    }
    faults = [*_of_title(live.title, newest.title), *_of_fields(before, now, bodies)]
    changed = _changed_words(before, now, bodies)
    if changed > settings.MEND_MOST_WORDS:
        faults.append(
            ngettext(
                "%(count)d word is changed; a quick mend has at most %(most)d.",
                "%(count)d words are changed; a quick mend has at most %(most)d.",
                changed,
            )
            % {"count": changed, "most": settings.MEND_MOST_WORDS}
        )
    if before == now:
        faults.append(_("Nothing is changed."))
    return faults


def changed_words(before: str, now: str) -> int:
    """Return how many words went or came, whichever is more at each place."""
    return _distance(WORD.findall(before), WORD.findall(now))


def _of_title(before: str, now: str) -> list[str]:
    if _distance(list(before), list(now)) <= MOST_LETTERS:
        return []
    return [_("More than a few letters of the title are changed.")]


def _of_fields(
    before: Mapping[str, Any], now: Mapping[str, Any], bodies: set[str]
) -> list[str]:
    """Compare what is no running text: pictures, topics, dates, the source."""
    free = {"title", *WORDS, *NOT_COMPARED}
    names = [name for name in now if name not in free and name not in bodies]
    same = all(before.get(name) == now[name] for name in names) and all(
        _fixed(before[name]) == _fixed(now[name]) for name in bodies
    )
    if same:
        return []
    return [_("More than words is changed: a picture, a block, a date or a source.")]


def _fixed(body: list[Any]) -> list[Any]:
    """Return the blocks of a body without their running text."""
    return [
        (block["type"], None if block["type"] in TEXTS else block["value"])
        for block in body
    ]


def _running(body: list[Any]) -> str:
    return " ".join(
        json.dumps(block["value"], ensure_ascii=False)
        for block in body
        if block["type"] in TEXTS
    )


def _changed_words(
    before: Mapping[str, Any], now: Mapping[str, Any], bodies: set[str]
) -> int:
    short = sum(
        changed_words(str(before[name]), str(now[name]))
        for name in WORDS
        if name in now
    )
    return short + sum(
        changed_words(_running(before[name]), _running(now[name])) for name in bodies
    )


def _distance(before: list[str], now: list[str]) -> int:
    steps = SequenceMatcher(None, before, now, autojunk=False).get_opcodes()
    return sum(
        max(end - start, now_end - now_start)
        for kind, start, end, now_start, now_end in steps
        if kind != "equal"
    )
