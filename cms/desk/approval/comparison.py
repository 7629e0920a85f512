"""What changed since somebody approved last, or since readers got it last."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Revision

from cms.core.models import BasePage
from cms.desk.hours import hour
from cms.evidence.kinds import Deed
from cms.evidence.models import Entry
from cms.moderation.models import Case


@dataclass(frozen=True)
class Changes:
    """The fields that differ, and what they are compared with; empty for a first one."""

    since: str = ""
    fields: tuple[Any, ...] = ()

    @property
    def count(self) -> int:
        return len(self.fields)


def changes_of(case: Case, page: BasePage, request: HttpRequest) -> Changes:
    """Compare the submitted content with what was approved or released before it."""
    found = _before(case, page)
    if found is None:
        return Changes()
    revision, since = found
    panel = page.get_edit_handler().get_bound_panel(
        instance=page, request=request, form=None
    )
    older: Any = revision.as_object()
    compared = (compare(older, page) for compare in panel.get_comparison())
    return Changes(since, tuple(one for one in compared if one.has_changed()))


def _before(case: Case, page: BasePage) -> tuple[Revision, str] | None:
    """Return the version that was approved last with other content, else the live one."""
    entry = (
        Entry.objects.of(case.record)
        .filter(
            deed=Deed.APPROVED,
            revision_id__in=page.revisions.values("pk"),
            case=case.pk,
        )
        .exclude(revision_id=case.revision_id)
        .order_by("-number")
        .first()
    )
    if entry is not None:
        words = _("approved by %(person)s, %(hour)s") % {
            "person": entry.actor_name,
            "hour": hour(entry.happened_at),
        }
        return page.revisions.get(pk=entry.revision_id), words
    live = page.live_revision
    if live is None or live.pk == case.revision_id:
        return None
    return live, _("published %(hour)s") % {"hour": hour(page.last_published_at)}
