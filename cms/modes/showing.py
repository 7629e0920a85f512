"""Which modes are on at a portal now: from the process's memory and the clock (ADR 0051).

What is on, and what will be, is read once per snapshot of a portal and day; both ends are
compared with the clock at every answer. So nothing has to run for a mode to begin or end.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from cms.almanac.words import year_words
from cms.modes import tet
from cms.modes.choices import FESTIVE, ModeKind
from cms.modes.closing import Closing, closing_of
from cms.modes.models import Mode
from media_library.models import Image
from media_library.renditions import ROLES
from sites.answers import note_until
from sites.models import PortalStatus
from sites.snapshots import PortalSnapshot, ask_along

VIETNAMESE = "vi"
READ, AHEAD = "modes", "modes_ahead"


@dataclass(frozen=True)
class Words:
    """What a banner says in the language of a reader."""

    title: str
    words: str
    alt: str
    language: str


@dataclass(frozen=True)
class Standing:
    """A mode as a process knows it: plain values, and the picture."""

    key: int
    kind: str
    begins_at: datetime
    ends_at: datetime
    texts: dict[str, Words]
    link: str = ""
    election_day: date | None = None
    new_year: date | None = None
    closing: Closing | None = None
    picture: Any = field(default=None, compare=False)

    def is_on(self, at: datetime) -> bool:
        return self.begins_at <= at < self.ends_at

    def said_in(self, language: str) -> Words:
        """Return its words: Vietnamese to readers of Vietnamese, English to all others."""
        code = language.split("-", maxsplit=1)[0]
        return self.texts[VIETNAMESE if code == VIETNAMESE else "en"]

    @property
    def days_left(self) -> int | None:
        """Return how many days there are to the election; None once it is over."""
        if self.election_day is None or self.election_day < timezone.localdate():
            return None
        return (self.election_day - timezone.localdate()).days

    @property
    def last_day(self) -> date:
        """Return the last day of which anything is left: an end at midnight has none."""
        return timezone.localdate(self.ends_at - timedelta(seconds=1))

    @property
    def year(self) -> int | None:
        return self.new_year.year if self.new_year else None

    @property
    def year_name(self) -> str:
        return year_words(self.new_year.year) if self.new_year else ""

    @property
    def animal(self) -> str:
        return str(tet.animal_of(self.new_year.year)) if self.new_year else ""


@dataclass(frozen=True)
class Shown:
    """What one answer shows: mourning, and the banners that it leaves."""

    mourning: Standing | None = None
    banners: tuple[Standing, ...] = ()

    def __bool__(self) -> bool:
        return self.mourning is not None or bool(self.banners)


NOTHING = Shown()


def read(portal: PortalSnapshot) -> list[Standing]:
    """Return what is on or coming: one query where it is not remembered and there is any.

    With a picture one more, with Tết those of the office's calendar. Days that were
    decided off reach a portal's memory by the next day at the latest.
    """
    if AHEAD not in portal.told:
        return []
    today = timezone.localdate().isoformat()
    if portal.memo.get((READ, "day")) != today:
        rows = Mode.objects.ahead().covering(portal.portal_id, portal.unit_id)
        modes = list(rows.order_by("begins_at", "pk"))
        pictures = _pictures(mode.picture_id for mode in modes)
        portal.memo[READ, ""] = [
            standing_of(one, portal.unit_id, pictures.get(one.picture_id or 0))
            for one in modes
        ]
        portal.memo[READ, "day"] = today
    known: list[Standing] = portal.memo[READ, ""]
    return known


def on_at(standing: Iterable[Standing], moment: datetime) -> Shown:
    """Return which of some modes show at a moment: mourning holds what is festive.

    An election is neutral and stays; then come Tết and festivals.
    """
    order = list(ModeKind)
    now = sorted(
        (one for one in standing if one.is_on(moment)),
        key=lambda one: (order.index(ModeKind(one.kind)), one.key),
    )
    mourning = next((one for one in now if one.kind == ModeKind.MOURNING), None)
    held = FESTIVE if mourning else frozenset()
    rest = (one for one in now if one.kind != ModeKind.MOURNING)
    return Shown(mourning, tuple(one for one in rest if one.kind not in held))


def shown(portal: PortalSnapshot) -> Shown:
    """Return what an answer has to show, which is kept until the next beginning or end.

    A frozen portal is evidence: it mourns, and decorates itself no more.
    """
    now = timezone.now()
    known = read(portal)
    for edge in (edge for one in known for edge in (one.begins_at, one.ends_at)):
        if edge > now:
            note_until(edge)
    found = on_at(known, now)
    return Shown(found.mourning) if portal.status == PortalStatus.FROZEN else found


def is_mourning(portal: PortalSnapshot) -> bool:
    """Tell whether what is festive stays hidden on a portal now."""
    return shown(portal).mourning is not None


def _pictures(keys: Iterable[int | None]) -> dict[int, Any]:
    wanted = [key for key in keys if key]
    if not wanted:
        return {}
    filters = ROLES["big"].filters
    found: dict[int, Any] = Image.objects.prefetch_renditions(*filters).in_bulk(wanted)
    return found


def standing_of(mode: Mode, unit_id: int, picture: Any) -> Standing:
    """Return a mode as readers of a unit's portal meet it."""
    new_year = _new_year(mode)
    return Standing(
        key=mode.pk,
        kind=mode.kind,
        begins_at=mode.begins_at,
        ends_at=mode.ends_at,
        texts={
            "vi": Words(mode.title_vi, mode.words_vi, mode.alt_vi, "vi"),
            "en": Words(mode.title_en, mode.words_en, mode.alt_en, "en"),
        },
        link=mode.link,
        election_day=mode.election_day,
        new_year=new_year,
        closing=closing_of(unit_id, new_year) if new_year else None,
        picture=picture,
    )


def _new_year(mode: Mode) -> date | None:
    if mode.kind != ModeKind.TET:
        return None
    begins, ends = map(timezone.localdate, (mode.begins_at, mode.ends_at))
    return tet.within(begins, ends)


def register() -> None:
    """Learn with each snapshot whether a portal has modes at all."""
    ask_along(AHEAD, lambda: Mode.objects.ahead().of_brandings())
