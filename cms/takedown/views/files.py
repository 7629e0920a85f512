"""Files of a stopped item, for its two keepers only."""

from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from cms.takedown.kinds import Kind, State
from cms.takedown.models import Removal
from cms.takedown.permissions import is_keeper
from cms.takedown.reading import stored_file
from media_library.views import HEADERS, kind_of


@require_safe
def kept_file(request: HttpRequest, pk: int, place: int) -> FileResponse:
    """Hand out one file under seal; to everybody else it does not exist."""
    stops = Removal.objects.filter(kind=Kind.STOP, state=State.IN_FORCE)
    removal = get_object_or_404(stops, pk=pk)
    name = stored_file(removal, place) if is_keeper(request.user, removal) else None  # type: ignore[arg-type]
    if name is None:
        raise Http404
    try:
        file = default_storage.open(name)
    except OSError as fault:
        raise Http404 from fault
    plain = PurePosixPath(name).name
    return FileResponse(
        file, content_type=kind_of(plain), filename=plain, headers=HEADERS
    )
