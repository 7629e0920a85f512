"""Copying files of assets to where they belong."""

import logging
from pathlib import PurePosixPath
from typing import Any

from media_library.models import Image, Media
from media_library.places import is_private

logger = logging.getLogger(__name__)
FIELDS: dict[type[Any], tuple[str, ...]] = {
    Image: ("file",),
    Media: ("file", "thumbnail"),
}


def copy_files(asset: Image | Media, *, private: bool) -> dict[str, str]:
    """Copy files that lie among the wrong ones; return where each was, by field.

    The asset in memory knows the new places afterwards, its row does not yet. A file
    that is lost is logged, and stays named as it is.
    """
    before = {}
    for field in FIELDS[type(asset)]:
        file = getattr(asset, field)
        if not file or is_private(file.name) == private:
            continue
        try:
            name = _copy(asset, file)
        except FileNotFoundError:
            logger.warning(
                "file %s is lost", file.name, extra={"event": "file_missing"}
            )
            continue
        before[field] = file.name
        point_to(file, name)
    return before


def point_to(file: Any, name: str) -> None:
    """Let the value of a file field stand for a file of another name."""
    file.close()
    vars(file).pop("_file", None)
    file.name = name


def _copy(asset: Image | Media, file: Any) -> str:
    wanted = file.field.generate_filename(asset, PurePosixPath(file.name).name)
    with file.storage.open(file.name) as content:
        name: str = file.storage.save(wanted, content, max_length=file.field.max_length)
    return name
