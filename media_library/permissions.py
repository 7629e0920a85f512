"""Who may see a file that is not for everybody."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import CollectionViewRestriction
from wagtail.permissions import policy_registry

from media_library.models import Document, Image, Media
from media_library.places import kept_apart

ANY_USE = ("view", "choose", "add", "change")


def may_see(request: HttpRequest, asset: Image | Document | Media) -> bool:
    """Tell whether whoever asks may see an asset.

    What is private is for those who meet it in the administration, its unit's people.
    “Any logged-in user” is everybody who works anywhere in the house, so that kind opens
    nothing to the people of other units; a group that was named does. What only an item
    shows that nobody may know of yet is for those who know of it (ADR 0045).
    """
    if asset.pk in kept_apart(type(asset)):
        return _is_theirs(request.user, asset)
    restrictions = list(asset.collection.get_view_restrictions())
    return (
        not restrictions
        or _is_theirs(request.user, asset)
        or all(_names(restriction, request) for restriction in restrictions)
    )


def _is_theirs(user: Any, asset: Image | Document | Media) -> bool:
    policy = policy_registry.get_by_type(type(asset))
    return bool(policy.user_has_any_permission_for_instance(user, ANY_USE, asset))


def _names(restriction: CollectionViewRestriction, request: HttpRequest) -> bool:
    by_name = restriction.restriction_type == CollectionViewRestriction.GROUPS
    return by_name and bool(restriction.accept_request(request))
