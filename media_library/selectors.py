"""Questions about assets and their files."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from media_library.models import Image, Leftover, Media, Rendition
from media_library.places import PRIVATE, not_for_everybody

APART = Q(file__startswith=PRIVATE)
THUMBNAIL_APART = Q(thumbnail__startswith=PRIVATE)


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


def exposed() -> list["QuerySet[Image] | QuerySet[Media]"]:
    """Return pictures and clips that are private, with a file among the public ones."""
    sizes = Rendition.objects.filter(~APART, image=OuterRef("pk"))
    return [
        Image.objects.filter(not_for_everybody(Image)).filter(~APART | Exists(sizes)),
        Media.objects.filter(not_for_everybody(Media)).filter(
            ~APART | ~THUMBNAIL_APART & ~Q(thumbnail="")
        ),
    ]


def withheld() -> list["QuerySet[Image] | QuerySet[Media]"]:
    """Return pictures and clips that are public, with a file among the private ones."""
    sizes = Rendition.objects.filter(APART, image=OuterRef("pk"))
    return [
        Image.objects.exclude(not_for_everybody(Image)).filter(APART | Exists(sizes)),
        Media.objects.exclude(not_for_everybody(Media)).filter(APART | THUMBNAIL_APART),
    ]


def idle_leftovers() -> "QuerySet[Leftover]":
    """Return files that have to go and that no row names again."""
    name = OuterRef("name")
    named = (
        Image.objects.filter(file=name),
        Rendition.objects.filter(file=name),
        Media.objects.filter(Q(file=name) | Q(thumbnail=name)),
    )
    return Leftover.objects.filter(*(~Exists(rows) for rows in named))
