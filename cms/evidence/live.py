"""Whether what readers see now is what somebody answered for."""

from collections.abc import Collection, Iterator
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import get_page_models

from cms.core.models import BasePage, EditorialRecord
from cms.evidence.content import fits
from cms.evidence.models import Entry

AT_A_TIME = 200


def live_faults(codes: Collection[str] = ()) -> Iterator[str]:
    """Yield every live page without evidence, or with evidence of something else.

    What mirrors another page has none of its own: the gate lets it say only what that
    one says (``cms.core.gate``).
    """
    for model in get_page_models():
        if not issubclass(model, BasePage):
            continue
        pages = model._default_manager.live().filter(alias_of__isnull=True)
        if codes:
            records = EditorialRecord.objects.filter(code__in=codes)
            pages = pages.filter(translation_key__in=records.values("translation_key"))
        ordered = pages.order_by("pk").select_related("locale")
        rows = ordered.iterator(chunk_size=AT_A_TIME)
        while some := list(islice(rows, AT_A_TIME)):
            yield from _faults(some)


def _faults(pages: Collection[BasePage]) -> Iterator[str]:
    records = {
        record.translation_key: record
        for record in EditorialRecord.objects.filter(
            translation_key__in=[page.translation_key for page in pages]
        )
    }
    newest = newest_releases([record.pk for record in records.values()])
    for page in pages:
        record = records.get(page.translation_key)
        language = page.locale.language_code
        entry = newest.get((record.pk, language)) if record else None
        told = {
            "code": record.code if record else page.pk,
            "language": language,
            "number": entry.number if entry else 0,
        }
        if record is None or entry is None:
            yield _("Record %(code)s (%(language)s): live without a release.") % told
        elif not fits(entry, page, record):
            yield (
                _(
                    "Record %(code)s (%(language)s): what readers see is not what "
                    "entry %(number)d was about."
                )
                % told
            )


def is_answered_for(page: BasePage) -> bool:
    """Tell whether a page is live with just what its last release was about."""
    return page.live and page.alias_of_id is None and not list(_faults([page]))


def newest_releases(records: Collection[Any]) -> dict[tuple[int, str], Entry]:
    """Return what last put something before readers, by record and language."""
    entries = Entry.objects.releasing().filter(record__in=records)
    return {(entry.record_id, entry.language): entry for entry in entries.iterator()}
