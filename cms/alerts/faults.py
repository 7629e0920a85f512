"""What keeps a warning from being sent: all of it at once, by field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cms.alerts import blanks
from cms.alerts.models import (
    LONGEST_TITLE,
    LONGEST_WORDS,
    MOST_DAYS,
    Alert,
    AlertTemplate,
)
from cms.core.models import EditorialRecord
from sites.models import Portal, Unit

Faults = dict[str, list[str]]
# A shorter title could stand in any sentence by chance.
SHORTEST_TITLE = 12


@dataclass(frozen=True)
class Draft:
    """A warning before it is sent: a template, what fills it in, where, until when."""

    template: AlertTemplate
    values: Mapping[str, Any]
    portals: Iterable[Portal]
    expires_at: datetime | None
    asked: list[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "asked", blanks_of(self.template))

    @cached_property
    def words(self) -> dict[str, str]:
        """Return headlines and words in both languages, as readers will see them."""
        texts = ("title_vi", "title_en", "words_vi", "words_en")
        return {
            name: blanks.fill(getattr(self.template, name), self.values, name[-2:])
            for name in texts
        }


def blanks_of(template: AlertTemplate) -> list[str]:
    texts = (template.title_vi, template.words_vi, template.title_en, template.words_en)
    return blanks.asked_in(*texts)


def portals_below(unit_id: int) -> Any:
    """Return the portals of a unit and of all units below it, frozen ones included."""
    units = Unit.objects.within([unit_id])
    return Portal.objects.filter(unit__in=units).in_order()


def faults_of(draft: Draft) -> Faults:
    """Return every fault of a warning that somebody wants to send, by field."""
    found: Faults = {}
    for name, faults in (
        *((code, _of_blank(code, draft.values.get(code))) for code in draft.asked),
        ("template", _of_words(draft)),
        ("portals", _of_portals(draft)),
        ("expires_at", _of_end(draft.expires_at)),
    ):
        if faults:
            found[name] = faults
    return found


def faults_of_template(words: Mapping[str, str]) -> Faults:
    """Return what is wrong with the words of a template, by field."""
    found: Faults = {}
    for name, text in words.items():
        unknown = blanks.unknown_in(text)
        if unknown:
            say = _("%(words)s is no blank; there are: %(blanks)s.")
            known = ", ".join(f"{{{word}}}" for word in blanks.TOKENS)
            found[name] = [say % {"words": ", ".join(unknown), "blanks": known}]
        elif not blanks.is_plain(text, with_blanks=True):
            found[name] = [_plain_only()]
    both = [
        blanks.asked_in(words.get(f"title_{code}", ""), words.get(f"words_{code}", ""))
        for code in ("vi", "en")
    ]
    if not found and both[0] != both[1]:
        found["words_en"] = [_("Both languages have to have the same blanks.")]
    return found


def _of_blank(code: str, value: Any) -> list[str]:
    if not value or not str(value).strip():
        return [_("Fill this in.")]
    if code == blanks.HOUR:
        return [] if isinstance(value, datetime) else [_("Enter hour and day.")]
    text = str(value).strip()
    if len(text) > blanks.LONGEST:
        return [_("At most %(most)d characters.") % {"most": blanks.LONGEST}]
    if code == blanks.PHONE and not blanks.TELEPHONE.fullmatch(text):
        return [_("Enter a telephone number: figures, spaces and a plus sign.")]
    return [] if blanks.is_plain(text) else [_plain_only()]


def _plain_only() -> str:
    return _("Plain words only: no markup and no links.")


def _of_words(draft: Draft) -> list[str]:
    found = [*_of_languages(draft.template), *_of_secrets(draft)]
    long = any(
        len(text) > (LONGEST_TITLE if name.startswith("title") else LONGEST_WORDS)
        for name, text in draft.words.items()
    )
    if long:
        say = _(
            "Filled in, it is too long: at most %(title)d and %(words)d characters."
        )
        found.append(say % {"title": LONGEST_TITLE, "words": LONGEST_WORDS})
    return found


def _of_languages(template: AlertTemplate) -> list[str]:
    languages = {"vi": _("Vietnamese"), "en": _("English")}
    return [
        _("The template has no words in %(language)s yet.") % {"language": name}
        for code, name in languages.items()
        if not getattr(template, f"title_{code}").strip()
        or not getattr(template, f"words_{code}").strip()
    ]


def _of_secrets(draft: Draft) -> list[str]:
    """Return a fault where the words give away an item nobody may know of (ADR 0045)."""
    said = " ".join(draft.words.values()).casefold()
    titles = EditorialRecord.objects.secret().values_list("title", flat=True)
    told = any(
        len(title) >= SHORTEST_TITLE and title.casefold() in said
        for title in titles.iterator()
    )
    return [_("These words name something that is not public yet.")] if told else []


def _of_portals(draft: Draft) -> list[str]:
    chosen = list(draft.portals)
    if not chosen:
        return [_("Choose at least one portal.")]
    below = set(portals_below(draft.template.unit_id).values_list("pk", flat=True))
    others = [str(one.unit) for one in chosen if one.pk not in below]
    if others:
        say = _("Not below %(office)s: %(units)s.")
        return [say % {"office": draft.template.unit, "units": ", ".join(others)}]
    same = Alert.objects.in_force().filter(portals__in=chosen, **draft.words)
    if same.exists():
        return [_("The same warning stands there already.")]
    return []


def _of_end(expires_at: datetime | None) -> list[str]:
    now = timezone.now()
    if expires_at is None:
        return [_("Say until when it stands.")]
    if expires_at <= now:
        return [_("This hour has passed.")]
    if expires_at > now + timedelta(days=MOST_DAYS):
        return [_("A warning stands for at most %(days)d days.") % {"days": MOST_DAYS}]
    return []
