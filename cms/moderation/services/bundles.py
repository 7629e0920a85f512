"""Items that are released together."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.moderation.models import Bundle, Case, CaseState
from cms.moderation.moments import settle_moment
from cms.moderation.refusals import RefusedError
from cms.routes.models import Destination
from cms.users.models import User
from sites.models import Portal


@transaction.atomic
def make_bundle(
    *,
    portal: Portal,
    name: str,
    cases: Iterable[Case],
    made_by: User,
    release_at: datetime | None = None,
) -> Bundle:
    """Bind open cases of one portal together. Raises ``RefusedError``."""
    keys = [case.pk for case in cases]
    rows = list(Case.objects.select_for_update().filter(pk__in=keys))
    _check(portal, name, rows, release_at)
    bundle = Bundle.objects.create(
        portal=portal, name=name.strip(), release_at=release_at, made_by=made_by
    )
    for case in rows:
        _bind(case, bundle)
    return bundle


@transaction.atomic
def leave_bundle(*, case: Case) -> None:
    """Let a case go out by itself again."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    _bind(case, None)


@transaction.atomic
def dissolve_bundle(*, bundle: Bundle) -> None:
    """Let all of its cases go out by themselves. Raises ``RefusedError`` once released."""
    bundle = Bundle.objects.select_for_update().get(pk=bundle.pk)
    if bundle.released_at is not None:
        raise RefusedError(_("This bundle is released already."))
    for case in Case.objects.select_for_update().filter(bundle=bundle):
        _bind(case, None)
    bundle.delete()


def _bind(case: Case, bundle: Bundle | None) -> None:
    case.bundle = bundle
    if case.state == CaseState.APPROVED:
        settle_moment(case, timezone.now())
    case.save(update_fields=["bundle", "release_at", "retry_at"])


def _check(
    portal: Portal, name: str, cases: list[Case], release_at: datetime | None
) -> None:
    faults = []
    if not name.strip():
        faults.append(_("Give the bundle a name."))
    if len(cases) < 2:  # noqa: PLR2004 - one alone is no bundle
        faults.append(_("A bundle has at least two items."))
    if release_at is not None and release_at <= timezone.now():
        faults.append(_("The hour of release must be after now."))
    faults += [fault for case in cases for fault in _faults_of(portal, case)]
    if faults:
        raise RefusedError(faults)


def _faults_of(portal: Portal, case: Case) -> list[str]:
    if case.unit_id != portal.unit_id:
        return [_("“%(item)s” is another unit’s.") % {"item": case}]
    if not case.is_open or case.destination != Destination.PORTAL:
        return [_("“%(item)s” is not on its way.") % {"item": case}]
    if case.bundle_id is not None:
        return [_("“%(item)s” is in a bundle already.") % {"item": case}]
    return []
