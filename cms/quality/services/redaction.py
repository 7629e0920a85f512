"""Blurring faces, plates and papers; the original stands apart from then on."""

import hashlib
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import UnidentifiedImageError
from PIL.Image import DecompressionBombError
from wagtail.images.models import SourceImageIOError
from wagtail.log_actions import log

from cms.quality.areas import Area, blurred, checked, upright_size
from cms.quality.models import PictureDeclaration, Redaction
from cms.users.models import User
from media_library.models import Image
from media_library.services import replace_file

REDACTED = "dinh.blur_picture"
UNREADABLE = (
    OSError,
    SourceImageIOError,
    UnidentifiedImageError,
    DecompressionBombError,
)


@transaction.atomic
def redact(*, image: Image, areas: Iterable[Any], actor: User) -> Redaction:
    """Make areas of a picture unrecognisable in what everybody gets.

    Whoever blurs twice starts from the original with all areas, so that nothing is
    written twice. Areas are never given back: who marked the wrong one uploads the
    picture again. Raises ``ValidationError`` with all faults, and changes nothing then.
    """
    stored = Image.objects.select_for_update().get(pk=image.pk)
    last = Redaction.objects.filter(image=stored, result_sha256=stored.sha256).last()
    wanted = list(areas)
    try:
        content = _read(last.original if last else stored.file)
        marked = checked(wanted, *upright_size(content))
        earlier = [Area.read(values) for values in last.areas] if last else []
        every = list(dict.fromkeys([*earlier, *marked]))
        result, ending = blurred(content, every)
    except UNREADABLE as fault:
        raise ValidationError(_("This picture can't be read.")) from fault
    return _keep(stored, last, every, (content, result, ending), actor)


def _keep(
    image: Image,
    last: Redaction | None,
    areas: list[Area],
    files: tuple[bytes, bytes, str],
    actor: User,
) -> Redaction:
    content, result, ending = files
    name = PurePosixPath(image.file.name).name
    made = Redaction(
        image=image,
        areas=[list(area.box) for area in areas],
        original_sha256=hashlib.sha256(content).hexdigest(),
        result_sha256=hashlib.sha256(result).hexdigest(),
        done_by=actor,
        done_at=timezone.now(),
    )
    if last is None:
        made.original = ContentFile(content, name)
    else:
        made.original = last.original.name
    made.save()
    before = image.sha256
    stem = PurePosixPath(name).stem
    replace_file(image=image, content=ContentFile(result, f"{stem}.{ending}"))
    # Whatever was said of the picture is as true of the blurred one.
    PictureDeclaration.objects.filter(image=image, sha256=before).update(
        sha256=image.sha256
    )
    log(instance=image, action=REDACTED, user=actor, data={"areas": len(areas)})
    return made


def _read(file: Any) -> bytes:
    with file.open("rb") as opened:
        content: bytes = opened.read()
    return content
