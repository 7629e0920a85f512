"""Files of portals on trial, wherever somebody asks for them."""

from typing import Any

from django.http import HttpRequest
from wagtail.permissions import policy_registry

from media_library.permissions import ANY_USE
from sites.directory import directory
from sites.models import Portal, PortalStatus
from sites.requests import portal_or_none


def trial_shelves() -> dict[int, str]:
    """Return the tree paths of the collections of portals on trial, by portal.

    Remembered until the directory's stamp is raised, as a change of status does.
    """
    memo = directory.memo
    if "trial_shelves" not in memo:
        rows = Portal.objects.filter(status=PortalStatus.TRIAL)
        memo["trial_shelves"] = dict(rows.values_list("pk", "collection__path"))
    remembered: dict[int, str] = memo["trial_shelves"]
    return remembered


def is_shut(document: Any, request: HttpRequest) -> bool:
    """Tell whether a document lies with a portal on trial that is not the one asked.

    On its own host the door has let the reader in; in the house its people see it.
    """
    shelves = trial_shelves()
    if not shelves:
        return False
    path = document.collection.path
    holders = {key for key, shelf in shelves.items() if path.startswith(shelf)}
    here = portal_or_none(request)
    if not holders or (here and here.portal_id in holders):
        return False
    policy = policy_registry.get_by_type(type(document))
    return here is not None or not policy.user_has_any_permission_for_instance(
        request.user, ANY_USE, document
    )
