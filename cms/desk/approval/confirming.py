"""What follows from a consent, said before it is given and after."""

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.desk.approval.bodies import body_of
from cms.desk.approval.crumbs import crumbs
from cms.desk.approval.forms import ApprovalForm
from cms.desk.approval.standing import Standing
from cms.desk.hours import hour
from cms.moderation.models import Case, CaseState
from cms.moderation.moments import release_moment
from cms.moderation.selectors import open_parties, step_of
from cms.routes.models import Destination
from sites.directory import directory

CONFIRM = "admin/desk/confirm.html"
Told = list[tuple[str, str]]


def response(
    request: HttpRequest, standing: Standing, form: ApprovalForm
) -> TemplateResponse:
    """Ask once more, on a page of its own, with everything that was ticked."""
    context = {
        "standing": standing,
        "case": standing.case,
        "told": consequences(standing),
        "sent": form.sent(),
        "header_title": _("Approve?"),
        "breadcrumbs_items": crumbs(),
    }
    return TemplateResponse(request, CONFIRM, context)


def consequences(standing: Standing) -> Told:
    """Name what the consent brings about: portal, host, hour and channels."""
    if not standing.is_last_word:
        return [(_("Then"), _next(standing))]
    if not standing.reaches_portal:
        return [(_("May be posted on"), standing.case.get_destination_display())]
    told = _place(standing)
    at = hour(release_moment(standing.case, timezone.now()), seconds=True)
    if standing.case.bundle:
        at = _("%(hour)s at the earliest, together with “%(bundle)s”") % {
            "hour": at,
            "bundle": standing.case.bundle,
        }
    return [*told, (_("Hour"), at), (_("Channels"), _channels(standing.case))]


def told(case: Case) -> str:
    """Say what came of a consent."""
    if case.state == CaseState.APPROVED:
        return _("Approved. Readers get it at %(hour)s.") % {
            "hour": hour(case.release_at, seconds=True)
        }
    if case.state == CaseState.CLEARED:
        return _("Approved for %(channel)s.") % {
            "channel": case.get_destination_display()
        }
    step = step_of(case)
    waits = ", ".join(body_of(party) for party in open_parties(case))
    return _("Approved. It is at step “%(step)s” now: %(bodies)s.") % {
        "step": step.name if step else "",
        "bodies": waits,
    }


def _place(standing: Standing) -> Told:
    page = standing.page
    portal = directory.portal_of_path(page.url_path) if page else None
    if page is None or portal is None:
        return []
    name = portal.owner(page.locale.language_code).name or portal.unit_name
    return [(_("Portal"), name), (_("Address"), portal.hostname)]


def _next(standing: Standing) -> str:
    """Name who still has to agree at this step, else the next one."""
    case, own = standing.case, standing.party
    others = [party for party in open_parties(case) if party != own]
    if others:
        return _("Still waits at this step for: %(bodies)s") % {
            "bodies": ", ".join(map(body_of, others))
        }
    step = case.route_version.steps.filter(position=case.position + 1).first()
    parties = step.parties.select_related("unit", "person") if step else ()
    return _("It goes on to “%(step)s”: %(bodies)s") % {
        "step": step.name if step else "",
        "bodies": ", ".join(map(body_of, parties)),
    }


def _channels(case: Case) -> str:
    """Say which channels await a decision of their own about the same item."""
    others = Case.objects.open().of_page(case.page_id or 0).exclude(pk=case.pk)
    names = [str(Destination(other.destination).label) for other in others]
    if not names:
        return _("None; a channel is asked for on its own")
    return _("%(names)s: approved on their own way") % {"names": ", ".join(names)}
