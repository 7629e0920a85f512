"""Handing out what is not for everybody."""

import mimetypes
from pathlib import PurePosixPath
from uuid import UUID

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from media_library.permissions import may_see
from media_library.places import PRIVATE
from media_library.selectors import asset_holding

HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
}
ANY = "application/octet-stream"
KINDS = {".avif": "image/avif"}  # younger than the tables of some systems


@require_safe
def private_file(request: HttpRequest, asset: UUID, name: str) -> FileResponse:
    """Hand a private file to the people of its unit; to others it does not exist.

    On a portal nobody is logged in, so there it exists for nobody.
    """
    path = f"{PRIVATE}{asset.hex}/{name}"
    found = asset_holding(asset=asset, name=path)
    if found is None or not may_see(request, found):
        raise Http404
    try:
        file = default_storage.open(path)
    except OSError as fault:
        raise Http404 from fault
    return FileResponse(file, content_type=kind_of(name), headers=HEADERS)


def kind_of(name: str) -> str:
    """Return a file's media type by its name; what is unknown is only kept, not shown."""
    known = KINDS.get(PurePosixPath(name).suffix.lower())
    return known or mimetypes.guess_type(name, strict=False)[0] or ANY
