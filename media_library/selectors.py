"""Questions about assets and their files."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from media_library.models import Image, Leftover, Media, Rendition
from media_library.places import PRIVATE, not_for_everybody

APART = Q(file__startswith=PRIVATE)
THUMBNAIL_APART = Q(thumbnail__startswith=PRIVATE)

Misplaced = list["QuerySet[Image] | QuerySet[Media]"]


def asset_holding(*, asset: UUID, name: str) -> Image | Media | None:
    """Return the picture or clip that a stored file belongs to now, if any does."""
    image = Image.objects.select_related("collection").filter(public_id=asset).first()
    if image is not None:
        sizes = image.renditions.values_list("file", flat=True)
        return image if name in {image.file.name, *sizes} else None
    clip = Media.objects.select_related("collection").filter(public_id=asset).first()
    if clip is not None and name in {clip.file.name, clip.thumbnail.name}:
        return clip
    return None


def misplaced() -> tuple[Misplaced, Misplaced]:
    """Return pictures and clips with a file at the wrong place.

    First those that are private, with a file among the public ones; then those that are
    public, with a file among the private ones.
    """
    apart = not_for_everybody(Image, Media)
    sizes = Rendition.objects.filter(image=OuterRef("pk"))
    out, back = Exists(sizes.filter(~APART)), Exists(sizes.filter(APART))
    exposed: Misplaced = [
        Image.objects.filter(apart[Image]).filter(~APART | out),
        Media.objects.filter(apart[Media]).filter(
            ~APART | ~THUMBNAIL_APART & ~Q(thumbnail="")
        ),
    ]
    withheld: Misplaced = [
        Image.objects.exclude(apart[Image]).filter(APART | back),
        Media.objects.exclude(apart[Media]).filter(APART | THUMBNAIL_APART),
    ]
    return exposed, withheld


def idle_leftovers() -> "QuerySet[Leftover]":
    """Return files that have to go and that no row names again."""
    name = OuterRef("name")
    named = (
        Image.objects.filter(file=name),
        Rendition.objects.filter(file=name),
        Media.objects.filter(Q(file=name) | Q(thumbnail=name)),
    )
    return Leftover.objects.filter(*(~Exists(rows) for rows in named))
