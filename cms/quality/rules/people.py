"""Rules of what pictures show: children, harm, maps of the country."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.quality.findings import Hit
from cms.quality.lookups import Subject
from cms.quality.material import Shot
from cms.quality.models import PictureDeclaration, ShowsChildren, ShowsTerritory
from cms.quality.rules.pictures import caption_of
from cms.quality.strictness import Strictness
from search.text import nfc

CHILDREN = re.compile(
    r"(?i)\b(?:trẻ em|trẻ nhỏ|em bé|em nhỏ|các cháu|cháu bé|thiếu nhi|thiếu niên|học sinh|"
    r"bé (?:trai|gái)|mầm non|mẫu giáo|tiểu học)\b"
)
# Illness and harm: who is recognised there is hurt by it (NĐ 56/2017, art. 33).
HARM = re.compile(
    r"(?i)\b(?:xâm hại|bạo hành|bạo lực|hiếp dâm|dâm ô|mua bán người|bắt cóc|nạn nhân|"
    r"đuối nước|tai nạn|tử vong|bệnh nhân|bệnh nhi|điều trị|cấp cứu|HIV|ung thư|tự tử|"
    r"tự kỷ|dịch bệnh|ngộ độc|mồ côi|bị bỏ rơi)\b"
)
MAP = re.compile(r"(?i)\b(?:bản đồ|lược đồ)\b")
# Maps on which the country's outline is not drawn.
NOT_OF_COUNTRY = re.compile(
    r"(?i)\b(?:bản đồ|lược đồ) (?:số|gen|tư duy|chỉ đường|vị trí|đường đi|nhiệt)\b"
)


def children_consent(subject: Subject, limits: Strictness) -> Iterator[Hit]:
    """Luật Trẻ em, art. 21: nobody's picture without an agreement that is recorded."""
    for shot in subject.material.shots:
        if shows_children(subject, shot) and not has_consent(subject, shot):
            yield _about(
                shot,
                _("Children can be recognised and nobody's consent is recorded."),
                _(
                    "Record the consent, make the faces unrecognisable, or take another picture."
                ),
            )


def children_unsaid(subject: Subject, limits: Strictness) -> Iterator[Hit]:
    for shot in subject.material.shots:
        said = declared(subject, shot)
        unsaid = said is None or said.children == ShowsChildren.UNSAID
        if unsaid and CHILDREN.search(words_of(subject, shot)):
            yield _about(
                shot,
                _("The words beside a picture speak of children."),
                _("Say whether children can be recognised on it."),
            )


def children_in_harm(subject: Subject, limits: Strictness) -> Iterator[Hit]:
    """Ask for a paper that names illness or harm in as many words."""
    context = harm_in(subject)
    if not context:
        return
    for shot in subject.material.shots:
        if shows_children(subject, shot) and not has_consent(
            subject, shot, for_harm=True
        ):
            yield _about(
                shot,
                _("Children can be recognised in an item about “%(context)s”.")
                % {"context": context},
                _("Make the faces unrecognisable or take another picture."),
            )


def map_confirmed(subject: Subject, limits: Strictness) -> Iterator[Hit]:
    """Ask somebody to say that a map shows Hoàng Sa and Trường Sa."""
    for shot in subject.material.shots:
        said = declared(subject, shot)
        unsaid = said is None or said.territory == ShowsTerritory.UNSAID
        if unsaid and names_a_map(words_of(subject, shot)):
            yield _about(
                shot,
                _("Nobody has confirmed that this map shows the islands."),
                _("Look, and confirm it in the words about the picture."),
            )


def blur_undone(subject: Subject, limits: Strictness) -> Iterator[Hit]:
    """Find pictures that were blurred and have got another file since."""
    for shot in subject.material.shots:
        image = subject.images.get(shot.image_id)
        blurred = subject.blurred.get(shot.image_id)
        if image is not None and blurred not in {None, image.sha256}:
            yield _about(
                shot,
                _("“%(title)s” was blurred, and its file was replaced afterwards.")
                % {"title": image.title},
                _("Look whether the new file has to be blurred, too."),
            )


def declared(subject: Subject, shot: Shot) -> PictureDeclaration | None:
    """Return what was said of exactly these bytes."""
    said = subject.declarations.get(shot.image_id)
    image = subject.images.get(shot.image_id)
    return said if said and image and said.sha256 == image.sha256 else None


def shows_children(subject: Subject, shot: Shot) -> bool:
    said = declared(subject, shot)
    return said is not None and said.children == ShowsChildren.SOME


def has_consent(subject: Subject, shot: Shot, *, for_harm: bool = False) -> bool:
    return any(
        consent.holds(subject.today) and (consent.covers_harm or not for_harm)
        for consent in subject.consents.get(shot.image_id, [])
    )


def harm_in(subject: Subject) -> str:
    """Return the first word of illness or harm in an item; empty without one."""
    hits = (HARM.search(nfc(one.words)) for one in subject.material.passages)
    return next((found[0] for found in hits if found), "")


def names_a_map(words: str) -> bool:
    return bool(MAP.search(NOT_OF_COUNTRY.sub("", words)))


def words_of(subject: Subject, shot: Shot) -> str:
    """Return all that is said beside a picture, composed."""
    image = subject.images.get(shot.image_id)
    kept = (image.title, image.alt_in(subject.language)) if image else ()
    return nfc(" ".join([shot.alt, caption_of(subject, shot), *kept]))


def _about(shot: Shot, words: str, remedy: str) -> Hit:
    return Hit(
        words,
        remedy,
        field=shot.place.field,
        block=shot.place.block,
        image_id=shot.image_id,
    )
