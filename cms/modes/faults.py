"""What keeps a mode from being wanted: all of it at once, by field."""

import re
from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.models import EditorialRecord
from cms.modes.choices import FESTIVE, ModeKind, Scope
from cms.modes.links import PLACE
from cms.modes.models import Mode
from cms.modes.selectors import portals_of, same_days
from cms.modes.wording import begun, ended
from sites.models import Portal, Unit

Faults = dict[str, list[str]]
TEXTS = ("title_vi", "title_en", "words_vi", "words_en", "alt_vi", "alt_en")
MOST_DAYS = 120
# A shorter title could stand in any sentence by chance.
SHORTEST_TITLE = 12


def faults_of(mode: Mode, portals: Iterable[Portal]) -> Faults:
    """Return every fault of a mode that somebody wants, by field."""
    chosen = list(portals)
    found = {
        "ends_at": _of_days(mode),
        "portals": _of_portals(mode, chosen),
        "election_day": _of_election(mode),
        "title_vi": _of_words(mode),
        "words_en": _of_languages(mode),
        "picture": _of_picture(mode),
        "link": _of_link(mode),
    }
    if not any(found.values()):
        found["begins_at"] = _of_others(mode, chosen)
    return {name: faults for name, faults in found.items() if faults}


def _of_days(mode: Mode) -> list[str]:
    if mode.ends_at <= mode.begins_at:
        return [_("It has to end after it begins.")]
    if mode.ends_at <= timezone.now():
        return [_("This hour has passed.")]
    if mode.ends_at - mode.begins_at > timedelta(days=MOST_DAYS):
        return [_("A mode lasts at most %(days)d days.") % {"days": MOST_DAYS}]
    return []


def _of_portals(mode: Mode, chosen: list[Portal]) -> list[str]:
    if mode.scope != Scope.CHOSEN:
        return []
    if not chosen:
        return [_("Choose at least one portal.")]
    below = set(Unit.objects.within([mode.unit_id]).values_list("pk", flat=True))
    others = [one.unit.name for one in chosen if one.unit_id not in below]
    say = _("Not below %(unit)s: %(units)s.")
    return [say % {"unit": mode.unit, "units": ", ".join(others)}] if others else []


def _of_election(mode: Mode) -> list[str]:
    if mode.kind != ModeKind.ELECTION:
        return [_("Only an election has this day.")] if mode.election_day else []
    if mode.election_day is None:
        return [_("Say on which day people vote.")]
    begins, ends = timezone.localdate(mode.begins_at), timezone.localdate(mode.ends_at)
    if not begins <= mode.election_day <= ends:
        return [_("People vote while the mode is on: choose a day in between.")]
    return []


def _of_words(mode: Mode) -> list[str]:
    """Return a fault where the words give away an item nobody may know of (ADR 0045)."""
    said = " ".join(getattr(mode, name) for name in TEXTS).casefold()
    titles = EditorialRecord.objects.secret().values_list("title", flat=True)
    told = any(
        len(title) >= SHORTEST_TITLE and title.casefold() in said
        for title in titles.iterator()
    )
    return [_("These words name something that is not public yet.")] if told else []


def _of_languages(mode: Mode) -> list[str]:
    if bool(mode.words_vi.strip()) == bool(mode.words_en.strip()):
        return []
    return [_("Write the line in both languages, or in neither.")]


def _of_picture(mode: Mode) -> list[str]:
    if mode.picture is None:
        return []
    found = []
    if mode.kind not in FESTIVE:
        found.append(_("Only Tet and festivals have a picture."))
    if mode.picture.is_private:
        found.append(_("This picture is in a private collection."))
    if not (mode.alt_vi.strip() and mode.alt_en.strip()):
        found.append(_("Say in both languages what the picture shows."))
    return found


def _of_link(mode: Mode) -> list[str]:
    if not mode.link or re.fullmatch(PLACE, mode.link):
        return []
    return [_("Write https:// and an address, or a path that begins with one /.")]


def _of_others(mode: Mode, chosen: list[Portal]) -> list[str]:
    """Return a fault for another mode of the kind on the same portals and days."""
    portals = chosen if mode.scope == Scope.CHOSEN else list(portals_of(mode))
    say = _("“%(name)s” is on from %(begins)s to %(ends)s on one of these portals.")
    return [
        say
        % {
            "name": other.name,
            "begins": begun(other.begins_at),
            "ends": ended(other.ends_at),
        }
        for other in same_days(mode, portals).order_by("begins_at")[:3]
    ]
