"""What a draft would change in the version in force, line by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from django.utils.translation import gettext as _, pgettext

from cms.routes.models import RouteStep, RouteVersion
from cms.routes.wording import condition_words, demand_words, party_words


@dataclass(frozen=True)
class Line:
    label: str
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


def differences(before: RouteVersion | None, after: RouteVersion) -> list[Line]:
    """Return what differs; all of it where there was nothing before."""
    return [line for line in _lines(before, after) if line.is_changed]


def _lines(before: RouteVersion | None, after: RouteVersion) -> Iterator[Line]:
    yield Line(_("Decision"), before.grounds if before else "", after.grounds)
    yield Line(pgettext("of a route", "Covers"), _covers(before), _covers(after))
    pairs = zip_longest(steps_of(before), steps_of(after))
    for number, (old, new) in enumerate(pairs, start=1):
        label = _("Step %(number)d") % {"number": number}
        yield Line(label, _step(old), _step(new))


def steps_of(version: RouteVersion | None) -> list[RouteStep]:
    if version is None:
        return []
    return list(version.steps.prefetch_related("parties__unit", "parties__person"))


def _covers(version: RouteVersion | None) -> str:
    if version is None:
        return ""
    return "; ".join(condition_words(version)) or _("everything")


def _step(step: RouteStep | None) -> str:
    if step is None:
        return ""
    parties = [
        ": ".join(filter(None, (party_words(party), demand_words(party))))
        for party in step.parties.all()
    ]
    return f"{step.name} – {'; '.join(parties)}"
