"""Pages as rules see them, made of plain values: no database, many cases a second."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from cms.core.models import Origin
from cms.core.projections import RevisionFacts
from cms.quality.findings import Hit
from cms.quality.lookups import Subject
from cms.quality.material import Link, Material, Passage, Place, Shot
from cms.quality.models import Consent, Leader, PictureDeclaration
from cms.quality.rules.table import RULES
from cms.quality.strictness import Strictness
from media_library.models import Image, ImageText, Media

TODAY = date(2026, 11, 20)
BODY = Place("body", "b1")


NOTHING_KNOWN: dict[str, Any] = {
    "language": "vi",
    "destination": "portal",
    "today": TODAY,
    "day": TODAY,
    "written_on": TODAY,
    "documents": {},
    "pages": {},
    "declarations": {},
    "consents": {},
    "blurred": {},
    "lost_addresses": frozenset(),
    "explained": frozenset(),
    "sources": [],
    "legal_texts": [],
    "leaders": [],
}


def picture(key: int = 1, *, alt: str = "", caption: str = "", **values: Any) -> Image:
    """Return a picture with its words in Vietnamese."""
    image = Image(
        pk=key,
        collection_id=1,
        **{"title": "Sân đình", "sha256": f"so-{key}", **values},
    )
    image.__dict__["texts_by_language"] = {"vi": ImageText(alt=alt, caption=caption)}
    return image


def clip(key: int = 1, seconds: float = 60, **values: Any) -> Media:
    return Media(
        pk=key,
        collection_id=1,
        **{"title": "Chợ nổi", "type": "video", "duration": seconds, **values},
    )


def shot(key: int = 1, **values: Any) -> Shot:
    return Shot(values.pop("place", BODY), key, **values)


def leader(name: str, title: str, order: int = 100, **values: Any) -> Leader:
    return Leader(name=name, title=title, protocol_order=order, **values)


def said(key: int = 1, **values: Any) -> PictureDeclaration:
    return PictureDeclaration(image_id=key, **{"sha256": f"so-{key}", **values})


def consent(**values: Any) -> Consent:
    usual = {"given_on": date(2026, 11, 1), "child_agrees": True}
    return Consent(**{**usual, **values})


def subject(
    *texts: str,
    title: str = "",
    quoted: Sequence[str] = (),
    shots: Sequence[Shot] = (),
    clips: Sequence[Media] = (),
    links: Sequence[Link] = (),
    images: Iterable[Image] = (),
    form: str = "",
    source_url: str | None = None,
    **known: Any,
) -> Subject:
    """Return a page with these texts; ``source_url`` makes it a re-published one."""
    passages = [Passage(Place("title"), title)] if title else []
    passages += [Passage(BODY, text) for text in texts]
    passages += [Passage(BODY, text, is_quoted=True) for text in quoted]
    facts = RevisionFacts(
        form=form,
        origin=Origin.OWN if source_url is None else Origin.REPUBLISHED,
        source_url=source_url or "",
    )
    stored = [(BODY, one.pk) for one in clips]
    return Subject(
        material=Material(passages, list(shots), list(links), stored),
        facts=facts,
        images={image.pk: image for image in images},
        clips={one.pk: one for one in clips},
        **{**NOTHING_KNOWN, **known},
    )


def hits(code: str, seen: Subject, **limits: int) -> list[Hit]:
    """Return what one rule finds, with its usual limits or others."""
    rule = RULES[code]
    usual = Strictness(
        rule.usual.severity,
        limits.get("least", rule.usual.least),
        limits.get("most", rule.usual.most),
    )
    return list(rule.check(seen, usual))
