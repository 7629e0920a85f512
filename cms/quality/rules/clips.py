"""Rules of clips."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtailmedia.models import MediaType

from cms.quality.findings import Hit
from cms.quality.lookups import Subject
from cms.quality.strictness import Strictness

MINUTE = 60


def clip_length(subject: Subject, limits: Strictness) -> Iterator[Hit]:
    """ED-14: a clip lasts from fifteen seconds to five minutes."""
    least, most = limits.least or 0, limits.most
    for place, key in subject.material.clips:
        clip = subject.clips.get(key)
        if clip is None or clip.type != MediaType.VIDEO:
            continue
        seconds = int(clip.duration or 0)
        if seconds < least or (most is not None and seconds > most):
            yield Hit(
                _words(clip.title, seconds),
                _("It has to last from %(least)s to %(most)s.")
                % {"least": in_minutes(least), "most": in_minutes(most or seconds)},
                field=place.field,
                block=place.block,
                subject=str(clip.public_id),
            )


def _words(title: str, seconds: int) -> str:
    if not seconds:
        return _("Nobody has entered how long “%(title)s” is.") % {"title": title}
    return _("“%(title)s” lasts %(length)s.") % {
        "title": title,
        "length": in_minutes(seconds),
    }


def in_minutes(seconds: int) -> str:
    """Return a length as people read it from a player: ``5:00``."""
    return f"{seconds // MINUTE}:{seconds % MINUTE:02}"
