"""Who opened an item under embargo, through whatever door of the administration."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.urls import ResolverMatch

from cms.audit.kinds import Kind
from cms.audit.services import record_once
from cms.core.models import EditorialRecord
from cms.core.querysets import EditorialRecordQuerySet
from cms.core.veiled import mask
from cms.users.models import User

GetResponse = Callable[[HttpRequest], HttpResponseBase]

SHOWN = 200
# Doors that show one page, by the name their addresses give its key.
PAGES = ("wagtailadmin_pages", "wagtailadmin_api:pages", "tenancy", "quality")
PAGE_KEYS = ("page_id", "page_to_move_id", "pk")
RECORDS = "records"
DESK = "desk"


class WatchEmbargoes:
    """Writes to the security log before the item is shown: no entry, no item.

    Editor, preview, revisions and their comparison, history, record: all are addresses
    that name the page or its record, and a new one joins by itself. Editing for an
    afternoon is one entry an hour.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        match = request.resolver_match
        # The address first: to ask for the person would tie readers' pages to cookies.
        wanted = shown_by(match) if match else None
        if wanted is not None and response.status_code == SHOWN:
            self._watch(request, wanted)
        return response

    def _watch(self, request: HttpRequest, wanted: EditorialRecordQuerySet) -> None:
        item = wanted.guarded().select_related("unit").first()
        if item is not None and isinstance(request.user, User):
            if item.is_secret:
                mask(item)  # auditors read the log, too
            record_once(
                kind=Kind.EMBARGO_SEEN,
                actor=request.user,
                subject=item,
                unit=item.unit,
                request=request,
                facts={"path": request.path_info},
            )


def shown_by(match: ResolverMatch) -> EditorialRecordQuerySet | None:
    """Return the record of the one item that an address shows; None for all others."""
    if match.namespace in PAGES:
        keys = (match.kwargs[name] for name in PAGE_KEYS if name in match.kwargs)
        key = next(keys, None)
        return EditorialRecord.objects.of_page(int(key)) if key else None
    if match.namespace == DESK and "case" in match.kwargs:
        return EditorialRecord.objects.filter(cases=match.kwargs["case"])
    if match.namespace == DESK and "page_id" in match.kwargs:
        return EditorialRecord.objects.of_page(match.kwargs["page_id"])
    if match.namespace == RECORDS and "pk" in match.kwargs:
        return EditorialRecord.objects.filter(pk=match.kwargs["pk"])
    return None
