"""The table of rules: code, name, what is usual, and how strict it may become."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.quality.findings import Hit, Severity
from cms.quality.lookups import Subject
from cms.quality.rules import (
    capitals,
    clips,
    leaders,
    legal,
    links,
    people,
    pictures,
    sources,
    text,
)
from cms.quality.strictness import Strictness

Check = Callable[[Subject, Strictness], Iterator[Hit]]
WARN, BLOCK = Severity.WARN, Severity.BLOCK


@dataclass(frozen=True)
class Rule:
    """``usual`` holds where nobody has said otherwise."""

    code: str
    label: str | Promise
    check: Check
    usual: Strictness
    strongest: Severity = BLOCK
    may_explain: bool = False


def _rule(
    check: Check,
    label: str | Promise,
    severity: Severity,
    *,
    least: int | None = None,
    most: int | None = None,
    strongest: Severity = BLOCK,
    may_explain: bool = False,
) -> Rule:
    code = getattr(check, "__name__", "")
    usual = Strictness(severity, least, most)
    return Rule(code, label, check, usual, strongest, may_explain)


RULES: dict[str, Rule] = {
    rule.code: rule
    for rule in (
        _rule(text.title_length, _("Length of the title"), WARN, most=120),
        _rule(text.not_composed, _("Composed letters (NFC)"), BLOCK),
        _rule(text.legacy_encoding, _("Encodings before Unicode"), BLOCK),
        _rule(text.spaces, _("Spaces"), WARN),
        _rule(text.placeholder, _("Words still to come"), BLOCK),
        _rule(capitals.capitals, _("Capital letters"), WARN),
        _rule(pictures.group_pictures, _("Pictures of a post in a group"), BLOCK, least=3, most=5),
        _rule(pictures.round_up_pictures, _("Pictures of a round-up"), BLOCK, most=10),
        _rule(pictures.rights, _("Rights of pictures and clips"), BLOCK),
        _rule(pictures.alt_missing, _("Alternative text"), BLOCK),
        _rule(pictures.alt_says_nothing, _("Alternative text that says something"), WARN, least=10),
        _rule(clips.clip_length, _("Length of clips, in seconds"), BLOCK, least=15, most=300),
        _rule(sources.source_official, _("Official sources"), BLOCK, may_explain=True),
        _rule(links.broken_link, _("Links to what was deleted"), BLOCK),
        _rule(links.unread_link, _("Links to what readers don't find"), WARN),
        _rule(legal.expired_law, _("Legal texts that have ended"), WARN, strongest=WARN),
        _rule(leaders.leader_title, _("Titles of leaders"), WARN),
        _rule(leaders.leader_order, _("Order of leaders"), WARN),
        _rule(people.children_consent, _("Consent for pictures of children"), BLOCK),
        _rule(people.children_unsaid, _("Whether children can be recognised"), WARN),
        _rule(people.children_in_harm, _("Children beside illness or harm"), BLOCK),
        _rule(people.map_confirmed, _("Islands on maps of the country"), BLOCK),
        _rule(people.blur_undone, _("Blurred pictures with another file"), BLOCK),
    )
}  # fmt: skip
CHOICES = [(rule.code, rule.label) for rule in RULES.values()]
