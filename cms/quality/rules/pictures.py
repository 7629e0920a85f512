"""Rules of pictures: how many, with which words, on what ground they may be shown."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.core.models import ContentForm
from cms.quality.findings import Hit
from cms.quality.lookups import Subject
from cms.quality.material import Place, Shot
from cms.quality.strictness import Strictness
from media_library.models.assets import Asset, Rights
from search.text import fold

GROUP = "group"
# What cameras, phones and messengers call a file.
FILE_NAME = re.compile(
    r"(?ix) \.(?:jpe?g|png|gif|webp|avif|heic|tiff?|bmp)$"
    r"| ^(?:img|dsc[nf]?|pxl|mvi|screenshot|zalo|received|photo|image|anh|hinh)[ _-]?\d"
    r"| ^z?[\d_-]{6,}\w*$"
)
# Words that say “this is a picture” and no more, folded.
EMPTY_WORDS = {
    *("anh", "hinh", "hinh anh", "anh minh hoa", "hinh minh hoa", "minh hoa"),
    *("buc anh", "tam anh", "anh bai", "anh tin", "anh tu lieu", "image", "picture"),
    *("photo", "untitled", "khong co tieu de", "alt", "caption", "chu thich"),
}


def group_pictures(subject: Subject, limits: Strictness) -> Iterator[Hit]:
    """ED-12: posts in groups carry three to five selected pictures."""
    if subject.destination != GROUP:
        return
    count = len({shot.image_id for shot in subject.material.shown})
    least, most = limits.least or 0, limits.most or count
    if not least <= count <= most:
        yield Hit(
            _("A post in a group has %(count)d pictures.") % {"count": count},
            _("Choose %(least)d to %(most)d good ones.")
            % {"least": least, "most": most},
            field="body",
        )


def round_up_pictures(subject: Subject, limits: Strictness) -> Iterator[Hit]:
    """ED-13: a round-up has ten pictures at most, each with a caption of its own."""
    if subject.facts.form != ContentForm.ROUND_UP:
        return
    shown = subject.material.shown
    count, most = len({shot.image_id for shot in shown}), limits.most
    if most is not None and count > most:
        yield Hit(
            _("A round-up has %(count)d pictures.") % {"count": count},
            _("Keep the best %(most)d.") % {"most": most},
            field="body",
        )
    for shot in shown:
        if not caption_of(subject, shot):
            yield _at(
                shot,
                _("A picture of a round-up has no caption."),
                _("Say what just this picture shows."),
            )


def caption_of(subject: Subject, shot: Shot) -> str:
    """Return the caption written here, else the one kept with the picture."""
    image = subject.images.get(shot.image_id)
    text = image.texts_by_language.get(subject.language) if image else None
    return shot.caption.strip() or (text.caption.strip() if text else "")


def rights(subject: Subject, limits: Strictness) -> Iterator[Hit]:
    """ED-15: every asset says on what ground it may be published.

    What others made names its source; what the unit made names who made it.
    """
    for place, asset in _assets(subject):
        own = asset.rights == Rights.OWN
        if asset.source.strip() or (own and getattr(asset, "credit", "").strip()):
            continue
        words = (
            _("Nobody is named who made “%(title)s”.")
            if own
            else _("“%(title)s” comes from others and names no source.")
        )
        yield Hit(
            words % {"title": getattr(asset, "title", "")},
            _("Write the author or the source into the library."),
            field=place.field,
            block=place.block,
            subject=str(asset.public_id),
        )


def _assets(subject: Subject) -> Iterator[tuple[Place, Asset]]:
    """Yield every picture and clip once, with the first place where it stands."""
    seen: set[int] = set()
    for shot in subject.material.shots:
        image = subject.images.get(shot.image_id)
        if image is not None and image.pk not in seen:
            seen.add(image.pk)
            yield shot.place, image
    clips = dict(reversed([(key, place) for place, key in subject.material.clips]))
    for key, place in clips.items():
        if key in subject.clips:
            yield place, subject.clips[key]


def alt_missing(subject: Subject, limits: Strictness) -> Iterator[Hit]:
    for shot in subject.material.shown:
        if shot.image_id in subject.images and not alt_of(subject, shot):
            yield _at(
                shot,
                _("A picture has no alternative text."),
                _("Say in a sentence what it shows, for people who can't see it."),
            )


def alt_says_nothing(subject: Subject, limits: Strictness) -> Iterator[Hit]:
    title = fold(subject.material.title)
    for shot in subject.material.shown:
        alt = alt_of(subject, shot)
        if alt and (says_nothing(alt, limits.least or 0) or fold(alt) == title):
            yield _at(
                shot,
                _("The alternative text “%(alt)s” doesn't say what is seen.")
                % {"alt": alt},
                _("Say who or what is seen, where, doing what."),
            )


def alt_of(subject: Subject, shot: Shot) -> str:
    image = subject.images.get(shot.image_id)
    return shot.alt.strip() or (image.alt_in(subject.language) if image else "").strip()


def says_nothing(alt: str, least: int) -> bool:
    """Tell a file's name, a word for “picture”, or fewer characters than asked for."""
    plain = fold(alt).strip(" .:,-–0123456789")
    return bool(FILE_NAME.search(alt)) or plain in EMPTY_WORDS or len(alt) < least


def _at(shot: Shot, words: str, remedy: str) -> Hit:
    return Hit(
        words,
        remedy,
        field=shot.place.field,
        block=shot.place.block,
        image_id=shot.image_id,
    )
